"""Read what stands around the occurrences of a query, in an open generation."""

from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np

from app.search.concordance import Collocates, Neighbours, Occurrence, Order
from app.search.engines.local.concordance.collocates import WordPlaces
from app.search.engines.local.concordance.neighbours import find_neighbours
from app.search.engines.local.concordance.order import Collation, slice_in_order
from app.search.engines.local.concordance.suffix_order import slice_of_phrase
from app.search.engines.local.exact.evaluate import Places
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.request import SearchRequest

FEW = 1000
"""Occurrences that are merged of the lists of segments; of more all are sorted."""
CACHED, CACHED_PLACES = 4, 150_000
"""Queries whose occurrences stay in memory, the last one and others while they have no more than so many
together: whoever reads one page of a concordance turns it."""


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
        columns = self._exact.columns
        index, chosen = self._slice(request, order, slice(offset, offset + limit))
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

    def _slice(self, request: SearchRequest, order: Order, wanted: slice) -> tuple[PhraseIndex, Places]:
        phrase = self._exact.indexed_phrase(request) if order is Order.RIGHT else None
        if phrase and wanted.stop - wanted.start <= FEW:
            index, text = phrase
            return index, slice_of_phrase(index, self._collation(index), text, wanted.start, wanted.stop)
        index, places = self._places(request)
        collation = self._collation(index)
        return index, slice_in_order(index, self._exact.columns, collation, places, order, wanted)

    def article_places(
        self, requests: Sequence[SearchRequest], articles: Sequence[str]
    ) -> tuple[dict[str, tuple[float, ...]], ...]:
        """Return for each request where in each of some articles its occurrences begin, as shares of the text
        before them."""
        known = ((id_, self._exact.columns.find_article(id_)) for id_ in articles)
        numbers = {id_: number for id_, number in known if number is not None}
        return tuple(self._shares(request, numbers) for request in requests)

    def _shares(self, request: SearchRequest, numbers: dict[str, int]) -> dict[str, tuple[float, ...]]:
        """Return where in articles, which have these numbers, the occurrences of a request begin."""
        if not numbers:
            return {}
        index, places = self._places_in(request, numbers.values())
        columns, before = self._exact.columns, index.characters_before
        articles = columns.article_of[places.blocks]
        firsts, ends = (before[columns.first_block[articles + n]] for n in (0, 1))
        starts = before[places.blocks] + places.starts - index.starts[places.blocks]
        shares = ((starts - firsts) / (ends - firsts)).tolist()
        wanted = np.array([*numbers.values()], np.int64)
        lows, highs = (np.searchsorted(articles, wanted, side).tolist() for side in ("left", "right"))
        ranges = zip(numbers, lows, highs, strict=True)
        return {id_: tuple(shares[low:high]) for id_, low, high in ranges if low < high}

    def _places_in(self, request: SearchRequest, articles: Iterable[int]) -> tuple[PhraseIndex, Places]:
        """Return the occurrences in page order, of a phrase only those in some articles, which are few."""
        phrase = self._exact.indexed_phrase(request)
        if phrase is None:
            return self._places(request)
        index, text = phrase
        blocks = self._exact.columns.first_block[np.array([*articles], np.int64)[:, None] + np.arange(2)]
        firsts, lasts = (blocks[blocks[:, 0] < blocks[:, 1]] - (0, 1)).T
        if not len(firsts):
            return index, Places(*[np.zeros(0, np.int64)] * 3)
        begins, ends = index.starts[firsts], index.starts[lasts] + index.lengths[lasts]
        low, high = begins.min(), ends.max()
        # Articles of one page of a list mostly stand together, far from most occurrences.
        near = [run[(run >= low) & (run < high)] for run in index.runs(text)]
        positions = np.concatenate([np.zeros(0, np.int64), *near])
        order = np.argsort(begins)
        at = np.searchsorted(begins[order], positions, "right") - 1
        kept = positions[(at >= 0) & (positions < ends[order][at])]
        own = index.blocks(kept)
        order = np.lexsort((kept, own))
        return index, Places(kept, kept + len(text), own).take(order)

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
                name, articles = "bare" if bare else "plain", self._exact.columns.article_of
                self._words[bare] = WordPlaces(self._exact.segments, name, index, articles)
        return self._words[bare].find_collocates(places, window, least)

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
            self._found[asked] = found
            while len(self._found) > 1 and (len(self._found) > CACHED or self._cached() > CACHED_PLACES):
                del self._found[next(iter(self._found))]
        return found

    def _cached(self) -> int:
        """Return how many occurrences are in memory."""
        return sum(len(places.starts) for _, places in self._found.values())

    def _collation(self, index: PhraseIndex) -> Collation:
        bare = index is self._exact.bare
        with self._lock:
            if bare not in self._collations:
                self._collations[bare] = Collation(index)
            return self._collations[bare]
