"""The strings that stand directly left or right of occurrences, each with its counts."""

from typing import NamedTuple

import numpy as np

from app.code_points import text_of
from app.search.concordance import Neighbour, Side
from app.search.engines.local.concordance.context import left_of, right_of
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.evaluate import Places
from app.search.engines.local.exact.phrase_index import PhraseIndex

LONGEST = 6
"""Characters of a neighbour."""
RECURS = 2
"""What stands beside one occurrence alone is no neighbour."""
WITHIN = 0.8
"""A string is not named of which so large a share stands in one longer neighbour."""
_HALF = LONGEST // 2
"""Characters of 21 bits in one number of 64 bits."""


class _Strings(NamedTuple):
    """Strings beside occurrences: their lengths, and of the rows that begin with each the first and how many
    there are; rows are in order."""

    lengths: Array
    begins: Array
    counts: Array


def find_neighbours(
    index: PhraseIndex, places: Places, columns: ColumnStore, *, left: bool, most: int | None
) -> Side:
    """Return what recurs on one side of occurrences, and how many of these have nothing there.

    The most frequent come first, each as it is printed beside one occurrence; all of them are counted, and no
    more named than ``most``.
    """
    around = (left_of if left else right_of)(index, places, LONGEST)
    order = np.lexsort((_packed(around[:, _HALF:]), _packed(around[:, :_HALF])))
    rows = around[order]
    found = _recurring(rows)
    # Of those that occur equally often longer ones come first, then those that sort first.
    ranked = np.lexsort((found.begins, -found.lengths, -found.counts))[:most]
    articles = columns.article_of[places.blocks]
    named = []
    for length, begin, count in zip(*(column[ranked].tolist() for column in found), strict=True):
        points, at = rows[begin, :length], order[begin]
        text = text_of(points[::-1] if left else points)
        position = int(places.starts[at]) - length if left else int(places.ends[at])
        wide = len(np.unique(articles[order[begin : begin + count]]))
        named.append(Neighbour(index.forms.restored(position, text), count, wide))
    return Side(tuple(named), len(found.counts), int(np.count_nonzero(around[:, 0] == 0)))


def _packed(points: Array) -> Array:
    """Return rows of three code points as numbers that sort as they do."""
    packed = points[:, 0].astype(np.uint64)
    for column in range(1, _HALF):
        packed <<= np.uint64(21)
        packed |= points[:, column]
    return packed


def _recurring(rows: Array) -> _Strings:
    """Return the strings that sorted rows begin with and that recur, but for those mostly in a longer one."""
    common = np.zeros(len(rows) + 1, np.int8)
    """Characters that each row has in common with the one before it."""
    alike = np.ones(max(0, len(rows) - 1), bool)
    for column in range(LONGEST):
        alike &= rows[1:, column] == rows[:-1, column]
        common[1:-1] += alike
    kept: list[tuple[Array, Array, Array]] = []
    inner = _Strings(*[np.zeros(0, np.int64)] * 3)
    for length in range(LONGEST, 0, -1):
        own = _of_length(rows, common, length)
        most = np.zeros(len(own.begins), np.int64)
        owners = np.searchsorted(own.begins, inner.begins, "right") - 1
        np.maximum.at(most, owners, inner.counts)
        shown = (own.counts >= RECURS) & (most < WITHIN * own.counts)
        kept.append((own.lengths[shown], own.begins[shown], own.counts[shown]))
        inner = own
    return _Strings(*map(np.concatenate, zip(*kept, strict=True)))


def _of_length(rows: Array, common: Array, length: int) -> _Strings:
    """Return all strings of one length; a row that ends before is in none."""
    bounds = np.flatnonzero(common < length)
    begins = bounds[:-1]
    whole = rows[begins, length - 1] != 0
    begins, counts = begins[whole], np.diff(bounds)[whole]
    return _Strings(np.full(len(begins), length), begins, counts)
