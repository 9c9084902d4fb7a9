"""The texts of all segments cut into phrases: what a formulation may stand in.

Punctuation, the ends of blocks and titles in 《》 are borders, which no formulation crosses. Quotation marks
are none, for they stand inside some: 共建“一带一路”. One segment is in memory at a time.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

import numpy as np

from app.code_points import points_of, text_of
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.segment.title_spans import TitleSpans
from app.search.engines.local.formulations.windows import KEY, KEYS, LEAST, WindowFile, Windows
from app.text import is_punctuation

QUOTE = '"'
"""The folded quotation mark."""
_TOGETHER = 700_000
"""Places at which formulations may begin that are looked at together, where they begin alike."""
_CHUNK = 1_000_000
"""Positions that are looked at together."""
_AT_ONCE = 16
"""So many times these places are read of a segment together, and written down until they are looked at."""
_TEXTS = "texts"
_CODE_POINTS = 0x110000
_RANKS = (1 << 16) - 1
"""Characters that are told apart; no library has so many, and of one that had, the last would be borders."""


class _Beginning(NamedTuple):
    """The first and the end of some ranks with which so many places begin."""

    first: int
    end: int
    places: int


class Phrases:
    """The characters of a library as ranks, 0 for a border, and where formulations may begin in its texts.

    In texts that no longer count none begins; nor with a mark, or with a word of one character that is among
    ``never``. ``titles`` says how often each text in title marks occurs. What is read of the texts stands in
    files in ``folder``, which is new.
    """

    def __init__(
        self, segments: Sequence[ArrayReader], index: PhraseIndex, folder: Path, never: str = ""
    ) -> None:
        soft = [char for char in index.alphabet if char == QUOTE or not is_punctuation(char)][:_RANKS]
        self.points = np.concatenate(([0], points_of("".join(soft)))).astype(np.uint32)
        """The code point of each rank."""
        self._ranks = np.zeros(_CODE_POINTS, np.uint16)
        self._ranks[self.points[1:]] = np.arange(1, len(self.points))
        self.quote = int(self._ranks[ord(QUOTE)])
        self.characters = int(index.lengths.sum(dtype=np.int64))
        self.titles: Counter[str] = Counter()
        self._segments, self._index, self._never = segments, index, self.rank_of(never)
        self._often = np.zeros(len(self.points), np.int64)
        with ArrayWriter(folder / _TEXTS) as writer:
            for number in range(len(segments)):
                self._read_segment(number, writer)
        self._folder, self._read = folder, ArrayReader(folder / _TEXTS)

    def rank_of(self, chars: str) -> Array:
        """Return a mask of the ranks of some characters, and of the border."""
        mask = np.isin(self.points, points_of(chars))
        mask[0] = True
        return mask

    def texts(self, rows: Array) -> list[str]:
        """Return rows of ranks as texts."""
        text, width = text_of(self.points[rows]), rows.shape[1]
        return [text[at : at + width] for at in range(0, len(text), width)]

    def windows(self) -> Iterator[Windows]:
        """Yield all places at which formulations may begin, those of some first characters together."""
        every = list(self._beginnings())
        for at in range(0, len(every), _AT_ONCE):
            some = every[at : at + _AT_ONCE]
            with TemporaryFile(dir=self._folder) as file:
                windows = WindowFile(file, [each.places for each in some])
                self._read_windows(some, windows)
                yield from map(windows.read, range(len(some)))

    def _beginnings(self) -> Iterator["_Beginning"]:
        """Yield the first characters of places that are looked at together."""
        begin = places = 0
        for rank, size in enumerate([*self._often.tolist(), _TOGETHER]):
            if places and places + size > _TOGETHER:
                yield _Beginning(begin, rank, places)
                begin, places = rank, 0
            places += size

    def _read_windows(self, some: Sequence["_Beginning"], file: WindowFile) -> None:
        """Write the places that begin with some characters; a segment is read once for all of these."""
        for number, arrays in enumerate(self._segments):
            text, ranks = _WindowText(arrays, self._read, number), self._ranks[_points(arrays)]
            for n, (first, end, _) in enumerate(some):
                (own,) = ((ranks >= max(1, first)) & (ranks < end)).nonzero()
                file.write(n, text.windows(text.beginning(own)))

    def _read_segment(self, number: int, writer: ArrayWriter) -> None:
        """Write the text of one segment, and at which positions formulations may begin, a bit for each;
        count these and its titles."""
        segment = _SegmentText(self._segments[number], self._ranks)
        ranks, size = segment.ranks, len(segment.ranks)
        edges = segment.edges()
        starts: Array = edges[:size] & (ranks != self.quote) & ~(self._never[ranks] & edges[1:])
        for offset in range(LEAST):
            starts[: max(0, size - offset)] &= ranks[offset:] != 0
        living = self._living(number, size)
        if living is not None:
            starts &= living
        titles = TitleSpans([self._segments[number]])
        for first, end in zip(titles.begins.tolist(), titles.ends.tolist(), strict=True):
            starts[first:end] = False
            if living is None or living[first]:
                self.titles[segment.text(first, end)] += 1
        self._often += np.bincount(ranks[starts], minlength=len(self._often))
        writer.put(f"text-{number}", ranks.astype(">u2"))
        writer.put(f"starts-{number}", np.packbits(starts))
        writer.put(f"sorted-{number}", segment.sorted_before())

    def _living(self, number: int, size: int) -> Array | None:
        """Return which positions of a segment stand in blocks that count; None where all do."""
        if not self._index.has_removed(number):
            return None
        found = np.empty(size, bool)
        for at in range(0, size, _CHUNK):
            positions = np.arange(at, min(at + _CHUNK, size)) + self._index.bases[number]
            found[at : at + _CHUNK] = self._index.blocks(positions) >= 0
        return found


class _SegmentText:
    """The text of one segment as ranks of the library."""

    def __init__(self, arrays: ArrayReader, ranks: Array) -> None:
        self._own, self._points = arrays["plain-text"], _points(arrays)
        self.ranks = np.empty(len(self._own), np.uint16)
        """The rank of each character."""
        table = ranks[self._points]
        for at in range(0, len(self._own), _CHUNK):
            self.ranks[at : at + _CHUNK] = table[self._own[at : at + _CHUNK]]
        self._goes_on = arrays["plain-word-goes-on"].view(np.uint8)

    def edges(self) -> Array:
        """Say of each position, and of the end, whether no word goes on there."""
        found: Array = np.unpackbits(self._goes_on, count=len(self._own) + 1, bitorder="little") == 0
        return found

    def sorted_before(self) -> Array:
        """Return how many suffixes sort before each character, as the segment ranks them, and how many there
        are; borders are not sorted."""
        times = np.zeros(len(self._points), np.int64)
        for at in range(0, len(self._own), _CHUNK):
            times += np.bincount(self._own[at : at + _CHUNK], minlength=len(times))
        times[0] = 0
        found: Array = np.concatenate(([0], np.cumsum(times)))
        return found

    def text(self, first: int, end: int) -> str:
        """Return the text between two positions."""
        return text_of(self._points[self._own[first:end]])


class _WindowText:
    """The text of one segment, of which what begins with some characters is read as ranks of the library."""

    def __init__(self, arrays: ArrayReader, read: ArrayReader, number: int) -> None:
        # Behind the last text there are only borders, and before the first one.
        octets = bytes(2) + read.bytes(f"text-{number}") + bytes(2 * KEY * KEYS)
        size = 2 * (1 + KEY * KEYS)
        self._rows = np.ndarray(((len(octets) - size) // 2 + 1,), f"V{size}", octets, strides=(2,))
        self._starts, self._sorted = read[f"starts-{number}"], read[f"sorted-{number}"]
        self._suffixes = arrays.disk_array("plain-suffixes")
        self._goes_on = np.append(arrays["plain-word-goes-on"], np.zeros(1, np.uint64)).view(np.uint8)

    def beginning(self, own: Array) -> Array:
        """Return in order the positions at which formulations may begin with characters of some ranks, as
        the segment ranks them."""
        every = self._suffixes.stretches(self._sorted[own], self._sorted[own + 1])
        at = 7 - (every & 7).astype(np.uint8)
        found: Array = np.sort(every[self._starts[every >> 3] >> at & 1 == 1])
        return found

    def windows(self, positions: Array) -> Windows:
        """Return what is at some positions."""
        # What stands together is gathered together.
        rows = self._rows[positions].view(">u2").reshape(-1, 1 + KEY * KEYS)
        keys = np.ascontiguousarray(rows[:, 1:]).view(">u8").T.astype(np.uint64)
        octets = np.ndarray((len(self._goes_on) - 3,), "<u4", self._goes_on, strides=(1,))
        edges = ~(octets[positions >> 3] >> (positions & 7).astype(np.uint32))
        return Windows(np.ascontiguousarray(keys), rows[:, 0].astype(np.uint16), edges)


def _points(arrays: ArrayReader) -> Array:
    """Return the code point of each rank of a segment."""
    return np.concatenate(([0], arrays["alphabet"])).astype(np.uint32)
