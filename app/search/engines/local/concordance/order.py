"""The orders of a concordance: by what stands right or left of an occurrence, by place, by date.

Of an order only the slice that is asked for is worked out. Three characters at a time, a selection finds
between which of them the slice lies; only occurrences that agree so far are compared further.
"""

from collections.abc import Callable

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
_IN_A_KEY = 3
"""Ranks of 21 bits that one sort key of 64 bits holds."""
_LAST = np.uint64((1 << 21) - 1)
"""The last rank in a key."""
_FEW = 512
"""So many occurrences are sorted rather than selected from."""

_Keys = Callable[[Array, int], Array]
"""The sort keys of some occurrences, by so many characters from one on."""


class Collation:
    """The rank of each character of an index in the order of ``app.collation``; 0 where a block ends."""

    def __init__(self, index: PhraseIndex) -> None:
        points = [ord(char) for char in sorted(index.alphabet, key=sort_key)]
        self._ranks = np.zeros(max(points, default=0) + 1, np.uint32)
        self._ranks[points] = np.arange(1, len(points) + 1)

    def texts(self, points: Array) -> Array:
        """Return rows of code points as byte strings that sort as they do."""
        ranks = self._ranks[points].astype(">u4")
        return np.ascontiguousarray(ranks).view(f"S{4 * points.shape[1]}")[:, 0]

    def key(self, points: Array) -> Array:
        """Return rows of three code points as sort keys."""
        keys = self._ranks[points[:, 0]].astype(np.uint64)
        for column in range(1, _IN_A_KEY):
            keys <<= np.uint64(21)
            keys |= self._ranks[points[:, column]]
        return keys


def slice_in_order(
    index: PhraseIndex,
    columns: ColumnStore,
    collation: Collation,
    places: Places,
    order: Order,
    wanted: slice,
) -> Places:
    """Return one slice of occurrences, which come in page order, in another order."""
    first, end, _ = wanted.indices(len(places.starts))
    if order is Order.PLACE or first >= end:
        return places.take(slice(first, end))
    if order is Order.DATE:
        dates = columns.date_ranks[columns.article_of[places.blocks]]
        unknown = np.where(dates < 0, np.iinfo(dates.dtype).max, dates)
        return places.take(np.argsort(unknown, kind="stable")[first:end])
    around = right_of if order is Order.RIGHT else left_of

    def keys(chosen: Array, depth: int) -> Array:
        return collation.key(around(index, places.take(chosen), _IN_A_KEY, depth))

    return places.take(_selected(keys, np.arange(len(places.starts)), 0, first, end))


def _selected(keys: _Keys, chosen: Array, depth: int, first: int, end: int) -> Array:
    """Return one slice of occurrences that are alike up to a depth, in order."""
    if first >= end or depth >= COMPARED:
        return chosen[first:end]
    own = keys(chosen, depth)
    if len(chosen) <= _FEW or end - first > _FEW:
        return _sorted(keys, chosen, own, depth)[first:end]
    low, high = np.partition(own, (first, end - 1))[[first, end - 1]]
    before, upto = int(np.count_nonzero(own < low)), int(np.count_nonzero(own <= low))
    if low == high:
        return _alike(keys, chosen[own == low], low, depth, first - before, end - before)
    until = int(np.count_nonzero(own < high))
    between = np.flatnonzero((own > low) & (own < high))
    return np.concatenate(
        (
            _alike(keys, chosen[own == low], low, depth, first - before, upto - before),
            _sorted(keys, chosen[between], own[between], depth),
            _alike(keys, chosen[own == high], high, depth, 0, end - until),
        )
    )


def _alike(keys: _Keys, chosen: Array, key: np.uint64, depth: int, first: int, end: int) -> Array:
    """Return one slice of occurrences with one key; where it ends in a block's end, all is compared."""
    if key & _LAST == 0:
        return chosen[first:end]
    return _selected(keys, chosen, depth + _IN_A_KEY, first, end)


def _sorted(keys: _Keys, chosen: Array, own: Array, depth: int) -> Array:
    """Return occurrences in order, of which the keys at this depth are known."""
    order = np.argsort(own, kind="stable")
    chosen, own = chosen[order], own[order]
    if depth + _IN_A_KEY >= COMPARED or len(chosen) < 2:
        return chosen
    same = np.append(own[1:] == own[:-1], False) & (own & _LAST != 0)
    same[1:] |= same[:-1]
    if len(open_ones := np.flatnonzero(same)):
        group = np.cumsum(np.append(True, own[1:] != own[:-1]))[open_ones]
        chosen[open_ones] = _in_groups(keys, chosen[open_ones], group, depth + _IN_A_KEY)
    return chosen


def _in_groups(keys: _Keys, chosen: Array, group: Array, depth: int) -> Array:
    """Return occurrences, each group of them in order; they come group by group."""
    every = [keys(chosen, at) for at in range(depth, COMPARED, _IN_A_KEY)]
    for before, following in zip(every, every[1:], strict=False):
        following[(before & _LAST == 0)] = 0
    return chosen[np.lexsort((*every[::-1], group))]
