"""Very many short texts as arrays of characters: which of them contain a text, and which stand in one."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.code_points import points_of
from app.ranges import in_ranges

Points = NDArray[np.uint32]
Numbers = NDArray[np.integer[Any]]
Codes = NDArray[np.uint64]

END = 0xFFFF_FFFF
"""Stands between wordings, and in no text."""
_BASE = 0x9E37_79B9_7F4A_7C15
_TOGETHER = 50_000
"""Places of a text at which wordings are looked for together."""


class Wordings:
    """Wordings by their numbers, no two alike, none empty.

    ``points`` are the characters of all, an ``END`` after each, and as many as the longest has at both ends.
    Wording n begins at ``starts[n]`` and has ``lengths[n]`` of them.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        known = list(texts)
        lengths = np.fromiter(map(len, known), np.int64, len(known))
        self.longest = int(lengths.max(initial=0))
        starts = np.cumsum(lengths + 1) - lengths + self.longest
        self.points: Points = np.full(int((lengths + 1).sum()) + 2 * self.longest + 1, END, np.uint32)
        self.points[in_ranges(starts, lengths)] = points_of("".join(known))
        self.starts, self.lengths = starts.astype(np.int32), lengths.astype(np.int32)
        prints = _Prints(self.points)
        codes = prints.of(starts, lengths)
        self._by_code = np.argsort(codes).astype(np.int32)
        self._codes = codes[self._by_code]
        # All begin with so many characters: what begins otherwise is none, what does has few lengths.
        self._head = int(lengths.min(initial=self.longest))
        heads = prints.of(starts, self._head)
        order = np.lexsort((lengths, heads))
        heads, lengths = heads[order], lengths[order]
        new = np.ones(len(heads), bool)
        new[1:] = (heads[1:] != heads[:-1]) | (lengths[1:] != lengths[:-1])
        self._heads, self._head_lengths = heads[new], lengths[new].astype(np.int32)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> str:
        start = int(self.starts[number])
        own = self.points[start : start + int(self.lengths[number])]
        return own.tobytes().decode("utf-32-le", "surrogatepass")

    def at(self, places: Numbers) -> Numbers:
        """Return the numbers of the wordings in which some places of ``points`` are."""
        return np.searchsorted(self.starts, places, "right") - 1

    def containing(self, text: str) -> Numbers:
        """Return the ascending numbers of the wordings that contain a text; an empty one is in all."""
        if not text:
            return np.arange(len(self))
        first, *others = points_of(text).tolist()
        found = np.flatnonzero(self.points == first)
        for offset, point in enumerate(others, 1):
            found = found[self.points[found + offset] == point]
        return np.unique(self.at(found))

    def sharing(self, chars: Iterable[str]) -> Numbers:
        """Return how many of some different characters each wording has."""
        found = np.zeros(len(self), np.int64)
        for char in chars:
            # What has it twice is counted once: so numpy adds at indexes.
            found[self.at(np.flatnonzero(self.points == ord(char)))] += 1
        return found

    def within(self, text: Points) -> tuple[Numbers, Numbers]:
        """Return the ascending places of a text at which wordings stand, and which; the shortest first."""
        found: list[tuple[Numbers, Numbers]] = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        for begin in range(0, len(text) if len(self) else 0, _TOGETHER):
            places, numbers = self._within(text[begin : begin + _TOGETHER + self.longest - 1])
            found.append((places + begin, numbers))
        places, numbers = map(np.concatenate, zip(*found, strict=True))
        return places, numbers

    def _within(self, text: Points) -> tuple[Numbers, Numbers]:
        prints = _Prints(text)
        begun = np.arange(min(_TOGETHER, max(0, len(text) - self._head + 1)))
        places, at = matches(self._heads, prints.of(begun, self._head))
        lengths = self._head_lengths[at]
        fits = places + lengths <= len(text)
        places, lengths = places[fits], lengths[fits]
        chosen, at = matches(self._codes, prints.of(places, lengths))
        places, numbers = places[chosen], self._by_code[at].astype(np.int64)
        same = self._are(text, places, lengths[chosen], numbers)
        return places[same], numbers[same]

    def _are(self, text: Points, places: Numbers, lengths: Numbers, numbers: Numbers) -> NDArray[np.bool_]:
        """Say of stretches of a text whether they are wordings, to the last character."""
        same: NDArray[np.bool_] = self.lengths[numbers] == lengths
        own = text[in_ranges(places, lengths)] == self.points[in_ranges(self.starts[numbers], lengths)]
        if len(own):
            same &= np.logical_and.reduceat(own, np.cumsum(lengths) - lengths)
        return same


class _Prints:
    """Numbers for stretches of a text: the same for equal stretches, and hardly ever for others."""

    def __init__(self, points: Points) -> None:
        self._inverse = _powers(pow(_BASE, -1, 1 << 64), len(points))
        self._sums = np.zeros(len(points) + 1, np.uint64)
        np.cumsum(points * _powers(_BASE, len(points)), out=self._sums[1:])

    def of(self, starts: Numbers, lengths: Numbers | int) -> Codes:
        """Return those of stretches that begin at some places, none of them at the end."""
        found: Codes = (self._sums[starts + lengths] - self._sums[starts]) * self._inverse[starts]
        return found


def matches(ascending: Codes, wanted: Codes) -> tuple[Numbers, Numbers]:
    """Return where numbers stand in an ascending array: all pairs of places in ``wanted`` and there."""
    first = np.searchsorted(ascending, wanted)
    # Most that is wanted is nowhere: what stands where it would be tells.
    there = np.flatnonzero(ascending.take(first, mode="clip") == wanted) if len(ascending) else first[:0]
    if not len(there):
        return there, there
    first = first[there]
    counts = np.searchsorted(ascending, wanted[there], "right") - first
    return np.repeat(there, counts), in_ranges(first, counts)


def _powers(base: int, number: int) -> Codes:
    """Return the first powers of a number, modulo 2⁶⁴."""
    found = np.full(number, base, np.uint64)
    found[:1] = 1
    return np.cumprod(found, dtype=np.uint64)
