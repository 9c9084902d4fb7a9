"""The text of all segments cut into phrases: what a formulation may stand in.

Punctuation, the ends of blocks and titles in 《》 are borders, which no formulation crosses. Quotation marks
are none, for they stand inside some: 共建“一带一路”.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from app.search.engines.local.exact.arrays import Array, ArrayReader
from app.search.engines.local.exact.phrase_index import PhraseIndex, points_of
from app.search.engines.local.exact.segment.word_places import GRAIN, WordBorders
from app.text import is_punctuation

QUOTE = '"'
"""The folded quotation mark."""
LEAST, MOST = 4, 24
"""Characters of a formulation; titles may be longer."""
_CHUNK = 400_000
"""Positions that are looked at together."""
_TITLE = re.compile(r"《([^《》\0]{1,60})》")
_CODE_POINTS = 0x110000
_RANKS = (1 << 16) - 1
"""Characters that are told apart; no library has so many, and of one that had, the last would be borders."""


class Phrases:
    """The characters of all texts as ranks, 0 for a border, by position; and where words may part.

    Of texts that no longer count there are only borders.
    """

    def __init__(self, segments: Sequence[ArrayReader], index: PhraseIndex) -> None:
        soft = [char for char in index.alphabet if char == QUOTE or not is_punctuation(char)][:_RANKS]
        self.points = np.concatenate(([0], points_of("".join(soft)))).astype(np.uint32)
        """The code point of each rank."""
        ranks = np.zeros(_CODE_POINTS, np.uint16)
        ranks[self.points[1:]] = np.arange(1, len(self.points))
        self.quote = int(ranks[ord(QUOTE)])
        self.titles: Counter[str] = Counter()
        """How often each text in title marks occurs."""
        self.characters = int(index.lengths.sum(dtype=np.int64))
        # A window may reach beyond the last text.
        self._text = np.zeros(index.length + GRAIN, np.uint16)
        for number, segment in enumerate(index.segments):
            self._read(index, segment.text(0, segment.length), index.bases[number], ranks)
        self._borders = WordBorders(segments, "plain")

    def _read(self, index: PhraseIndex, text: str, base: int, ranks: Array) -> None:
        """Read the text of one segment, and count its titles."""
        own = self._text[base : base + len(text)]
        own[:] = ranks[points_of(text)]
        for at in range(0, len(text), _CHUNK):
            positions = np.arange(base + at, base + min(at + _CHUNK, len(text)))
            own[at : at + _CHUNK][index.blocks(positions) < 0] = 0
        for found in _TITLE.finditer(text):
            start, end = found.span(1)
            if own[start:end].any():
                self.titles[found[1]] += 1
            own[start:end] = 0

    def rank_of(self, chars: str) -> Array:
        """Return a mask of the ranks of some characters, and of the border."""
        mask = np.isin(self.points, points_of(chars))
        mask[0] = True
        return mask

    def are_edges(self, positions: Array) -> Array:
        """Say of each position whether no word goes on there."""
        found: Array = ~self._borders.part_words(positions)
        return found

    def windows(self, positions: Array, length: int) -> Array:
        """Return so many ranks from each position, a row each."""
        found: Array = self._text[positions[:, None] + np.arange(length)]
        return found

    def before(self, positions: Array) -> Array:
        """Return the rank before each position."""
        found: Array = np.where(positions > 0, self._text[positions - 1], 0)
        return found

    def starts(self, never: str) -> Iterator[Array]:
        """Yield the positions at which formulations may begin, those of some first characters together.

        None begins with a mark, or with a word of one character that is among ``never``.
        """
        alone = self.rank_of(never)
        every = [np.zeros(0, np.int64)]
        for at in range(0, len(self._text) - GRAIN, _CHUNK):
            positions = np.arange(at, min(at + _CHUNK, len(self._text) - GRAIN))
            first = self._text[positions]
            kept = self.are_edges(positions) & (first != self.quote)
            kept &= ~(alone[first] & self.are_edges(positions + 1))
            for offset in range(LEAST):
                kept &= self._text[positions + offset] != 0
            every.append(positions[kept].astype(np.int32))
        yield from self._by_first(np.concatenate(every))

    def _by_first(self, positions: Array) -> Iterator[Array]:
        first = self._text[positions]
        order = positions[np.argsort(first, kind="stable")]
        sizes = np.bincount(first, minlength=len(self.points))
        begin, together = 0, 0
        for size in sizes.tolist():
            if together and together + size > _CHUNK:
                yield order[begin : begin + together]
                begin, together = begin + together, 0
            together += size
        yield order[begin : begin + together]
