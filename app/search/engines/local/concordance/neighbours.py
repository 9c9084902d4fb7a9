"""The strings that stand directly left or right of occurrences, each with its counts."""

import numpy as np

from app.search.contract import Neighbour
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.evaluate import Places
from app.search.engines.local.exact.phrase_index import text_of

LONGEST = 6
"""Characters of a neighbour."""
RECURS = 2
"""What stands beside one occurrence alone is no neighbour."""
WITHIN = 0.8
"""A string is not named of which so large a share stands in one longer neighbour."""


def find_neighbours(
    around: Array, places: Places, columns: ColumnStore, *, reverse: bool
) -> tuple[Neighbour, ...]:
    """Return what recurs beside occurrences, the most frequent first.

    ``around`` has ``LONGEST`` code points of each occurrence, from it outward; ``reverse`` says that they
    are read the other way.
    """
    order = np.lexsort(around.T[::-1])
    rows, articles = around[order], columns.article_of[places.blocks][order]
    first, counts, spread = zip(
        *(_runs(rows, articles, length) for length in range(1, LONGEST + 1)), strict=True
    )
    found = []
    for length in range(1, LONGEST + 1):
        begins, times, wide = first[length - 1], counts[length - 1], spread[length - 1]
        shown = times >= RECURS
        if length < LONGEST:
            inner, most = first[length], np.zeros(len(begins), np.int64)
            if len(inner):
                owners = np.searchsorted(begins, inner, "right") - 1
                np.maximum.at(most, owners, counts[length])
            shown &= most < WITHIN * times
        for n in np.flatnonzero(shown).tolist():
            points = rows[begins[n], :length]
            text = text_of(points[::-1] if reverse else points)
            found.append(Neighbour(text, int(times[n]), int(wide[n])))
    return tuple(sorted(found, key=lambda each: (-each.occurrences, -len(each.text), each.text)))


def _runs(rows: Array, articles: Array, length: int) -> tuple[Array, Array, Array]:
    """Return where each string of a length begins in sorted rows, its occurrences and its articles."""
    whole = rows[:, length - 1] != 0
    at = np.flatnonzero(whole)
    if not len(at):
        none = np.zeros(0, np.int64)
        return none, none, none
    kept = rows[at, :length]
    new = np.ones(len(at), bool)
    new[1:] = (kept[1:] != kept[:-1]).any(axis=1)
    run = np.cumsum(new) - 1
    pairs = np.unique(run.astype(np.int64) << 32 | articles[at])
    return at[new], np.bincount(run), np.bincount(pairs >> 32)
