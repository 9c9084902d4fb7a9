"""Find the stretches of a text that are nearly one of very many wordings, all together, by arrays.

A stretch is near a wording if both are the same but for one place, where either has two characters at most.
So about half of the wording stands at the beginning or at the end of the stretch as it is: where such halves
stand is looked up, and only there the rest is compared.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from app.analysis.formulations.wordings import Codes, Numbers, Points, Wordings, matches
from app.code_points import points_of
from app.search.results import Span

DIFFERING = 2
"""Characters, at most, that either side has at the place where they differ."""
_SHORTEST_HALF = 2
_TOGETHER = 10_000
"""Places of a text that are looked at together."""
_BASE = np.uint64(0x9E3779B97F4A7C15)


class Near(NamedTuple):
    """A stretch, the number of the wording that it is near, and how much of either end is the same."""

    span: Span
    number: int
    left: int
    right: int


class Lexicon:
    """Wordings, by their first and by their last halves."""

    def __init__(self, wordings: Wordings) -> None:
        points, ends = wordings.points, wordings.starts + wordings.lengths
        self._forward = _Halves(points, wordings.starts, wordings.lengths)
        self._backward = _Halves(points[::-1], len(points) - ends, wordings.lengths)

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


class _Rows(NamedTuple):
    """Characters, and what stands at each place of them: views, a row of so many characters each, forward;
    and backward from the last place on."""

    points: Points
    forward: Points
    backward: Points

    @classmethod
    def of(cls, points: Points, width: int) -> "_Rows":
        """Return the rows of characters."""
        return cls(points, _windows(points, width), _windows(points[::-1], width))


class _Halves:
    """Wordings by their first halves; ``points`` has one after another, with ends between them."""

    def __init__(self, points: Points, starts: Numbers, lengths: Numbers) -> None:
        self._starts, self._lengths = starts, lengths
        self._width = int(lengths.max(initial=0)) + 1
        self._around = self._width + DIFFERING
        self._known = _Rows.of(points, self._width)
        halves = np.maximum((lengths - DIFFERING + 1) // 2, _SHORTEST_HALF)
        halves[halves > lengths] = 0
        self._halves = np.unique(halves[halves > 0]).tolist()
        self._by_half: dict[int, tuple[Codes, Numbers]] = {}
        for half, codes in self._codes(points, starts):
            own = np.flatnonzero(halves == half)
            order = np.argsort(codes[own], kind="stable")
            self._by_half[half] = codes[own][order], own[order].astype(np.int32)

    def find(self, text: str) -> tuple[list[Near], list[Span]]:
        """Return what begins with a half and is near, and what is the same."""
        rows = _Rows.of(np.pad(points_of(text), (self._around, 2 * self._around)), self._width)
        near: list[Near] = []
        same: list[Span] = []
        for numbers, places in self._pairs(rows.points, len(text)):
            common = self._common(rows, numbers, places)
            near += self._near(rows, numbers, places, common)
            whole = common == self._lengths[numbers]
            begun = places[whole] - self._around
            same += zip(begun.tolist(), (begun + common[whole]).tolist(), strict=True)
        return near, same

    def _pairs(self, points: Points, size: int) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield wordings and the places at which their halves stand, some at a time."""
        end = self._around + size
        for begin in range(self._around, end, _TOGETHER):
            begun = np.arange(begin, min(begin + _TOGETHER, end))
            numbers: list[Numbers] = []
            places: list[Numbers] = []
            for half, codes in self._codes(points, begun):
                known, own = self._by_half[half]
                found, at = matches(known, codes)
                numbers.append(own[at])
                places.append(begun[found])
            if any(map(len, places)):
                yield np.concatenate(numbers), np.concatenate(places)

    def _codes(self, points: Points, places: Numbers) -> Iterator[tuple[int, Codes]]:
        """Yield each length of a half, and a number for each stretch of that length from some places on: the
        same for the same characters."""
        found, at = np.zeros(len(places), np.uint64), 0
        for half in self._halves:
            for offset in range(at, half):
                found = found * _BASE + points[places + offset]
            at = half
            yield half, found

    def _near(self, rows: _Rows, numbers: Numbers, places: Numbers, common: Numbers) -> Iterator[Near]:
        """Yield what is near at some places, where so many characters are the same."""
        other = common < self._lengths[numbers]
        numbers, places, common = numbers[other], places[other], common[other]
        points, lengths = rows.points, self._lengths[numbers]
        ends = self._starts[numbers] + lengths
        last, before = self._known.points[ends - 1], self._known.points[ends - 2]
        for more in range(-DIFFERING, DIFFERING + 1):
            own = np.flatnonzero(points[places + lengths + more - 1] == last)
            named, at, left, size = numbers[own], places[own], common[own], lengths[own]
            right = self._common_end(rows, named, at + size + more)
            begun = np.minimum(left, size + min(more, 0))
            ended = np.minimum(right, size + min(more, 0) - begun)
            fits = (right < size) & (size + max(more, 0) - begun - ended <= DIFFERING)
            yield from self._told(named[fits], at[fits], more, begun[fits], ended[fits])
        # Another last character, or the last two the other way round.
        ours, turning = points[places + lengths - 1], points[places + lengths - 2]
        turned = (common == lengths - 2) & (ours == before) & (turning == last)
        edge = (ours != 0) & ((common == lengths - 1) | turned)
        yield from self._told(numbers[edge], places[edge], 0, common[edge], np.zeros_like(common[edge]))

    def _told(
        self, numbers: Numbers, places: Numbers, more: int, left: Numbers, right: Numbers
    ) -> Iterator[Near]:
        starts = places - self._around
        ends = starts + self._lengths[numbers] + more
        for start, end, *rest in zip(
            *(each.tolist() for each in (starts, ends, numbers, left, right)), strict=True
        ):
            yield Near((start, end), *rest)

    def _common(self, rows: _Rows, numbers: Numbers, places: Numbers) -> Numbers:
        """Return how many characters wordings and the text have in common from some places on."""
        return _alike(rows.forward[places], self._known.forward[self._starts[numbers]])

    def _common_end(self, rows: _Rows, numbers: Numbers, ends: Numbers) -> Numbers:
        """Return how many they have in common before some places."""
        known = len(self._known.points) - self._starts[numbers] - self._lengths[numbers]
        return _alike(rows.backward[len(rows.points) - ends], self._known.backward[known])


def _alike(ours: Points, theirs: Points) -> Numbers:
    """Return how many characters of rows are the same: an end is none, and stands in each of theirs."""
    found: Numbers = np.argmax(ours != theirs, axis=1)
    return found


def _windows(points: Points, width: int) -> Points:
    """Return what stands at each place, as a view: a row of characters each."""
    return np.lib.stride_tricks.sliding_window_view(points, width)
