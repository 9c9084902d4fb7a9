"""The phrases of a generation: those of its segments, as if all texts stood in one.

The texts of all segments stand one after another, each beginning at a multiple of ``GRAIN`` positions. A
phrase is looked up in each segment; what follows is done for all of its positions together: a position leads
to its block through one entry for every ``GRAIN`` positions and a mask of the borders in it.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from threading import Lock
from typing import NamedTuple

import numpy as np

from app.code_points import points_of
from app.search.engines.local.exact.arrays import Array, ArrayReader, run_lengths, set_before
from app.search.engines.local.exact.numbering import Numbering
from app.search.engines.local.exact.segment.phrase_segment import PhraseSegment
from app.search.engines.local.exact.segment.printed import Gaps, PrintedForms
from app.search.engines.local.exact.segment.word_places import GRAIN
from app.search.results import Span

# From so many occurrences, counting over all blocks is faster than sorting the occurrences.
_MANY = 50_000
# Many positions are handled in chunks that stay in the processor's cache.
_CHUNK = 1 << 15
_KEPT = 5_120_000
"""Bytes of recent postings that stay in memory: those of six very common wordings."""

_BORDERS_UP_TO = np.array([(2 << place) - 1 for place in range(GRAIN)], np.uint64)
_FEW = 16
"""How many times as many blocks a library has as are asked for, from which on each of these is looked up."""
_NONE = np.zeros(0, np.int32)
_SCATTER = np.uint32(2_654_435_761)
"""A factor by which numbers that follow each other are scattered evenly over 32 bits."""


class Postings(NamedTuple):
    """The blocks in which a term occurs, each once, and how often it occurs in each.

    ``positions`` has its occurrences one block after another, where they are few and have been looked up; the
    numbers are then of the type by which numpy gathers fastest.
    """

    blocks: Array
    frequencies: Array
    positions: Array | None = None

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        positions = 0 if self.positions is None else self.positions.nbytes
        return self.blocks.nbytes + self.frequencies.nbytes + positions

    def frequencies_in(self, blocks: Array, size: int) -> Array:
        """Return how often the term occurs in each of some ascending blocks of a library of ``size``."""
        if len(self.blocks) and len(blocks) * _FEW < size:
            at = np.minimum(self.blocks.searchsorted(blocks), len(self.blocks) - 1)
            return np.where(self.blocks[at] == blocks, self.frequencies[at], 0)
        frequencies = np.zeros(size, np.int32)
        frequencies[self.blocks] = self.frequencies
        found: Array = frequencies[blocks]
        return found


class RecentPostings:
    """Postings that were asked for last: a page of the desk asks for the same ones several times.

    Those that were asked for first go first.
    """

    def __init__(self) -> None:
        self._lock, self._size = Lock(), 0
        self._known: dict[Hashable, Postings] = {}

    def get(self, asked: Hashable, find: Callable[[], Postings]) -> Postings:
        """Return the postings of what is asked for, found if they are not known."""
        with self._lock:
            known = self._known.get(asked)
        if known is not None:
            return known
        found = find()
        with self._lock:
            if asked not in self._known and found.size <= _KEPT:
                self._known[asked] = found
                self._size += found.size + 1
            while self._size > _KEPT:
                self._size -= self._known.pop(next(iter(self._known))).size + 1
        return found


class PhraseIndex:
    """One of the two indexes of a generation, ``plain`` or ``bare`` (without punctuation).

    Phrases are given as they are indexed (``index_form``). Positions count the characters of all texts,
    offsets those of a block.
    """

    def __init__(self, segments: Sequence[ArrayReader], name: str, numbering: Numbering) -> None:
        self.segments = [PhraseSegment(arrays, name) for arrays in segments]
        sizes = [-(-segment.length // GRAIN) * GRAIN for segment in self.segments]
        self.bases: list[int] = [0, *np.cumsum(sizes).tolist()]
        """Where the text of each segment begins, and where the last one ends."""
        self.length, self.size = self.bases[-1], len(numbering.blocks)
        self._borders = np.concatenate([_NONE.view(np.uint64), *(a[f"{name}-borders"] for a in segments)])
        # Each border begins a block, and the last one before a grain the block that reaches into it.
        self._grains = set_before(self._borders)[:-1] - np.int32(1)
        self._numbers = numbering.blocks.of_slot
        self._removed = [bool((numbering.blocks.of_segment(k) < 0).any()) for k in range(len(segments))]
        starts = [arrays[f"{name}-starts"] for arrays in segments]
        lengths = np.concatenate([_NONE, *(np.diff(own) - 1 for own in starts)])
        begins = [own[:-1] + np.int32(base) for own, base in zip(starts, self.bases, strict=False)]
        self.starts: Array = np.concatenate([_NONE, *begins])[numbering.blocks.slots]
        """The position at which each block begins."""
        self.lengths: Array = lengths[numbering.blocks.slots]
        # Single numbers are read from a view in a third of the time.
        self._begins, self._sizes = self.starts.data, self.lengths.data
        slots = np.arange(len(self._numbers))
        self._in_order = len(slots) == self.size and bool((self._numbers == slots).all())
        self.forms = PrintedForms.joined([PrintedForms.read(a, name) for a in segments], self.bases[:-1])

    @cached_property
    def alphabet(self) -> str:
        """The characters of all texts, in the order of their code points."""
        return "".join(sorted(frozenset().union(*(segment.alphabet for segment in self.segments))))

    @cached_property
    def characters_before(self) -> Array:
        """The characters of all blocks before each in page order, and of all blocks."""
        return np.concatenate(([np.int32(0)], np.cumsum(self.lengths, dtype=np.int32)))

    def gaps(self, segments: Sequence[ArrayReader]) -> Gaps:
        """Return the gaps in all texts, which the plain index alone has."""
        return Gaps.joined(segments, self.bases[:-1])

    def count(self, phrase: str) -> int:
        """Return how often a phrase occurs, overlaps included; an empty phrase never does."""
        return sum(self._counted(phrase))

    def _counted(self, phrase: str) -> Iterator[int]:
        """Yield how often a phrase occurs in each segment."""
        for number, segment in enumerate(self.segments):
            first, last = segment.suffix_range(phrase)
            yield self.living(number, first, last) if last > first else 0

    def living(self, number: int, first: int, last: int) -> int:
        """Return how many of a range of a segment's suffixes stand in blocks that count."""
        if not self._removed[number]:
            return last - first
        return int(np.count_nonzero(self.blocks(self._positions(number, first, last)) >= 0))

    def has_removed(self, number: int) -> bool:
        """Say whether a segment has blocks that no longer count."""
        return self._removed[number]

    def counted_places(self, phrases: Sequence[str], most: int) -> tuple[Array, list[Array]]:
        """Return how often each of many phrases occurs, and its positions where those are no more than
        ``most``; in no useful order."""
        ranges = [segment.suffix_ranges(phrases) for segment in self.segments]
        counts = np.zeros(len(phrases), np.int64)
        for number, (first, last) in enumerate(ranges):
            if not self._removed[number]:
                counts += last - first
                continue
            for n in np.flatnonzero(last > first).tolist():
                counts[n] += self.living(number, int(first[n]), int(last[n]))
        found: list[Array] = [np.zeros(0, np.int64)] * len(phrases)
        for n in np.flatnonzero((counts > 0) & (counts <= most)).tolist():
            own = [
                self._positions(number, int(first[n]), int(last[n]))
                for number, (first, last) in enumerate(ranges)
                if first[n] < last[n]
            ]
            positions = np.concatenate(own).astype(np.int64)
            found[n] = positions[self.blocks(positions) >= 0]
        return counts, found

    def occurs(self, phrase: str) -> bool:
        """Say whether a phrase occurs at all."""
        return any(self._counted(phrase))

    def positions(self, phrase: str, among: Sequence[int] | None = None) -> Array:
        """Return the positions of a phrase, in no useful order; only some segments, by their numbers, are
        read where it is known to stand in no other."""
        found = self._every_position(phrase, among)
        return found[self.blocks(found) >= 0] if any(self._removed) else found

    def _every_position(self, phrase: str, among: Sequence[int] | None = None) -> Array:
        """Return the positions of a phrase, also in blocks that do not count."""
        numbers = range(len(self.segments)) if among is None else among
        points = points_of(phrase)
        read = ((n, self.segments[n].positions(points)) for n in numbers)
        found = [own + self.bases[n] for n, own in read if len(own)]
        return found[0] if len(found) == 1 else np.concatenate([_NONE, *found])

    def runs(self, phrase: str) -> list[Array]:
        """Return the positions of a phrase in each segment that has it, ordered by what follows them."""
        ranges = (segment.suffix_range(phrase) for segment in self.segments)
        found = []
        for number, (first, last) in enumerate(ranges):
            if first < last:
                run = self._positions(number, first, last)
                found.append(run[self.blocks(run) >= 0] if self._removed[number] else run)
        return [run for run in found if len(run)]

    def _positions(self, number: int, first: int, last: int) -> Array:
        """Return the positions that a range of a segment's suffix array lists."""
        found = self.segments[number].suffixes(first, last)
        return found + np.int32(self.bases[number]) if self.bases[number] else found

    def nearest_living(self, number: int, ranks: Array, step: int) -> tuple[Array, Array]:
        """Return the position in a segment of the suffix at each of some ranks or, if that stands in a block
        that does not count, of the next one in steps of 1 or -1; and which of the ranks have any."""
        segment, ranks = self.segments[number], ranks.copy()
        found = np.full(len(ranks), -1, np.int64)
        open_ones = np.flatnonzero((ranks >= 0) & (ranks < segment.suffix_count))
        while len(open_ones):
            positions = segment.suffixes_at(ranks[open_ones]).astype(np.int64)
            if not self._removed[number]:
                found[open_ones] = positions
                break
            living = self.blocks(positions + self.bases[number]) >= 0
            found[open_ones[living]] = positions[living]
            open_ones = open_ones[~living]
            ranks[open_ones] += step
            open_ones = open_ones[(ranks[open_ones] >= 0) & (ranks[open_ones] < segment.suffix_count)]
        there = np.flatnonzero(found >= 0)
        return there, found[there]

    def counts_at(self, number: int, position: int) -> bool:
        """Say whether a position in a segment stands in a block that counts."""
        if not self._removed[number]:
            return True
        return bool(self.blocks(np.array([position + self.bases[number]]))[0] >= 0)

    def blocks(self, positions: Array) -> Array:
        """Return the block of each position, -1 where it does not count."""
        grain = positions >> 6
        borders = self._borders[grain] & _BORDERS_UP_TO[positions & (GRAIN - 1)]
        slots: Array = self._grains[grain] + np.bitwise_count(borders)
        if self._in_order:
            return slots
        blocks: Array = self._numbers[slots]
        return blocks

    def postings(self, phrase: str) -> Postings:
        """Return the postings of a phrase, blocks ascending."""
        return self.postings_at(self._every_position(phrase))

    def postings_at(self, positions: Array) -> Postings:
        """Return the postings of a term that occurs at these positions, blocks ascending."""
        if len(positions) < _MANY:
            return self._few_postings(positions)
        blocks = np.empty(len(positions), np.int32)
        for at in range(0, len(positions), _CHUNK):
            blocks[at : at + _CHUNK] = self.blocks(positions[at : at + _CHUNK])
        if any(self._removed):
            blocks = blocks[blocks >= 0]
        frequencies = np.bincount(blocks, minlength=self.size).astype(np.int32)
        blocks = np.flatnonzero(frequencies > 0).astype(np.int32)
        return Postings(blocks, frequencies[blocks])

    def _few_postings(self, positions: Array) -> Postings:
        """Return the postings of a term that occurs at these positions, with them."""
        positions = positions.astype(np.int64)
        if self._in_order:
            positions.sort()
            blocks = self.blocks(positions).astype(np.int64)
        else:  # Sorted by both at once: the block is the upper half of a number.
            both = self.blocks(positions).astype(np.int64) << 32
            both |= positions
            both.sort()
            both = both[both.searchsorted(0) :]
            blocks, positions = both >> 32, both & 0xFFFF_FFFF
        first, sizes = run_lengths(blocks)
        return Postings(blocks[first], sizes, positions)

    def sample(self, phrase: str, most: int) -> Array:
        """Return positions of a phrase, about ``most`` where there are more: all in some blocks.

        Which blocks those are depends on their place in the library alone.
        """
        positions = self.positions(phrase)
        if len(positions) <= most:
            return positions
        scattered = self.blocks(positions).astype(np.uint32) * _SCATTER
        found: Array = positions[scattered <= np.partition(scattered, most - 1)[most - 1]]
        return found

    def begin(self, block: int) -> int:
        """Return the position at which a block begins."""
        return self._begins[block]

    def find(self, block: int, phrase: str) -> list[int]:
        """Return the offsets of a phrase in one block."""
        start = self._begins[block]
        number = bisect_right(self.bases, start) - 1
        return self.segments[number].find(start - self.bases[number], self._sizes[block], phrase)

    def marked(self, blocks: Array, phrases: Iterable[str]) -> Iterator[list[Span]]:
        """Yield the spans of some phrases in each of some blocks, ascending."""
        wanted = list(phrases)
        sizes = list(map(len, wanted))
        own: dict[int, list[tuple[bytes, int]]] = {}
        for block in blocks.tolist():
            start = self._begins[block]
            number = bisect_right(self.bases, start) - 1
            segment = self.segments[number]
            if number not in own:
                own[number] = list(zip(segment.encoded_each(wanted), sizes, strict=True))
            at, size = start - self.bases[number], self._sizes[block]
            yield sorted(segment.spans(at, size, own[number]))

    def text(self, block: int) -> str:
        """Return the text of one block as it is indexed."""
        return self._text(self._begins[block], self._sizes[block])

    def after(self, place: int, length: int) -> str:
        """Return at most ``length`` characters from a position, not beyond its block."""
        return self._text(place, length).partition("\0")[0]

    def _text(self, place: int, length: int) -> str:
        number = bisect_right(self.bases, place) - 1
        return self.segments[number].text(place - self.bases[number], length)

    def windows(self, positions: Array, length: int) -> Array:
        """Return the code points of ``length`` characters from each position, a row each; 0 is in no text."""
        found = np.zeros((len(positions), length), np.uint32)
        for number, segment in enumerate(self.segments):
            first, end = self.bases[number], self.bases[number + 1]
            if len(own := np.flatnonzero((positions >= first) & (positions < end))):
                found[own] = segment.points(positions[own] - first, length)
        return found

    def points_of(self, blocks: Array) -> Array:
        """Return the code points of some blocks, in the order of their positions, each closed by a 0."""
        first, last = self.starts[blocks], self.starts[blocks] + self.lengths[blocks] + 1
        bounds = np.searchsorted(first, self.bases).tolist()
        found = [np.zeros(0, np.uint32)]
        for segment, base, low, high in zip(self.segments, self.bases, bounds, bounds[1:], strict=False):
            if low < high:
                found.append(segment.points_of(first[low:high] - base, last[low:high] - base))
        return np.concatenate(found)

    def as_printed(self, phrase: str) -> str:
        """Return a phrase in the form in which it is printed first, itself if it does not occur."""
        positions = self.positions(phrase)
        if not len(positions):
            return phrase
        blocks = self.blocks(positions)
        return self.forms.restored(int(positions[blocks == blocks.min()].min()), phrase)

    def common_prefix(self, phrase: str) -> int:
        """Return the length of the longest prefix of a phrase that occurs."""
        low, high = 0, len(phrase)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.occurs(phrase[:middle]) else (low, middle - 1)
        return low


def find_offsets(text: str, wanted: str) -> list[int]:
    """Return the offsets of a phrase in a text, overlaps included; an empty phrase has none."""
    found: list[int] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found
