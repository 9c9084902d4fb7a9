"""The longest passages of an article that a segment has in another article.

Which stretches are worth looking at is told by the seeds of the segment. In them each passage is found by one
bisection for its end, and a few for the beginning of the next: from one character to the next the end of the
longest passage never goes back. What lies in a passage that another segment has is not looked for again.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.segment.seeds import SEED, SeedTable, seed_hashes, seeds_within
from app.search.engines.local.parallels.article_text import ArticleText

_COMPARED = 64
"""Characters that are compared at first; four times as many where these agree."""
_FEW = 24
"""Places up to which all are read to find what they have in common before them."""
_BESIDE = 4
"""Suffixes on either side that are read at once."""


class LongestRanges:
    """Ranges of a text none of which lies in another: where they begin ascends, and where they end."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self.ranges: list[tuple[int, int]] = []
        for start, end in sorted(ranges, key=lambda each: (each[0], -each[1])):
            if not self.ranges or end > self.ranges[-1][1]:
                self.ranges.append((start, end))
        self._starts = [start for start, _ in self.ranges]

    def end_of(self, start: int) -> int:
        """Return where the range ends that goes on furthest from a place; the place itself if none does."""
        at = bisect_right(self._starts, start) - 1
        return max(start, self.ranges[at][1]) if at >= 0 else start


_NO_RANGES = LongestRanges()


class SegmentMatcher:
    """Finds passages of one article in one segment, which has a table of its seeds."""

    def __init__(self, index: PhraseIndex, number: int, own: ArticleText, table: SeedTable) -> None:
        self._article, self._table = own, table
        self._index, self._segment, self._number = index, index.segments[number], number
        base = index.bases[number]
        # Positions of the article itself, where it stands in this segment.
        self._own = range(own.begin - base, own.end - base) if number == own.segment else range(0)
        ranks = self._segment.ranks_of(own.points)
        self._ranks, self._known = ranks, seeds_within(ranks)
        self._text, self._width = self._segment.stored(ranks), self._segment.width

    def stretches(self, shortest: int) -> list[tuple[int, int]]:
        """Return the stretches of the article all of whose seeds the segment may have elsewhere."""
        found = self._found
        first, sizes = run_lengths(found)
        return [
            (start, start + size + SEED - 1)
            for start, size in zip(first.tolist(), sizes.tolist(), strict=True)
            if found[start] and size + SEED > shortest
        ]

    def seeds(self) -> Array:
        """Return the places of all seeds of the article that the segment may have elsewhere."""
        found: Array = np.flatnonzero(self._found)
        return found

    def may_have(self, start: int, end: int) -> bool:
        """Say whether the segment may have a stretch of the article elsewhere: all of its seeds."""
        return bool(self._missing[end - SEED + 1] == self._missing[start])

    @cached_property
    def _missing(self) -> Array:
        """How many seeds before each place the segment has nowhere else."""
        return np.concatenate(([0], np.cumsum(~self._found)))

    @cached_property
    def _found(self) -> Array:
        if not self._own:
            return self._table.has(seed_hashes(self._article.points)) & self._known
        return self._table.shared(self._own.start, len(self._own))[: len(self._known)] & self._known

    def passages(
        self, start: int, end: int, shortest: int, known: LongestRanges = _NO_RANGES
    ) -> Iterator[tuple[int, int]]:
        """Yield the longest passages of a stretch of the article that stand in another one, in order; of
        those that lie in one that is ``known`` only some."""
        while start + shortest <= end:
            if (beyond := known.end_of(start) + 1) > start + shortest:
                if beyond > end:
                    return
                start = self._next_start(start, beyond, shortest)
                if start + shortest > beyond:
                    continue
            reached = self._reach(start, end)
            if reached - start < shortest:
                start = self._behind_short(start, reached, end, shortest)
                continue
            yield start, reached
            if reached == end:
                return
            start = self._next_start(start + 1, reached + 1, shortest)

    def _behind_short(self, start: int, reached: int, end: int, shortest: int) -> int:
        """Return from where on to look where what begins at a place, and stands elsewhere, is too short.

        What stands nowhere else is in no passage: where it begins a little further on, it rules out all
        places before it from which a passage would go on beyond it.
        """
        probe, needed = start + shortest - (reached - start), start + 1 + shortest
        if needed <= end and probe > start + 1 and self._reach(probe, needed) < needed:
            return probe + 1
        return start + 1

    def _next_start(self, first: int, end: int, shortest: int) -> int:
        """Return where the longest passage that ends at a place begins, from ``first`` on; if it is shorter
        than it has to be, the first place from which one may go on further."""
        last = end - shortest
        if first > last:
            return last + 1
        found = self._segment.stored_positions(self._bytes(last, end))
        found = found[self._elsewhere(found)]
        if not len(found):
            return last + 1
        if len(found) <= _FEW:
            wanted = self._bytes(first, last)
            before = (self._segment.common_before(wanted, position) for position in found.tolist())
            return last - max(before)
        while first < last:
            middle = (first + last) // 2
            first, last = (first, middle) if self._occurs(middle, end) else (middle + 1, last)
        return first

    def positions(self, start: int, end: int) -> Array:
        """Return the positions in the index at which a stretch of the article stands in others."""
        found = self._segment.stored_positions(self._bytes(start, end))
        return found[self._elsewhere(found)].astype(np.int64) + self._index.bases[self._number]

    def seed_places(self, at: Array, most: int) -> tuple[Array, Array]:
        """Return the places of some seeds, each with the positions in the index at which it stands in others:
        all of them, or more than ``most``."""
        at = at[self._known[at]]
        if not len(at):
            return at, at
        first, last = self._segment.ranges_of(sliding_window_view(self._ranks, SEED)[at])
        head = np.minimum(last, first + 2 * most)
        owners, found = self._found_elsewhere(first, head)
        # What is cut off may have few places all the same: the article itself, and what is gone, has others.
        few = np.flatnonzero((head < last) & (np.bincount(owners, minlength=len(at)) <= most))
        if len(few):
            further, rest = self._found_elsewhere(head[few], last[few])
            owners, found = np.concatenate((owners, few[further])), np.concatenate((found, rest))
        return at[owners], found.astype(np.int64) + self._index.bases[self._number]

    def _found_elsewhere(self, first: Array, last: Array) -> tuple[Array, Array]:
        """Return the positions in other articles that ranges of the suffix array list, and whose each is."""
        found = self._segment.suffixes_of(first, last)
        kept = self._elsewhere(found)
        return np.repeat(np.arange(len(first)), last - first)[kept], found[kept]

    def _elsewhere(self, positions: Array) -> Array:
        """Say which positions of the segment stand in other articles, in blocks that count."""
        found: Array = (positions < self._own.start) | (positions >= self._own.stop)
        if self._index.has_removed(self._number):
            found &= self._index.blocks(positions.astype(np.int64) + self._index.bases[self._number]) >= 0
        return found

    def _bytes(self, start: int, end: int) -> bytes:
        return self._text[start * self._width : end * self._width]

    def _occurs(self, start: int, end: int) -> bool:
        return self._reach(start, end) == end

    def _reach(self, start: int, end: int) -> int:
        """Return the end of the longest part of the article from a place on that stands in another one."""
        compared = _COMPARED
        while True:
            wanted = self._bytes(start, min(end, start + compared))
            length = self._longest(wanted)
            if length < compared or start + length >= end:
                return start + length
            compared *= 4

    def _longest(self, wanted: bytes) -> int:
        """Return how many characters of what is wanted begin a suffix outside the article."""
        rank, beside = self._segment.insertion_point(wanted, _BESIDE)
        return max(
            self._common(wanted, rank - 1, -1, beside[0][::-1]), self._common(wanted, rank, 1, beside[1])
        )

    def _common(self, wanted: bytes, rank: int, step: int, positions: list[int]) -> int:
        """Return how much of what is wanted the first suffix from a rank on has that counts; some positions
        from there on are known."""
        segment = self._segment
        while 0 <= rank < segment.suffix_count:
            if not positions:
                low, high = (rank, rank + _BESIDE) if step > 0 else (max(0, rank - _BESIDE + 1), rank + 1)
                positions = segment.suffixes(low, high).tolist()[::step]
            for position in positions:
                if position not in self._own and self._index.counts_at(self._number, position):
                    return segment.common_length(wanted, position)
            rank, positions = rank + step * len(positions), []
        return 0
