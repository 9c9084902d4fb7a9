"""The longest passages of an article that others have.

Which of its places are worth looking up is told by the seeds of a segment; they are looked up together.
Where another character stands before what is found than in the article, a match begins, which goes on as long
as both agree. The longest passages are those matches that lie in no other one, and each stands where the
matches of the same range do.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.segment.lookup import HEAD, Lookup
from app.search.engines.local.exact.segment.seeds import SEED, SeedTable, seed_hashes, seeds_within
from app.search.engines.local.formulations.lookup import batches
from app.search.engines.local.parallels.article_text import ArticleText

_TOGETHER = 1 << 18
"""Places in a segment that are looked at together, which bounds memory."""


class Matches(NamedTuple):
    """Ranges of an article's points, each with a position in the index from which the same stands in another
    article, as long as both agree."""

    starts: Array
    ends: Array
    positions: Array

    @classmethod
    def joined(cls, parts: list["Matches"]) -> "Matches":
        """Return the matches of several parts."""
        return cls(*(np.concatenate(columns) for columns in zip(_NO_MATCHES, *parts, strict=True)))

    def take(self, chosen: Array) -> "Matches":
        """Return some of the matches."""
        return Matches(*(column[chosen] for column in self))

    def longest(self) -> tuple[Array, Array, "Matches"]:
        """Return the ranges that lie in no other one, in order: rows of start and end; and the matches of
        these, of which range each is one first."""
        end = int(self.ends.max(initial=0))
        found = self.take(np.argsort(self.starts * (end + 1) + end - self.ends, kind="stable"))
        reached = np.maximum.accumulate(found.ends)
        new = np.ones(len(reached), bool)
        new[1:] = found.ends[1:] > reached[:-1]
        ranges = np.stack((found.starts[new], found.ends[new]), axis=1)
        owners = np.cumsum(new) - 1
        own = (found.starts == ranges[owners, 0]) & (found.ends == ranges[owners, 1])
        return ranges, owners[own], found.take(own)


_NO_MATCHES = Matches(*np.zeros((3, 0), np.int64))


class SegmentMatcher:
    """Finds what one article has in common with others in one segment, which has a table of its seeds."""

    def __init__(self, index: PhraseIndex, number: int, own: ArticleText, table: SeedTable) -> None:
        self._article, self._table = own, table
        self._index, self._segment, self._number = index, index.segments[number], number
        base = index.bases[number]
        # Positions of the article itself, where it stands in this segment.
        self._own = range(own.begin - base, own.end - base) if number == own.segment else range(0)
        self._ranks = self._segment.ranks_of(own.points)
        self._known = seeds_within(self._ranks)

    def seeds(self) -> Array:
        """Return the places of all seeds of the article that the segment may have elsewhere."""
        found: Array = np.flatnonzero(self._found)
        return found

    @cached_property
    def _found(self) -> Array:
        if not self._own:
            return self._table.has(seed_hashes(self._article.points)) & self._known
        return self._table.shared(self._own.start, len(self._own))[: len(self._known)] & self._known

    def matches(self, shortest: int) -> Matches:
        """Return all matches of so many characters, a seed and a number of characters at least."""
        # One of so many places is looked up: each match has one in its first few characters.
        apart = HEAD // self._segment.width
        length = shortest - apart + 1
        at = self._anchors(shortest, apart)
        if not len(at):
            return _NO_MATCHES
        with self._segment.lookup(len(at)) as segment:
            first, last, listed = segment.listed(sliding_window_view(self._ranks, length)[at])
            own = np.pad(self._ranks, (0, apart))
            numbers = segment.numbers(sliding_window_view(own, apart))[0]
            ends = np.flatnonzero(np.append(self._ranks, 0) == 0)
            found = []
            for some in batches(last - first, _TOGETHER):
                positions = listed.of(some).stretches(first[some], last[some]).astype(np.int64)
                sizes = last[some] - first[some]
                begun = self._begun(segment, numbers, at[some], sizes, positions, length)
                limits = ends[np.searchsorted(ends, begun.ends)] - begun.ends
                further = segment.common_lengths(
                    numbers, begun.ends, limits, begun.positions + begun.ends - begun.starts
                )
                grown = begun._replace(ends=begun.ends + further)
                found.append(grown.take(grown.ends - grown.starts >= shortest))
        every = Matches.joined(found)
        return every._replace(positions=every.positions + self._index.bases[self._number])

    def _anchors(self, shortest: int, apart: int) -> Array:
        """Return the first of the places that are so far apart in each match that there may be."""
        missing = np.concatenate(([0], np.cumsum(~self._found)))
        begins: Array = missing[shortest - SEED + 1 :] == missing[: SEED - shortest - 1]
        if not len(begins):
            return begins
        begins = np.pad(begins, (apart - 1, 0))
        found: Array = np.flatnonzero(np.logical_or.reduceat(begins, np.arange(0, len(begins), apart)))
        return found * apart

    def _begun(
        self, segment: Lookup, numbers: Array, at: Array, sizes: Array, positions: Array, length: int
    ) -> Matches:
        """Return the beginnings of matches, given the positions that agree in so many characters with some
        anchors, and how many each has; those that have an earlier anchor are left out."""
        apart = segment.characters_each
        # The text before each anchor, as far back as its block.
        begins = np.concatenate(([0], np.flatnonzero(self._ranks == 0) + 1))
        room = at - begins[np.searchsorted(begins, at, "right") - 1]
        before = np.repeat(numbers[np.maximum(at - apart, 0)], sizes)
        back = np.minimum(segment.common_before(before, positions), np.repeat(room, sizes))
        begun = np.flatnonzero(back < apart)
        at, back, positions = np.repeat(at, sizes)[begun], back[begun], positions[begun]
        # Most go on no further than what was looked up.
        long = segment.common_after(numbers[at + length], positions + length) + back >= apart - 1
        long = np.flatnonzero(long)
        long = long[self._elsewhere(positions[long])]
        at, back = at[long], back[long]
        return Matches(at - back, at + length, positions[long] - back)

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
