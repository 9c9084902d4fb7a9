"""Extend what two passages share, as long as most of their characters agree.

All pairs are extended together, by arrays: after a stretch that agrees, the nearest place is sought at which
two characters in a row agree again, few characters on in either text; and where what agrees there is short
beside what was passed over, the passage ends before it.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple, Protocol

import numpy as np

from app.search.engines.local.concordance.context import points_after, points_before
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.parallels import AGREEMENT, LEAST_SELDOM

_REACH, _NEARBY = 192, 40
"""Characters that a pair may grow on either side, and those that are looked at first."""
_GAP = 8
"""Characters of one text that may have no counterpart in the other, one after another."""
_WORTH = 3
"""How much more may be passed over than agrees behind it."""
_TOGETHER = 2048
"""Pairs that are extended at a time, which bounds memory."""
_PART = 256
"""Characters of the parts of a text by which passages that overlap are found."""
_STEPS = np.arange(_GAP + 1)
_COST = (_STEPS[:, None] + _STEPS) * (_GAP + 1) + np.abs(_STEPS[:, None] - _STEPS)
"""Which places are nearest: few characters passed over, as many in one text as in the other."""


class Text(Protocol):
    """A text whose characters are read outward from places in it, as code points in rows; 0 ends a block."""

    def after(self, ends: Array, width: int) -> Array:
        """Return so many characters from each place on."""

    def before(self, starts: Array, width: int) -> Array:
        """Return so many characters before each place, the nearest first."""


class LibraryText:
    """The whole index as a text."""

    def __init__(self, index: PhraseIndex) -> None:
        self._index = index

    def after(self, ends: Array, width: int) -> Array:
        """Return so many characters from each position on."""
        return points_after(self._index, ends, width)

    def before(self, starts: Array, width: int) -> Array:
        """Return so many characters before each position, the nearest first."""
        return points_before(self._index, starts, width)


class Pairs(NamedTuple):
    """Pairs of stretches ``[start, end)`` of two texts that agree in so many characters, a number each."""

    first: Array
    first_ends: Array
    second: Array
    second_ends: Array
    matched: Array

    def take(self, chosen: Array | slice) -> "Pairs":
        """Return some of the pairs, in the order in which they are chosen."""
        return Pairs(*(column[chosen] for column in self))


_Ranges = tuple[int, int, int, int]
"""The ranges of a pair in both texts."""
_Side = tuple[Callable[[Array, int], Array], Array]
"""How a text is read on one side of places, and these."""


def extended(first: Text, second: Text, seeds: Pairs) -> tuple[Pairs, Array]:
    """Return the near passages of ``LEAST_SELDOM`` characters or more around pairs that are the same, none of
    them verbatim, and which pair each grew from."""
    parts = [
        _extended(first, second, seeds.take(slice(at, at + _TOGETHER)))
        for at in range(0, len(seeds.first), _TOGETHER)
    ]
    if not parts:
        return seeds, seeds.first
    found = Pairs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    lengths = np.maximum(found.first_ends - found.first, found.second_ends - found.second)
    chosen = np.flatnonzero((found.matched >= LEAST_SELDOM) & (found.matched < lengths))
    return found.take(chosen), chosen


def _extended(first: Text, second: Text, pairs: Pairs) -> Pairs:
    right = _outward(pairs, (first.after, pairs.first_ends), (second.after, pairs.second_ends))
    pairs = pairs._replace(
        first_ends=pairs.first_ends + right[0],
        second_ends=pairs.second_ends + right[1],
        matched=pairs.matched + right[2],
    )
    left = _outward(pairs, (first.before, pairs.first), (second.before, pairs.second))
    return pairs._replace(
        first=pairs.first - left[0], second=pairs.second - left[1], matched=pairs.matched + left[2]
    )


def _outward(pairs: Pairs, first: _Side, second: _Side) -> Array:
    """Return by how many characters each pair grows on one side in either text, and how many of these agree.

    Most grow little: only those that might go on further than ``_NEARBY`` are looked at as far as ``_REACH``.
    """
    found, cut = _grown(pairs, *(read(places, _NEARBY) for read, places in (first, second)))
    further = np.flatnonzero(cut)
    if len(further):
        rows = (read(places[further], _REACH) for read, places in (first, second))
        found[:, further], _ = _grown(pairs.take(further), *rows)
    return found


def _grown(pairs: Pairs, first: Array, second: Array) -> tuple[Array, Array]:
    """Return by how many characters each pair grows in either text, and how many of these agree; and for
    which pairs it may be for want of text that they end where they do.

    The texts, a row for each pair, go on from it outward; 0 ends a block.
    """
    width = first.shape[1]
    lengths = np.array((pairs.first_ends - pairs.first, pairs.second_ends - pairs.second, pairs.matched))
    grown, cut = np.zeros((3, len(pairs.first)), np.int64), np.zeros(len(pairs.first), bool)
    padding = ((0, 0), (0, _GAP + 2))
    first, second = np.pad(first, padding), np.pad(second, padding)
    going = np.arange(len(pairs.first))
    while len(going):
        at = grown[:2, going]
        cut[going] |= (at + _GAP + 2 > width).any(axis=0)
        places = _next_agreement(_rows(first, going, at[0], _GAP + 2), _rows(second, going, at[1], _GAP + 2))
        there = places[0] >= 0
        going, at = going[there], at[:, there] + places[:, there]
        run = _run(first[going], second[going], at)
        proposed = np.array((at[0] + run, at[1] + run, grown[2, going] + run))
        cut[going] |= (proposed[:2] >= width).any(axis=0)
        whole = lengths[:, going] + proposed
        agrees = whole[2] >= AGREEMENT * np.maximum(whole[0], whole[1])
        agrees &= _WORTH * run >= (at - grown[:2, going]).max(axis=0)
        going = going[agrees]
        grown[:, going] = proposed[:, agrees]
        going = going[(grown[:2, going] < width).all(axis=0)]
    return grown, cut


def _rows(text: Array, rows: Array, at: Array, width: int) -> Array:
    """Return so many characters of some rows, from a place in each."""
    found: Array = text[rows[:, None], at[:, None] + np.arange(width)]
    return found


def _next_agreement(first: Array, second: Array) -> Array:
    """Return how far on two characters in a row agree, in either text; -1 where they do so nowhere near."""
    here, there = (row[:, :-1].astype(np.uint64) << np.uint64(32) | row[:, 1:] for row in (first, second))
    apart = (here[:, :, None] != there[:, None, :]) | ((first[:, :-1] == 0) | (first[:, 1:] == 0))[:, :, None]
    cost = np.where(apart, _COST.max() + 1, _COST).reshape(len(first), -1)
    best = np.argmin(cost, axis=1)
    none = cost[np.arange(len(best)), best] > _COST.max()
    found: Array = np.where(none, -1, np.array(np.divmod(best, _GAP + 1)))
    return found


def _run(first: Array, second: Array, at: Array) -> Array:
    """Return how many characters agree from a place in each row of two texts, until the row ends."""
    columns = np.arange(first.shape[1] if len(first) else 0)
    here, there = (
        np.take_along_axis(text, np.minimum(start[:, None] + columns, text.shape[1] - 1), 1)
        for text, start in ((first, at[0]), (second, at[1]))
    )
    apart = (here != there) | (here == 0)
    # The padding is 0, so that each row ends.
    found: Array = np.argmax(apart, axis=1) if len(first) else np.zeros(0, np.int64)
    return found


def without_overlaps(pairs: Pairs, owners: Array) -> Pairs:
    """Return the pairs that agree most, without those that overlap one of the same owner in both texts."""
    order = np.lexsort((pairs.first, -pairs.matched))
    kept: defaultdict[tuple[int, int], list[_Ranges]] = defaultdict(list)
    chosen = []
    rows = list(zip(*(column[order].tolist() for column in pairs[:4]), strict=True))
    for n, owner, row in zip(order.tolist(), owners[order].tolist(), rows, strict=True):
        parts = [kept[owner, part] for part in parts_of(row[0], row[1])]
        if not any(_overlaps(row, own) for own in parts):
            for own in parts:
                own.append(row)
            chosen.append(n)
    return pairs.take(np.sort(np.array(chosen, np.int64)))


def parts_of(start: int, end: int) -> range:
    """Return the numbers of the parts of a text into which a stretch reaches: two that overlap share one."""
    return range(start // _PART, (end - 1) // _PART + 1)


def _overlaps(row: _Ranges, others: list[_Ranges]) -> bool:
    """Say whether a pair overlaps one of some others in both texts."""
    start, end, other, other_end = row
    return any(a < end and start < b and c < other_end and other < d for a, b, c, d in others)
