"""Find the stretches of a text that are nearly one of very many wordings, all together, by arrays.

A stretch is near a wording if both are the same but for one place, where either has two characters at most.
So about half of the wording stands at the beginning or at the end of the stretch as it is: where such halves
stand is looked up, and only there the rest is compared.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.search.results import Span

DIFFERING = 2
"""Characters, at most, that either side has at the place where they differ."""
_SHORTEST_HALF = 2
_CHUNK = 200_000
"""Places that are compared together."""
_BASE = np.uint64(0x9E3779B97F4A7C15)
_NOTHING = 0xFFFFFFFF
"""Stands after the end of each wording, and in no text."""
_Numbers = NDArray[np.int64]


class Near(NamedTuple):
    """A stretch, the number of the wording that it is near, and how much of either end is the same."""

    span: Span
    number: int
    left: int
    right: int


class Lexicon:
    """Wordings, none of them empty, in the order of their numbers."""

    def __init__(self, wordings: Sequence[str]) -> None:
        self._forward = _Halves(wordings)
        self._backward = _Halves([wording[::-1] for wording in wordings])

    def find(self, text: str) -> tuple[list[Near], list[Span]]:
        """Return the stretches of a text that are near wordings, and those that are wordings as they are."""
        near, same = self._forward.find(text)
        mirrored, _ = self._backward.find(text[::-1])
        size = len(text)
        near += (
            Near((size - each.span[1], size - each.span[0]), each.number, each.right, each.left)
            for each in mirrored
        )
        return sorted(set(near)), sorted(set(same))


class _Halves:
    """Wordings by their first halves."""

    def __init__(self, wordings: Sequence[str]) -> None:
        self._lengths = np.fromiter(map(len, wordings), np.int64, len(wordings))
        self._width = int(self._lengths.max(initial=0)) + DIFFERING
        self._rows = np.full((len(wordings), self._width), _NOTHING, np.uint32)
        self._mirrored = self._rows.copy()
        for row, wording in enumerate(wordings):
            self._rows[row, : len(wording)] = _points(wording)
            self._mirrored[row, : len(wording)] = _points(wording[::-1])
        halves = np.maximum((self._lengths - DIFFERING + 1) // 2, _SHORTEST_HALF)
        self._by_half: dict[int, tuple[NDArray[np.uint64], _Numbers]] = {}
        for half in np.unique(halves).tolist():
            own = np.flatnonzero((halves == half) & (self._lengths >= half))
            codes = _codes(self._rows[own, :half])
            order = np.argsort(codes, kind="stable")
            self._by_half[half] = codes[order], own[order]

    def find(self, text: str) -> tuple[list[Near], list[Span]]:
        """Return what begins with a half and is near, and what is the same."""
        points = np.pad(_points(text), (self._width, 2 * self._width))
        near: list[Near] = []
        same: list[Span] = []
        for numbers, places in self._pairs(points, len(text)):
            common = self._common(points, numbers, places)
            near += self._near(points, numbers, places, common)
            whole = common == self._lengths[numbers]
            begun, ended = places[whole], places[whole] + self._lengths[numbers[whole]]
            same += zip((begun - self._width).tolist(), (ended - self._width).tolist(), strict=True)
        return near, same

    def _pairs(self, points: NDArray[np.uint32], size: int) -> Iterator[tuple[_Numbers, _Numbers]]:
        """Yield wordings and the places at which their halves stand, some at a time."""
        for half, (codes, numbers) in self._by_half.items():
            if size < half:
                continue
            windows = np.lib.stride_tricks.sliding_window_view(points[self._width : self._width + size], half)
            found = _codes(windows)
            first, last = (np.searchsorted(codes, found, side) for side in ("left", "right"))
            places = np.flatnonzero(last > first)
            counts = (last - first)[places]
            ends = np.cumsum(counts)
            for begin in range(0, len(places), _CHUNK // 8):
                own = slice(begin, begin + _CHUNK // 8)
                many = counts[own]
                inner = np.arange(int(many.sum())) - np.repeat(
                    ends[own] - many - (ends[own][0] - many[0]), many
                )
                yield (
                    numbers[np.repeat(first[places[own]], many) + inner],
                    np.repeat(places[own], many) + self._width,
                )

    def _near(
        self, points: NDArray[np.uint32], numbers: _Numbers, places: _Numbers, common: _Numbers
    ) -> Iterator[Near]:
        """Yield what is near at some places, where so many characters are the same."""
        own = common < self._lengths[numbers]
        numbers, places, common = numbers[own], places[own], common[own]
        lengths = self._lengths[numbers]
        for more in range(-DIFFERING, DIFFERING + 1):
            ends = np.flatnonzero(points[places + lengths + more - 1] == self._rows[numbers, lengths - 1])
            named, at, left, size = numbers[ends], places[ends], common[ends], lengths[ends]
            right = self._common_end(points, named, at + size + more)
            begun = np.minimum(left, size + min(more, 0))
            ended = np.minimum(right, size + min(more, 0) - begun)
            fits = (right < size) & (size + max(more, 0) - begun - ended <= DIFFERING)
            yield from self._told(named[fits], at[fits], more, begun[fits], ended[fits])
        # Another last character, or the last two the other way round.
        last, before = points[places + lengths - 1], points[places + lengths - 2]
        turned = (last == self._rows[numbers, lengths - 2]) & (before == self._rows[numbers, lengths - 1])
        edge = (last != 0) & ((common == lengths - 1) | (common == lengths - 2) & turned)
        yield from self._told(numbers[edge], places[edge], 0, common[edge], np.zeros_like(common[edge]))

    def _told(
        self, numbers: _Numbers, places: _Numbers, more: int, left: _Numbers, right: _Numbers
    ) -> Iterator[Near]:
        starts = places - self._width
        ends = starts + self._lengths[numbers] + more
        for start, end, *rest in zip(
            *(each.tolist() for each in (starts, ends, numbers, left, right)), strict=True
        ):
            yield Near((start, end), *rest)

    def _common(self, points: NDArray[np.uint32], numbers: _Numbers, places: _Numbers) -> _Numbers:
        """Return how many characters a wording and the text have in common from a place on."""
        differs = points[places[:, None] + np.arange(self._width)] != self._rows[numbers]
        common: _Numbers = np.minimum(np.argmax(differs, axis=1), self._lengths[numbers])
        return common

    def _common_end(self, points: NDArray[np.uint32], numbers: _Numbers, ends: _Numbers) -> _Numbers:
        differs = points[ends[:, None] - 1 - np.arange(self._width)] != self._mirrored[numbers]
        common: _Numbers = np.minimum(np.argmax(differs, axis=1), self._lengths[numbers])
        return common


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _codes(rows: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return a number for each row of characters, the same for the same characters."""
    found = np.zeros(len(rows), np.uint64)
    for column in range(rows.shape[1]):
        found = found * _BASE + rows[:, column]
    return found
