"""The texts of all segments cut into phrases: what a formulation may stand in.

Punctuation, the ends of blocks and titles in 《》 are borders, which no formulation crosses. Quotation marks
are none, for they stand inside some: 共建“一带一路”. One segment is in memory at a time.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from app.code_points import points_of, text_of
from app.search.engines.local.exact.arrays import Array, ArrayReader
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.segment.title_spans import TitleSpans
from app.text import is_punctuation

QUOTE = '"'
"""The folded quotation mark."""
LEAST, MOST = 4, 24
"""Characters of a formulation; titles may be longer."""
_TOGETHER = 700_000
"""Places at which formulations may begin that are looked at together, where they begin alike."""
_CHUNK = 1_000_000
"""Positions that are looked at together."""
_KEY = 4
"""Ranks that are read as one number."""
_KEYS = -(-(MOST + 1) // _KEY)
_CODE_POINTS = 0x110000
_RANKS = (1 << 16) - 1
"""Characters that are told apart; no library has so many, and of one that had, the last would be borders."""


class Windows(NamedTuple):
    """Places at which formulations may begin: from each the next characters, the one before, and the edges.

    Each number of ``keys`` spells four ranks, those of the first row the first four; the lowest bit of
    ``edges`` says whether no word goes on at the place itself, each further one so of the next character.
    """

    keys: Array
    before: Array
    edges: Array

    def take(self, order: Array) -> "Windows":
        """Return some of the places, in an order."""
        return Windows(np.take(self.keys, order, axis=1), self.before[order], self.edges[order])

    def rows(self) -> Array:
        """Return the characters from each place as ranks, a row each, 0 for a border."""
        found = np.empty((len(self.before), MOST + 1), np.uint16)
        for column in range(MOST + 1):
            found[:, column] = self.keys[column // _KEY] >> np.uint64(48 - column % _KEY * 16)
        return found


class Phrases:
    """The characters of a library as ranks, 0 for a border, and where formulations may begin in its texts.

    In texts that no longer count none begins; nor with a mark, or with a word of one character that is among
    ``never``. ``titles`` says how often each text in title marks occurs.
    """

    def __init__(self, segments: Sequence[ArrayReader], index: PhraseIndex, never: str = "") -> None:
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
        # A bit for each position: to find these places takes longer than to read the text again.
        self._starts = [np.packbits(self._read_segment(number)) for number in range(len(segments))]

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
        begin = together = 0
        for rank, size in enumerate([*self._often.tolist(), _TOGETHER]):
            if together and together + size > _TOGETHER:
                yield self._beginning(begin, rank, together)
                begin, together = rank, 0
            together += size

    def _beginning(self, first: int, end: int, size: int) -> Windows:
        """Return the places whose first character has one of some ranks."""
        found = Windows(
            np.empty((_KEYS, size), np.uint64), np.empty(size, np.uint16), np.empty(size, np.uint32)
        )
        done = 0
        for number, starts in enumerate(self._starts):
            segment = _SegmentText(self._segments[number], self._ranks)
            chosen = np.unpackbits(starts, count=len(segment.ranks)).view(bool)
            chosen &= (segment.ranks >= first) & (segment.ranks < end)
            done = segment.read_windows(np.flatnonzero(chosen), found, done)
        return found

    def _read_segment(self, number: int) -> Array:
        """Return the places of one segment at which formulations may begin; count them and its titles."""
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
        return starts

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
        self._own, alphabet = arrays["plain-text"], arrays["alphabet"]
        self._points = np.concatenate(([0], alphabet)).astype(np.uint32)
        self.ranks = np.empty(len(self._own), np.uint16)
        """The rank of each character."""
        table = ranks[self._points]
        for at in range(0, len(self._own), _CHUNK):
            self.ranks[at : at + _CHUNK] = table[self._own[at : at + _CHUNK]]
        # Behind the last text there are only borders.
        self._padded = np.append(self.ranks, np.zeros(_KEY * _KEYS, np.uint16)).astype(">u2")
        self._goes_on = np.append(arrays["plain-word-goes-on"], np.zeros(1, np.uint64)).view(np.uint8)

    def edges(self) -> Array:
        """Say of each position, and of the end, whether no word goes on there."""
        found: Array = np.unpackbits(self._goes_on, count=len(self._own) + 1, bitorder="little") == 0
        return found

    def text(self, first: int, end: int) -> str:
        """Return the text between two positions."""
        return text_of(self._points[self._own[first:end]])

    def read_windows(self, positions: Array, found: Windows, done: int) -> int:
        """Fill in what is at some positions; return how much is filled in then."""
        own = slice(done, done + len(positions))
        numbers = np.ndarray((len(self._own) + _KEY * (_KEYS - 1) + 1,), ">u8", self._padded, strides=(2,))
        for key in range(_KEYS):
            found.keys[key, own] = numbers[positions + _KEY * key]
        found.before[own] = np.where(positions > 0, self.ranks[positions - 1], 0)
        octets = np.ndarray((len(self._goes_on) - 3,), "<u4", self._goes_on, strides=(1,))
        found.edges[own] = ~(octets[positions >> 3] >> (positions & 7).astype(np.uint32))
        return own.stop
