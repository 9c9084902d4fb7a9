"""What the research desk reads of a snapshot, where its engine offers it."""

from collections.abc import Sequence

from app.errors import NotOfferedError
from app.library.open_generation import OpenGeneration
from app.search.concordance import Collocates, Neighbours, Occurrence, Order
from app.search.contract import DeskReader
from app.search.formulations import Formulations, PartOfLibrary
from app.search.parallels import Comparison, NearPassage, SharedPassages, Shift
from app.search.pieces import Passage, Piece
from app.search.request import Filter, SearchRequest
from app.store.reader import Reader
from app.text import compose


class DeskReadings:
    """The readings of the desk, of one generation."""

    def __init__(self, reader: Reader, opened: OpenGeneration) -> None:
        self._reader, self._opened = reader, opened

    @property
    def _desk(self) -> DeskReader:
        """The readings of the desk; NotOfferedError where the engine lacks them."""
        desk = self._opened.index.desk
        if desk is None:
            raise NotOfferedError("desk-not-offered", engine=self._opened.generation.engine)
        return desk

    def require_desk(self) -> None:
        """Raise NotOfferedError where the engine lacks the readings of the desk."""
        _ = self._desk

    def occurrences(
        self, request: SearchRequest, order: Order, offset: int, limit: int
    ) -> tuple[Occurrence, ...]:
        """Return one slice of the occurrences of a request, in an order."""
        return self._desk.occurrences(request, order, offset, limit)

    def article_places(
        self, requests: Sequence[SearchRequest], articles: Sequence[str]
    ) -> tuple[dict[str, tuple[float, ...]], ...]:
        """Return for each request where in each of some articles its occurrences begin, as shares of the text
        before them."""
        desk = self._opened.index.desk
        if desk:
            return desk.article_places(requests, articles)
        return tuple(self._shares(request, articles) for request in requests)

    def _shares(self, request: SearchRequest, articles: Sequence[str]) -> dict[str, tuple[float, ...]]:
        """Return the same of one request, from the exact lane and the texts."""
        found = {}
        for article, blocks in self._reader.texts_of(list(articles)).items():
            before, total = {}, 0
            for name, _, text, _ in blocks:
                before[name], total = total, total + len(text)
            places = self._opened.index.exact.places(article, request)
            if places:
                found[article] = tuple(
                    (before[name] + at) / total for name in places for at, _ in places[name]
                )
        return found

    def neighbours(self, request: SearchRequest, most: int | None = None) -> Neighbours:
        """Return what stands directly left and right of the occurrences of a request."""
        return self._desk.neighbours(request, most)

    def collocates(self, request: SearchRequest, window: int, least: int) -> Collocates:
        """Return the words near the occurrences of a request."""
        return self._desk.collocates(request, window, least)

    def frequencies(self, texts: Sequence[str]) -> tuple[int, ...]:
        """Return how often each of some literal texts occurs, punctuation aside."""
        return self._desk.frequencies([*map(compose, texts)])

    def pieces(
        self, texts: Sequence[str], shortest: int = 2, most_places: int = 0
    ) -> tuple[tuple[Piece, ...], ...]:
        """Return the longest parts of texts that occur, with their places where they are few."""
        return self._desk.pieces([*map(compose, texts)], shortest, most_places)

    def parallels(self, article_id: str) -> SharedPassages:
        """Return the passages of an article that stand in others too."""
        return self._desk.parallels(article_id)

    def near_passages(self, article_id: str) -> tuple[NearPassage, ...]:
        """Return the passages of an article that are nearly the same in others."""
        return self._desk.near_passages(article_id)

    def compare(self, first_id: str, second_id: str) -> Comparison | None:
        """Return what two articles have in common; None where one of them is unknown."""
        return self._desk.compare(first_id, second_id)

    def formulations(self) -> Formulations:
        """Return the wordings that recur as units, the most frequent first."""
        return self._desk.formulations()

    def formulations_in(self, filters: tuple[Filter, ...]) -> PartOfLibrary:
        """Return how often each formulation occurs in the articles that pass filters."""
        return self._desk.formulations_in(filters)

    def formulation_profile(self, number: int, parts: int) -> tuple[int, ...]:
        """Return how often one of the formulations occurs in each of so many parts of all articles."""
        return self._desk.formulation_profile(number, parts)

    def nearest(self, texts: Sequence[str], limit: int) -> tuple[tuple[Passage, ...], ...]:
        """Return the passages that share most with each text, the nearest first."""
        return self._desk.nearest([*map(compose, texts)], limit)

    def shifts(self, seconds: float, containing: str = "") -> Sequence[Shift] | None:
        """Return all pairs of wordings that fill the same frames; None if that takes longer."""
        return self._desk.shifts(seconds, containing)
