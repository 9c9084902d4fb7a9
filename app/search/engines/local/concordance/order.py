"""The orders of a concordance: by what stands right or left of an occurrence, by place, by date."""

import numpy as np

from app.collation import sort_key
from app.search.concordance import Order
from app.search.engines.local.concordance.context import left_of, right_of
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.evaluate import Places
from app.search.engines.local.exact.phrase_index import PhraseIndex

COMPARED = 24
"""Characters that decide an order; what is alike so far stands in the order of the library."""
_CODE_POINTS = 0x110000
_IN_A_KEY = 3
"""Ranks of 21 bits that one sort key of 64 bits holds."""


class Collation:
    """The rank of each character of an index in the order of ``app.collation``; 0 where a block ends."""

    def __init__(self, index: PhraseIndex) -> None:
        self._ranks = np.zeros(_CODE_POINTS, np.uint32)
        ordered = sorted(index.alphabet, key=sort_key)
        self._ranks[[ord(char) for char in ordered]] = np.arange(1, len(ordered) + 1)

    def keys(self, points: Array) -> list[Array]:
        """Return rows of code points as sort keys, the first the most important."""
        rows = self._ranks[points].astype(np.uint64)
        missing = -rows.shape[1] % _IN_A_KEY
        rows = np.pad(rows, ((0, 0), (0, missing)))
        keys = rows[:, ::_IN_A_KEY] << np.uint64(42)
        keys |= rows[:, 1::_IN_A_KEY] << np.uint64(21)
        keys |= rows[:, 2::_IN_A_KEY]
        return list(keys.T)


def in_order(
    index: PhraseIndex, columns: ColumnStore, collation: Collation, places: Places, order: Order
) -> Places:
    """Return occurrences, which come in page order, in another order."""
    if order is Order.PLACE or not len(places.starts):
        return places
    if order is Order.DATE:
        dates = columns.date_ranks[columns.article_of[places.blocks]]
        unknown = np.where(dates < 0, np.iinfo(dates.dtype).max, dates)
        return places.take(np.argsort(unknown, kind="stable"))
    around = right_of if order is Order.RIGHT else left_of
    keys = collation.keys(around(index, places, COMPARED))
    return places.take(np.lexsort(keys[::-1]))
