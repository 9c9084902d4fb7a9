"""Look up very many texts at once: where they begin in the suffix array of one segment.

The whole segment is held as long as that takes. Its suffixes are compared four characters at a time, as one
number: the first four of every 32nd of them stand in one ascending array. What several texts begin with is
looked up once, and what goes on from there only where it occurs.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from app.code_points import points_of
from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array, StringArray, run_lengths
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.segment.phrase_segment import PhraseSegment

_AT_ONCE = 4
"""Characters that are compared as one number, each as a rank of 16 bits."""
_FEW = 300
"""Texts up to which each is looked up by itself."""
_MANY = 2000
"""Texts from which on a segment is read as a whole to look them up."""
_TOGETHER = 50_000
"""Texts whose characters are taken apart together."""
_STEP = 32
_CHUNK = 500_000
"""Occurrences that are handled together."""
_MOST_RANK = 0xFFFF
_CODE_POINTS = 0x110000


class _Step(NamedTuple):
    """Four characters of texts, 0 where these have ended: rows of code points, each after one of the step
    before; and which texts end here, in which row."""

    points: Array
    after: Array
    texts: Array
    rows: Array


class Wanted:
    """Texts that are looked up, those that begin alike as one as far as they do, if they stand together."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        # Their characters as rows take ten times as much memory as they do.
        self._parts = [(at, _steps(texts[at : at + _TOGETHER])) for at in range(0, len(texts), _TOGETHER)]

    def __iter__(self) -> Iterator[tuple[int, list[_Step]]]:
        """Yield some texts at a time: which is the first, and their steps."""
        return iter(self._parts)


def _steps(texts: Sequence[str]) -> list[_Step]:
    """Return the steps of texts, none of which is empty."""
    lengths = np.fromiter(map(len, texts), np.int32, len(texts))
    points = np.zeros((len(texts), -(-int(lengths.max()) // _AT_ONCE) * _AT_ONCE), np.uint32)
    points[np.arange(points.shape[1]) < lengths[:, None]] = points_of("".join(texts))
    found, own, after = [], np.arange(len(texts), dtype=np.int32), np.zeros(len(texts), np.int32)
    for begin in range(0, points.shape[1], _AT_ONCE):
        part = points[own, begin : begin + _AT_ONCE]
        new = np.ones(len(own), bool)
        new[1:] = (part[1:] != part[:-1]).any(axis=1) | (after[1:] != after[:-1])
        rows = np.cumsum(new, dtype=np.int32) - 1
        ends = lengths[own] <= begin + _AT_ONCE
        found.append(_Step(part[new], after[new], own[ends], rows[ends]))
        own, after = own[~ends], rows[~ends]
    return found


class HeldSegment:
    """One segment in memory."""

    def __init__(self, segment: PhraseSegment) -> None:
        text, self.suffixes, points = segment.whole()
        # The last of so many characters are one to a lookup; they are none of a formulation.
        padded = np.minimum(text, _MOST_RANK).astype(">u2").tobytes() + bytes(8)
        self._numbers = np.ndarray((len(text),), ">u8", padded, strides=(2,))
        self._heads = self._numbers[self.suffixes[::_STEP]].astype(np.uint64)
        self._ranks = np.zeros(_CODE_POINTS, np.uint16)
        self._ranks[points] = np.minimum(np.arange(len(points)), _MOST_RANK)

    def ranges(self, wanted: Wanted) -> tuple[Array, Array]:
        """Return where the suffixes that begin with each text begin and end; both are 0 where none does."""
        first, last = np.zeros(wanted.size, np.int32), np.zeros(wanted.size, np.int32)
        for begin, steps in wanted:
            bounds = None
            for number, step in enumerate(steps):
                bounds = self._ranges(step, number * _AT_ONCE, bounds)
                first[step.texts + begin], last[step.texts + begin] = (each[step.rows] for each in bounds)
        return first, last

    def _ranges(self, step: _Step, offset: int, bounds: tuple[Array, Array] | None) -> tuple[Array, Array]:
        """Return the ranges of suffixes in which the characters of a step follow, so many characters behind
        the beginnings; ``bounds`` are the ranges of what is before."""
        size = len(step.after)
        own = np.arange(size) if bounds is None else np.flatnonzero((bounds[0] < bounds[1])[step.after])
        points = step.points[own]
        ranks = self._ranks[points]
        known = ((ranks != 0) | (points == 0)).all(axis=1)
        own, points, ranks = own[known], points[known], ranks[known]
        least, most = (
            _numbers(each)[:, 0] for each in (ranks, np.where(points == 0, np.uint16(_MOST_RANK), ranks))
        )
        start, end = self._near(least, most) if bounds is None else (each[step.after[own]] for each in bounds)
        start = self._bisected((start, end), offset, least, right=False)
        found = np.flatnonzero(start < end)
        found = found[self._at(start[found], offset) <= most[found]]
        own, start, end = own[found], start[found], end[found]
        first, last = np.zeros(size, np.int32), np.zeros(size, np.int32)
        first[own], last[own] = start, self._bisected((start + 1, end), offset, most[found], right=True)
        return first, last

    def _at(self, suffixes: Array, offset: int) -> Array:
        """Return the number at an offset of some suffixes."""
        found: Array = self._numbers[self.suffixes[suffixes] + offset].astype(np.uint64)
        return found

    def _near(self, least: Array, most: Array) -> tuple[Array, Array]:
        """Return the ranges of suffixes in which numbers stand, and that before them, by the first four
        characters."""
        start = np.searchsorted(self._heads, least) * _STEP - _STEP
        end = np.searchsorted(self._heads, most, "right") * _STEP
        return np.maximum(start, 0), np.minimum(end, len(self.suffixes))

    def _bisected(self, bounds: tuple[Array, Array], offset: int, wanted: Array, *, right: bool) -> Array:
        """Return the first suffix in each range whose number at an offset is not below it, or above."""
        start, end = (bound.copy() for bound in bounds)
        while len(going := np.flatnonzero(start < end)):
            middle = (start[going] + end[going]) // 2
            found = self._at(middle, offset)
            before = found <= wanted[going] if right else found < wanted[going]
            start[going[before]] = middle[before] + 1
            end[going[~before]] = middle[~before]
        return start


def _numbers(rows: Array) -> Array:
    """Return rows of ranks as rows of numbers that sort as they do."""
    found: Array = np.ascontiguousarray(rows.astype(">u2")).view(">u8").astype(np.uint64)
    return found


def look_up(index: PhraseIndex, texts: Sequence[str]) -> list[tuple[Array, Array]]:
    """Return for each segment where the suffixes that begin with each text begin and end."""
    if len(texts) > _MANY:
        wanted = Wanted(texts)
        return [HeldSegment(segment).ranges(wanted) for segment in index.segments]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    found = [(np.zeros(len(texts), np.int64), np.zeros(len(texts), np.int64)) for _ in index.segments]
    for length in np.unique(lengths).tolist():
        own = np.flatnonzero(lengths == length)
        alike = [texts[n] for n in own.tolist()]
        for segment, (first, last) in zip(index.segments, found, strict=True):
            first[own], last[own] = segment.suffix_ranges(alike)
    return found


def count(index: PhraseIndex, texts: Sequence[str]) -> Array:
    """Return how often each text occurs."""
    if len(texts) <= _FEW:
        return np.fromiter(map(index.count, texts), np.int64, len(texts))
    counts, wanted = np.zeros(len(texts), np.int64), Wanted(texts)
    for number, segment in enumerate(index.segments):
        held = HeldSegment(segment)
        first, last = held.ranges(wanted)
        if not index.has_removed(number):
            counts += last - first
            continue
        for owners, positions in positions_of(held, first, last):
            living = index.blocks(positions + np.int64(index.bases[number])) >= 0
            counts += np.bincount(owners[living], minlength=len(texts))
    return counts


class Spread(NamedTuple):
    """Where texts occur: how each is printed first, in how many blocks, and in which articles how often.

    The articles of text n stand in ``articles[starts[n] : starts[n + 1]]``, as slots (``Numbers``).
    """

    printed: StringArray
    blocks: Array
    starts: Array
    articles: Array
    times: Array

    def occurrences(self) -> Array:
        """Return how often each text occurs."""
        before = np.zeros(len(self.times) + 1, np.int64)
        np.cumsum(self.times, out=before[1:])
        found: Array = np.diff(before[self.starts])
        return found

    def with_more(self, more: "Spread") -> "Spread":
        """Return where these texts and further ones occur."""
        return Spread(
            self.printed.with_more(more.printed),
            np.concatenate((self.blocks, more.blocks)),
            np.concatenate((self.starts[:-1], more.starts + self.starts[-1])),
            np.concatenate((self.articles, more.articles)),
            np.concatenate((self.times, more.times)),
        )

    def take(self, chosen: Array) -> "Spread":
        """Return where some of the texts occur, in another order."""
        sizes = np.diff(self.starts)[chosen]
        starts = np.concatenate(([0], np.cumsum(sizes)))
        articles, times = (np.empty(starts[-1], each.dtype) for each in (self.articles, self.times))
        # Some at a time: their places take three times the memory of what stands there.
        for some in batches(sizes, _CHUNK):
            into = slice(starts[some.start], starts[some.stop])
            shift = self.starts[chosen[some]] - starts[some]
            at = np.arange(into.start, into.stop) + np.repeat(shift, sizes[some])
            articles[into], times[into] = self.articles[at], self.times[at]
        return Spread(self.printed.take(chosen), self.blocks[chosen], starts, articles, times)


class _Part(NamedTuple):
    """Texts, ascending, in how many articles each is; these one after another, and how often each has it."""

    texts: Array
    sizes: Array
    articles: Array
    times: Array


def spread(exact: ExactSearcher, texts: Sequence[str]) -> Spread:
    """Return where each text occurs."""
    index, article_of = exact.plain, exact.columns.article_of
    blocks = np.zeros(len(texts), np.int64)
    first_block = np.full(len(texts), len(article_of), np.int64)
    first_place = np.zeros(len(texts), np.int64)
    parts: list[_Part] = []
    for owners, places in _places(index, texts):
        found = index.blocks(places).astype(np.int64)
        owners, places, found = (each[found >= 0] for each in (owners, places, found))
        order = np.lexsort((places, found, owners))
        owners, places, found = owners[order], places[order], found[order]
        leading = np.flatnonzero(np.diff(owners, prepend=-1))
        earlier = leading[found[leading] < first_block[owners[leading]]]
        first_block[owners[earlier]], first_place[owners[earlier]] = found[earlier], places[earlier]
        own, sizes = run_lengths(owners << 32 | found)
        blocks += np.bincount(owners[own], minlength=len(texts))
        # Blocks of one article follow each other.
        owners, held_by = owners[own].astype(np.int32), article_of[found[own]]
        own, _ = run_lengths(owners.astype(np.int64) << 32 | held_by)
        times = np.add.reduceat(sizes, own) if len(own) else sizes
        first, runs = run_lengths(owners[own])
        parts.append(_Part(owners[own[first]], runs, held_by[own], times))
    starts, articles, times = _joined(parts, len(texts))
    printed = StringArray.of(list(map(index.forms.restored, first_place.tolist(), texts)))
    slots = exact.numbering.articles.slots.astype(np.int32)
    return Spread(printed, blocks, starts, slots[articles], times)


def _joined(parts: list[_Part], texts: int) -> tuple[Array, Array, Array]:
    """Return where the articles of each of so many texts start, those of all in page order, and how often
    each has it. The parts are let go of one by one: they are the largest of what is held.

    An article is in one segment, and a text in one part of each segment.
    """
    sizes = np.zeros(texts, np.int64)
    for part in parts:
        sizes[part.texts] += part.sizes
    starts = np.concatenate(([0], np.cumsum(sizes)))
    articles, times, filled = (
        np.empty(starts[-1], np.int32),
        np.empty(starts[-1], np.int32),
        starts[:-1].copy(),
    )
    parts.reverse()
    while parts:
        part = parts.pop()
        at = in_ranges(filled[part.texts], part.sizes)
        articles[at], times[at] = part.articles, part.times
        filled[part.texts] += part.sizes
    # Pages of later segments may stand before those of others.
    for some in batches(sizes, _CHUNK):
        own = slice(starts[some.start], starts[some.stop])
        keys = np.repeat(np.arange(some.start, some.stop), sizes[some]) << 32 | articles[own]
        if (keys[1:] < keys[:-1]).any():
            order = np.argsort(keys)
            articles[own], times[own] = articles[own][order], times[own][order]
    return starts, articles, times


def batches(sizes: Array, most: int) -> Iterator[slice]:
    """Yield things of these sizes some at a time, of at most so much together, one thing at least."""
    ends, begin = np.cumsum(sizes), 0
    while begin < len(sizes):
        done = ends[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, done + most, "right")))
        yield slice(begin, end)
        begin = end


def _places(index: PhraseIndex, texts: Sequence[str]) -> Iterator[tuple[Array, Array]]:
    """Yield which text occurs at which positions of the index; also where blocks do not count."""
    if len(texts) <= _FEW:
        for owner, text in enumerate(texts):
            places = index.positions(text).astype(np.int64)
            yield np.full(len(places), owner), places
        return
    wanted = Wanted(texts)
    for number, segment in enumerate(index.segments):
        held = HeldSegment(segment)
        for owners, positions in positions_of(held, *held.ranges(wanted)):
            yield owners, positions + np.int64(index.bases[number])


def positions_of(held: HeldSegment, first: Array, last: Array) -> Iterator[tuple[Array, Array]]:
    """Yield which text occurs at which positions of a segment, all places of a text together."""
    sizes = last - first
    for some in batches(sizes, _CHUNK):
        own = sizes[some]
        owners = np.repeat(np.arange(some.start, some.stop), own)
        yield owners, held.suffixes[in_ranges(first[some], own)]
