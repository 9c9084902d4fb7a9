"""Read what stands around the occurrences of a query, in an open generation."""

from threading import Lock

from app.search.concordance import Collocates, Neighbours, Occurrence, Order
from app.search.engines.local.concordance.collocates import WordPlaces
from app.search.engines.local.concordance.neighbours import find_neighbours
from app.search.engines.local.concordance.order import Collation, slice_in_order
from app.search.engines.local.exact.evaluate import Places
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.request import SearchRequest

CACHED = 4
"""Queries whose occurrences stay in memory: whoever reads one page of a concordance turns it."""


class ConcordanceReader:
    """Occurrences in an order, their neighbours and collocates; read by several threads."""

    def __init__(self, exact: ExactSearcher) -> None:
        self._exact, self._lock = exact, Lock()
        self._collations: dict[bool, Collation] = {}
        self._words: dict[bool, WordPlaces] = {}
        self._found: dict[SearchRequest, tuple[PhraseIndex, Places]] = {}

    def occurrences(
        self, request: SearchRequest, order: Order, offset: int, limit: int
    ) -> tuple[Occurrence, ...]:
        """Return one slice of the occurrences in an order."""
        index, places = self._places(request)
        columns, wanted = self._exact.columns, slice(offset, offset + limit)
        chosen = slice_in_order(index, columns, self._collation(index), places, order, wanted)
        shown = self._exact.offsets[index is self._exact.bare]
        starts = chosen.starts - index.starts[chosen.blocks]
        rows = zip(
            chosen.blocks.tolist(), starts.tolist(), (chosen.ends - chosen.starts).tolist(), strict=True
        )
        return tuple(
            Occurrence(
                columns.block_ids[block],
                columns.article_ids[int(columns.article_of[block])],
                shown.spans(block, [(start, start + length)])[0],
            )
            for block, start, length in rows
        )

    def neighbours(self, request: SearchRequest, most: int | None = None) -> Neighbours:
        """Return what stands directly beside the occurrences."""
        index, places = self._places(request)
        left, right = (
            find_neighbours(index, places, self._exact.columns, left=left, most=most)
            for left in (True, False)
        )
        return Neighbours(left, right)

    def collocates(self, request: SearchRequest, window: int, least: int) -> Collocates:
        """Return the words near the occurrences."""
        index, places = self._places(request)
        bare = index is self._exact.bare
        with self._lock:
            if bare not in self._words:
                self._words[bare] = WordPlaces(self._exact.segments, "bare" if bare else "plain", index)
        return self._words[bare].find_collocates(places, self._exact.columns.article_of, window, least)

    def _places(self, request: SearchRequest) -> tuple[PhraseIndex, Places]:
        """Return all occurrences in page order, and the index in which they stand."""
        # What does not change the occurrences must not make another entry of the cache.
        asked = SearchRequest(
            request.query,
            request.node,
            request.scope,
            request.ignore_punctuation,
            request.strict,
            request.filters,
        )
        with self._lock:
            known = self._found.get(asked)
        if known:
            return known
        found = self._exact.all_places(asked)
        with self._lock:
            while len(self._found) >= CACHED:
                del self._found[next(iter(self._found))]
            self._found[asked] = found
        return found

    def _collation(self, index: PhraseIndex) -> Collation:
        bare = index is self._exact.bare
        with self._lock:
            if bare not in self._collations:
                self._collations[bare] = Collation(index)
            return self._collations[bare]
