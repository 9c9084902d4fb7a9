"""Very many texts looked up together in one segment: all of their bisections take each step at once.

Characters are compared several at a time, as one number. What the suffix array lists where texts may stand is
read first, each stretch of it once. Where the text of a segment is read as a whole sooner than those steps
read it, it is held in memory until all texts are looked up.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from threading import Lock
from typing import Self

import numpy as np

from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array, DiskArray, octets_of
from app.search.engines.local.exact.segment.held_array import HeldArray

STEP, HEAD = 32, 8
"""One suffix in so many has its first eight bytes in memory."""
_WORTH = 200_000
"""Bytes that are read in order in the time in which the bisections of one text read what they need of it."""
_HOLDING = Lock()
_CELLS, _AHEAD = 1 << 16, 512
"""Numbers that are compared together where texts go on, and those of one text."""


class Lookup:
    """The text of a segment, its suffix array and its heads. Texts that are looked up are rows of ranks."""

    def __init__(self, text: DiskArray | HeldArray, suffixes: DiskArray, heads: Array) -> None:
        self._text, self._suffixes, self._heads = text, suffixes, heads
        self.characters_each = HEAD // text.dtype.itemsize
        """Characters that one number has."""

    @classmethod
    @contextmanager
    def of(cls, text: DiskArray, suffixes: DiskArray, heads: Array, texts: int) -> Iterator[Self]:
        """Open a segment for so many texts; the text of one at a time is held in memory."""
        if texts * _WORTH < len(text) * text.stored.itemsize:
            yield cls(text, suffixes, heads)
            return
        with _HOLDING:
            yield cls(HeldArray(text), suffixes, heads)

    def ranges(self, wanted: Array, lengths: Array | None = None) -> tuple[Array, Array]:
        """Return where the ranges of suffixes that begin with each text begin and end; texts are of several
        ``lengths`` where told, with 0 behind them."""
        return self.listed(wanted, lengths)[:2]

    def listed(self, wanted: Array, lengths: Array | None = None) -> tuple[Array, Array, "Listed"]:
        """Return the same, and what the suffix array lists there of texts that no single number holds."""
        if lengths is None:
            lengths = np.full(len(wanted), wanted.shape[1])
        low, high = self._least(wanted), self._greatest(wanted, lengths)
        start, end = self._bounds(low, high)
        # Of a text that one number holds the heads tell the range up to one step at either end.
        short = lengths <= self.characters_each
        near = np.where(short, np.minimum(start + STEP, end), end)
        far = np.where(short, np.maximum(end - STEP, start), start)
        listed = Listed(self._suffixes, np.concatenate((start, far)), np.concatenate((near, end)))
        first = self._bisected(listed, low, start, near, np.less)
        # Most ranges are short.
        begin = np.maximum(first, far)
        near = np.minimum(begin + STEP, end)
        ends = listed.of(slice(len(start), None))
        last = self._bisected(ends, high, begin, near, np.less_equal)
        long = np.flatnonzero((last == near) & (near < end))
        last[long] = self._bisected(ends.of(long), high[long], near[long], end[long], np.less_equal)
        return first, last, ends

    def insertion_points(self, wanted: Array) -> Array:
        """Return how many suffixes sort before each text."""
        texts = self._least(wanted)
        bounds = self._bounds(texts, texts)
        return self._bisected(Listed(self._suffixes, *bounds), texts, *bounds, np.less)

    def characters(self, positions: Array) -> Array:
        """Return the ranks of the characters at some positions; 0 closes a block."""
        found: Array = self._text.rows(positions, 1)[:, 0]
        return found

    def numbers(self, ranks: Array) -> Array:
        """Return texts, rows of ranks, as numbers that sort as they do: a row for the first of each text, one
        for the second, and so on. What ends within a number has a 0 for each character that is missing."""
        missing = -ranks.shape[1] % self.characters_each
        return _as_numbers(self._stored(np.pad(ranks, ((0, 0), (0, missing)))))

    def common_before(self, own: Array, positions: Array) -> Array:
        """Return how many of the characters of a number are the same before positions, the nearest first."""
        bits = np.uint64(self._bits)
        missing = np.maximum(self.characters_each - positions, 0).astype(np.uint64)
        there = self._words(np.maximum(positions - self.characters_each, 0), 1)[0]
        apart = own ^ (there >> (bits * missing))
        return self._counted((apart << shift == 0 for shift in self._shifts), len(positions))

    def common_after(self, own: Array, positions: Array) -> Array:
        """Return how many of the characters of a number are the same from positions on."""
        apart = own ^ self._words(positions, 1)[0]
        return self._counted((apart >> shift == 0 for shift in self._shifts), len(positions))

    def _words(self, positions: Array, count: int) -> Array:
        """Return the text from positions on as ``numbers`` does."""
        return _as_numbers(self._text.octets(positions, count * HEAD))

    @property
    def _bits(self) -> int:
        """The bits of a character."""
        return 8 * self._text.dtype.itemsize

    @property
    def _shifts(self) -> list[np.uint64]:
        """By how far a number is shifted so that of its characters one, two, and so on are left."""
        return [np.uint64(64 - self._bits * n) for n in range(1, self.characters_each + 1)]

    @staticmethod
    def _counted(agreeing: Iterable[Array], size: int) -> Array:
        """Return how many of some masks have each."""
        found = np.zeros(size, np.int64)
        for each in agreeing:
            found += each
        return found

    def common_lengths(self, own: Array, at: Array, limits: Array, positions: Array) -> Array:
        """Return how many characters a text has in common, from some of its places on, with this one from
        positions on. ``own`` has the number that begins at each character of it, ``limits`` is how far each
        place is looked at."""
        lengths, going, words = np.zeros(len(at), np.int64), np.flatnonzero(limits > 0), 1
        while len(going):
            ahead = self.characters_each * np.arange(words)[:, None]
            here = own[np.minimum((at + lengths)[going] + ahead, len(own) - 1)]
            apart = here ^ self._words((positions + lengths)[going], words)
            agreeing = np.where((apart == 0).all(axis=0), words, np.argmax(apart != 0, axis=0))
            lengths[going] += self.characters_each * agreeing
            ended = np.flatnonzero(agreeing < words)
            rest = apart[agreeing[ended], ended]
            lengths[going[ended]] += self._counted((rest >> shift == 0 for shift in self._shifts), len(rest))
            going = going[agreeing == words]
            going = going[lengths[going] < limits[going]]
            words = max(1, min(2 * words, _AHEAD, _CELLS // max(1, len(going))))
        found: Array = np.minimum(lengths, limits)
        return found

    def _stored(self, ranks: Array) -> Array:
        """Return texts, rows of ranks, as the bytes that are stored of them."""
        return octets_of(ranks.astype(self._text.dtype))

    def _least(self, wanted: Array) -> Array:
        """Return the least that begins with each text, as stored; a number at least."""
        return self._stored(np.pad(wanted, ((0, 0), (0, max(0, self.characters_each - wanted.shape[1])))))

    def _greatest(self, wanted: Array, lengths: Array) -> Array:
        """Return the greatest that begins with each text, which is of one of several lengths."""
        width = max(self.characters_each, wanted.shape[1])
        padded = np.pad(wanted, ((0, 0), (0, width - wanted.shape[1])))
        padded[np.arange(width) >= lengths[:, None]] = (1 << self._bits) - 1
        return self._stored(padded)

    def _bounds(self, low: Array, high: Array) -> tuple[Array, Array]:
        """Return the range of suffixes that can be from one text to another, by the heads."""
        first = np.searchsorted(self._heads, _as_numbers(low.astype(f"S{HEAD}"))[0])
        last = np.searchsorted(self._heads, _as_numbers(high.astype(f"S{HEAD}"))[0], "right") * STEP
        return np.maximum(first - 1, 0) * STEP, np.minimum(last, len(self._suffixes))

    def _bisected(self, listed: "Listed", texts: Array, start: Array, end: Array, before: np.ufunc) -> Array:
        """Return the first suffix in each range that does not stand ``before`` the text."""
        start, end = start.copy(), end.copy()
        while len(going := np.flatnonzero(start < end)):
            middle = (start[going] + end[going]) // 2
            found = self._text.octets(listed.positions(going, middle), texts.itemsize)
            below = before(found, texts[going])
            start[going[below]] = middle[below] + 1
            end[going[~below]] = middle[~below]
        return start


def _as_numbers(octets: Array) -> Array:
    """Return texts as numbers of eight bytes: a row for the first of each text, one for the second."""
    return np.ascontiguousarray(octets.view(">u8").reshape(-1, octets.itemsize // HEAD).T, np.uint64)


class Listed:
    """What the suffix array lists in some ranges of it, of which many are the same or overlap."""

    def __init__(self, suffixes: DiskArray, starts: Array, ends: Array) -> None:
        order = np.argsort(starts, kind="stable")
        reached = np.maximum.accumulate(ends[order])
        new = np.ones(len(order), bool)
        new[1:] = starts[order][1:] > reached[:-1]
        first = starts[order][new]
        last = reached[np.append(np.flatnonzero(new)[1:], len(order)) - 1] if len(order) else reached
        self._positions = suffixes.stretches(first, last)
        sizes = last - first
        self._shifts = np.empty(len(order), np.int64)
        self._shifts[order] = (np.cumsum(sizes) - sizes - first)[np.cumsum(new) - 1]

    def of(self, chosen: Array | slice) -> "Listed":
        """Return what is listed in some of the ranges."""
        found = copy(self)
        found._shifts = self._shifts[chosen]
        return found

    def positions(self, ranges: Array, ranks: Array) -> Array:
        """Return the positions at places of the suffix array, each in one of the ranges."""
        found: Array = self._positions[ranks + self._shifts[ranges]]
        return found

    def stretches(self, first: Array, last: Array) -> Array:
        """Return the positions in a part of each range, one part after another."""
        found: Array = self._positions[in_ranges(first + self._shifts, last - first)]
        return found
