"""The strings that stand directly left or right of occurrences, each with its counts."""

import numpy as np

from app.search.concordance import Neighbour
from app.search.engines.local.concordance.context import left_of, right_of
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.evaluate import Places
from app.search.engines.local.exact.phrase_index import PhraseIndex, text_of

LONGEST = 6
"""Characters of a neighbour."""
RECURS = 2
"""What stands beside one occurrence alone is no neighbour."""
WITHIN = 0.8
"""A string is not named of which so large a share stands in one longer neighbour."""


def find_neighbours(
    index: PhraseIndex, places: Places, columns: ColumnStore, *, left: bool
) -> tuple[tuple[Neighbour, ...], int]:
    """Return what recurs on one side of occurrences, and how many of these have nothing there.

    The most frequent come first, each as it is printed beside one occurrence.
    """
    around = (left_of if left else right_of)(index, places, LONGEST)
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
            points, at = rows[begins[n], :length], order[begins[n]]
            text = text_of(points[::-1] if left else points)
            position = int(places.starts[at]) - length if left else int(places.ends[at])
            found.append(Neighbour(index.forms.restored(position, text), int(times[n]), int(wide[n])))
    found.sort(key=lambda each: (-each.occurrences, -len(each.text), each.text))
    return tuple(found), int(np.count_nonzero(around[:, 0] == 0))


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
