"""Find the parts of texts that occur in an open generation, with their counts and places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.index_form import Matching, index_form
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.pieces.lengths import COMPARED, longest_lengths
from app.search.engines.local.pieces.nearest import MOST_PLACES, rank_passages
from app.search.language.tree import Phrase
from app.search.pieces import Passage, Piece, Place
from app.text import fold, strip_punctuation

_BARE = Matching(bare=True)
_BETWEEN = "\0"
"""Parts two texts: no text of an index contains it."""


class _Part(NamedTuple):
    """A piece in all texts, one after another without punctuation: where it begins, and its length."""

    start: int
    length: int


_Found = list[tuple[_Part, int, Array]]
"""Parts of a text, each with its number of occurrences and with their positions."""


class PieceReader:
    """Finds pieces of texts, punctuation aside; read by several threads."""

    def __init__(self, exact: ExactSearcher) -> None:
        self._exact, self._index, self._columns = exact, exact.bare, exact.columns

    def frequencies(self, texts: Sequence[str]) -> tuple[int, ...]:
        """Return how often each of some texts occurs, as a search counts it."""
        forms = [index_form(Phrase(text), _BARE).text for text in texts]
        return tuple(self._index.counted_places(forms, 0)[0].tolist())

    def pieces(
        self, texts: Sequence[str], shortest: int = 2, most_places: int = 0
    ) -> tuple[tuple[Piece, ...], ...]:
        """Return the pieces of each text in reading order; all texts are looked up together."""
        return tuple(
            tuple(
                Piece(
                    (kept[start], kept[start + length - 1] + 1), length, occurrences, self._places(positions)
                )
                for (start, length), occurrences, positions in own
            )
            for kept, own in self._found(texts, shortest, most_places)
        )

    def nearest(self, texts: Sequence[str], limit: int) -> tuple[tuple[Passage, ...], ...]:
        """Return the passages that share most with each text, the nearest first."""
        return tuple(
            rank_passages(self._exact, [(part.length, positions) for part, _, positions in own], limit)
            for _, own in self._found(texts, 2, MOST_PLACES)
        )

    def _found(self, texts: Sequence[str], shortest: int, most: int) -> Iterator[tuple[list[int], _Found]]:
        """Yield for each text the offsets of the characters that are no punctuation, and its parts, each with
        its number of occurrences and, where there are no more than ``most``, their positions."""
        bare = [strip_punctuation(fold(text).replace(_BETWEEN, " ")) for text in texts]
        joined = _BETWEEN.join(text for text, _ in bare)
        parts = self._parts(joined, shortest)
        counts, places = self._count(joined, parts, most)
        begins = np.cumsum([0, *(len(text) + 1 for text, _ in bare)])
        borders = np.searchsorted([part.start for part in parts], begins).tolist()
        for (_, kept), begin, (first, last) in zip(bare, begins.tolist(), pairwise(borders), strict=False):
            own = [part._replace(start=part.start - begin) for part in parts[first:last]]
            yield kept, list(zip(own, counts[first:last].tolist(), places[first:last], strict=True))

    def _parts(self, text: str, shortest: int) -> list[_Part]:
        """Return the longest parts that occur, each where it begins, without those inside another."""
        lengths = longest_lengths(self._index, text)
        before = np.concatenate(([0], lengths))[:-1]
        begins = np.flatnonzero((lengths >= max(shortest, 1)) & (lengths >= before))
        return [_Part(*each) for each in zip(begins.tolist(), lengths[begins].tolist(), strict=True)]

    def _count(self, text: str, parts: list[_Part], most: int) -> tuple[Array, list[Array]]:
        """Return how often each part occurs, and its positions where they are no more than ``most``."""
        counts, places = np.zeros(len(parts), np.int64), [np.zeros(0, np.int64)] * len(parts)
        alike: dict[str, list[int]] = defaultdict(list)
        for number, (start, length) in enumerate(parts):
            alike[text[start : start + length]].append(number)
        # Of long ones there are few; arrays of their length would be large.
        short = [wording for wording in alike if len(wording) <= COMPARED]
        long = ([wording] for wording in alike if len(wording) > COMPARED)
        for group in (short, *long):
            counted, found = self._index.counted_places(group, most)
            for n, wording in enumerate(group):
                for number in alike[wording]:
                    counts[number], places[number] = counted[n], found[n]
        return counts, places

    def _places(self, positions: Array) -> tuple[Place, ...]:
        """Return positions of the index as places, in page order."""
        if not len(positions):
            return ()
        blocks = self._index.blocks(positions)
        starts = positions - self._index.starts[blocks]
        order = np.lexsort((starts, blocks))
        return tuple(
            Place(
                self._columns.block_ids[block],
                self._columns.article_ids[int(self._columns.article_of[block])],
                start,
            )
            for block, start in zip(blocks[order].tolist(), starts[order].tolist(), strict=True)
        )
