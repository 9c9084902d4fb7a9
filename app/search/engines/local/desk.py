"""The readings of the research desk on a generation's segments: one door to all of them."""

from collections.abc import Sequence
from pathlib import Path

from app.search.concordance import Collocates, Neighbours, Occurrence, Order
from app.search.engines.local.concordance.reader import ConcordanceReader
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.reader import FormulationReader
from app.search.engines.local.parallels.reader import ParallelsReader
from app.search.engines.local.parallels.shifts.reader import ShiftsReader
from app.search.engines.local.pieces.reader import PieceReader
from app.search.formulations import Formulations, PartOfLibrary
from app.search.parallels import Comparison, NearPassage, SharedPassages, Shift
from app.search.pieces import Passage, Piece
from app.search.request import Filter, SearchRequest


class LocalDesk:
    """What the desk reads of an open generation, from its folder or through its exact lane.

    ``removed`` has the numbers of the pages of each segment that do not count.
    """

    def __init__(
        self, folder: Path, exact: ExactSearcher, removed: Sequence[Sequence[int]], dictionary: Path | None
    ) -> None:
        self._concordance = ConcordanceReader(exact)
        self._pieces = PieceReader(exact)
        self._parallels = ParallelsReader(exact)
        self._formulations = FormulationReader(folder, exact, dictionary)
        self._shifts = ShiftsReader(folder, exact, exact.files_read(), removed)

    def occurrences(
        self, request: SearchRequest, order: Order, offset: int, limit: int
    ) -> tuple[Occurrence, ...]:
        """Return one slice of the occurrences of a request, in an order."""
        return self._concordance.occurrences(request, order, offset, limit)

    def article_places(
        self, requests: Sequence[SearchRequest], articles: Sequence[str]
    ) -> tuple[dict[str, tuple[float, ...]], ...]:
        """Return for each request where in each of some articles its occurrences begin."""
        return self._concordance.article_places(requests, articles)

    def neighbours(self, request: SearchRequest, most: int | None = None) -> Neighbours:
        """Return what stands directly beside the occurrences of a request."""
        return self._concordance.neighbours(request, most)

    def collocates(self, request: SearchRequest, window: int, least: int) -> Collocates:
        """Return the words near the occurrences of a request."""
        return self._concordance.collocates(request, window, least)

    def frequencies(self, texts: Sequence[str]) -> tuple[int, ...]:
        """Return how often each of some texts occurs, punctuation aside."""
        return self._pieces.frequencies(texts)

    def pieces(
        self, texts: Sequence[str], shortest: int = 2, most_places: int = 0
    ) -> tuple[tuple[Piece, ...], ...]:
        """Return the longest parts of texts that occur."""
        return self._pieces.pieces(texts, shortest, most_places)

    def parallels(self, article: str) -> SharedPassages:
        """Return the passages of an article that stand in others too."""
        return self._parallels.parallels(article)

    def near_passages(self, article: str) -> tuple[NearPassage, ...]:
        """Return the passages of an article that are nearly the same in others."""
        return self._parallels.near(article)

    def compare(self, first: str, second: str) -> Comparison | None:
        """Return what two articles have in common."""
        return self._parallels.compare(first, second)

    def formulations(self) -> Formulations:
        """Return the wordings that recur as units."""
        return self._formulations.formulations()

    def formulations_in(self, filters: tuple[Filter, ...]) -> PartOfLibrary:
        """Return how often each formulation occurs in the articles that pass filters."""
        return self._formulations.in_part(filters)

    def formulation_profile(self, number: int, parts: int) -> tuple[int, ...]:
        """Return how often a formulation occurs in each of so many parts of all articles."""
        return self._formulations.profile(number, parts)

    def nearest(self, texts: Sequence[str], limit: int) -> tuple[tuple[Passage, ...], ...]:
        """Return the passages that share most with each text."""
        return self._pieces.nearest(texts, limit)

    def shifts(self, seconds: float, containing: str = "") -> Sequence[Shift] | None:
        """Return pairs of wordings that fill the same frames, of which one contains a text."""
        return self._shifts.shifts(seconds, containing)
