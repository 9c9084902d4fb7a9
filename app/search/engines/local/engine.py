"""The contract (``app/search/contract.py``) on segments of phrases (``exact``) and words (``related``)."""

import os
from collections.abc import Iterable, Sequence, Set
from pathlib import Path
from threading import Lock

import numpy as np

from app.config import MAX_PLACES
from app.search.concordance import Collocates, Neighbours, Occurrence, Order
from app.search.contract import IndexArticle, IndexProgress
from app.search.engines.local.concordance.reader import ConcordanceReader
from app.search.engines.local.exact.index_form import Matching
from app.search.engines.local.exact.phrase_index import Postings
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.reader import AT_ONCE, FormulationReader
from app.search.engines.local.parallels.reader import ParallelsReader
from app.search.engines.local.pieces.reader import PieceReader
from app.search.engines.local.related.postings import WordsReader, read_lengths
from app.search.engines.local.related.searcher import RelatedSearcher
from app.search.engines.local.segment_writer import write_new_segments
from app.search.engines.local.segments import (
    DICTIONARY,
    FORMULATIONS,
    MOST_CHARACTERS,
    carry_segments,
    new_folders,
    outgrown,
    read_segments,
    write_segments,
)
from app.search.engines.local.suggestions.did_you_mean import did_you_mean
from app.search.engines.local.suggestions.suggest import suggest
from app.search.formulations import Formulation, PartOfLibrary
from app.search.parallels import Comparison, NearPassage, SharedPassages, Shift
from app.search.pieces import Passage, Piece
from app.search.request import Filter, SearchRequest
from app.search.results import Counts, ExactResults, Part, RelatedResults, Span, Suggestion
from app.seed_files import is_there
from app.words.user_dictionary import read_dictionary


def _ignore_progress(_done: int) -> None:
    return None


class LocalEngine:
    """Builds generations and opens them.

    ``dictionary`` may name a file of further words for jieba; one query compares at most ``most_places``
    positions of its terms. A build keeps at most ``processes`` at work, its own included; without a number,
    one more for each processor.
    """

    def __init__(
        self,
        dictionary: Path | None = None,
        processes: int | None = None,
        most_places: int = MAX_PLACES,
    ) -> None:
        self._dictionary, self._most_places = dictionary, most_places
        self._further = (os.cpu_count() or 1) if processes is None else processes - 1

    def build(
        self,
        folder: Path,
        articles: Iterable[IndexArticle],
        previous: Path | None = None,
        leaving: Set[str] = frozenset(),
        progress: IndexProgress | None = None,
    ) -> None:
        """Write a generation: 1 link segments of the one before · 2 write new ones · 3 list them · 4 mine."""
        folder.mkdir(exist_ok=True)
        dictionary = self._keep_dictionary(folder)
        kept = carry_segments(folder, previous, leaving) if previous else []  # 1
        new = write_new_segments(  # 2
            articles, new_folders(folder, kept), dictionary, self._further, progress or _ignore_progress
        )
        write_segments(folder, [*kept, *new])  # 3
        # A change of a large library is there at once; its formulations are mined when they are asked for.
        self.open(folder).write_formulations(None if previous is None else AT_ONCE)  # 4

    def outgrown(self, folder: Path, most: int | None = None) -> frozenset[str]:
        """Return the pages that should be written anew together, so that segments stay few."""
        return outgrown(read_segments(folder), MOST_CHARACTERS if most is None else most)

    def open(self, folder: Path) -> "LocalSearcher":
        """Open a generation for reading."""
        return LocalSearcher(folder, self._most_places)

    def _keep_dictionary(self, folder: Path) -> Path | None:
        """Copy the user dictionary into the generation, so that queries are cut as its texts were."""
        if self._dictionary is None or not is_there(self._dictionary):
            return None
        kept = folder / DICTIONARY
        kept.write_bytes(read_dictionary(self._dictionary, self._dictionary.parent))
        return kept


class LocalSearcher:
    """An open generation; the words and jieba's dictionary are opened when they are first needed."""

    def __init__(self, folder: Path, most_places: int) -> None:
        self._folder, self._segments = folder, read_segments(folder)
        files = [each.phrases for each in self._segments]
        self._exact = ExactSearcher(files, most_places, [each.removed for each in self._segments])
        self._dictionary = folder / DICTIONARY if (folder / DICTIONARY).is_file() else None
        self._concordance = ConcordanceReader(self._exact)
        self._pieces = PieceReader(self._exact)
        self._parallels = ParallelsReader(self._exact)
        self._formulations = FormulationReader(folder / FORMULATIONS, self._exact, self._dictionary)
        self._opening = Lock()
        self._words: list[WordsReader] = []
        self._related: RelatedSearcher | None = None

    def search(self, request: SearchRequest) -> ExactResults:
        """Return the answer of the exact lane."""
        return self._exact.search(request)

    def search_related(self, request: SearchRequest) -> RelatedResults:
        """Return the answer of the related lane."""
        return self._open_related().search(request)

    def count(
        self, phrases: Sequence[str], ignore_punctuation: bool = False, strict: bool = False
    ) -> list[Counts]:
        """Return the counts of each literal phrase."""
        return self._exact.count(phrases, Matching(ignore_punctuation, strict))

    def count_by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """Return the counts of a search by article, in page order."""
        return self._exact.count_by_article(request)

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

    def formulations(self) -> tuple[Formulation, ...]:
        """Return the wordings that recur as units."""
        return self._formulations.formulations()

    def formulations_in(self, filters: tuple[Filter, ...]) -> PartOfLibrary:
        """Return how often each formulation occurs in the articles that pass filters."""
        return self._formulations.in_part(filters)

    def formulation_profile(self, number: int, parts: int) -> tuple[int, ...]:
        """Return how often a formulation occurs in each of so many parts of all articles."""
        return self._formulations.profile(number, parts)

    def write_formulations(self, most: int | None) -> None:
        """Write the formulations of a generation that is being built, of at most so many characters."""
        if most is None or self._exact.plain.lengths.sum(dtype=np.int64) <= most:
            self._formulations.write()

    def nearest(self, texts: Sequence[str], limit: int) -> tuple[tuple[Passage, ...], ...]:
        """Return the passages that share most with each text."""
        return self._pieces.nearest(texts, limit)

    def shifts(self, seconds: float) -> tuple[Shift, ...] | None:
        """Return all pairs of wordings that fill the same frames."""
        return self._parallels.shifts(seconds)

    def distribute(self, requests: Sequence[SearchRequest], by: str) -> tuple[Part, ...]:
        """Return the counts of searches in each part of the library."""
        return self._exact.distribute(requests, by)

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the spans of a request in one article."""
        return self._exact.spans(article, request)

    def places(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the occurrences of a request in one article."""
        return self._exact.places(article, request)

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return titles, authors and frequent phrases that contain what was typed."""
        return suggest(self._exact, typed, limit)

    def did_you_mean(self, phrase: str, limit: int) -> list[Suggestion]:
        """Return phrases that occur in place of one that does not."""
        return did_you_mean(self._exact.plain, phrase, limit)

    def files_read(self) -> list[Path]:
        """Return the files that are still read after opening."""
        words = [path for each in self._segments for path in each.words.rglob("*") if path.is_file()]
        return [
            *self._exact.files_read(),
            *self._formulations.files_read(),
            *words,
            *([self._dictionary] if self._dictionary else []),
        ]

    def close(self) -> None:
        """Release files and memory."""
        for words in self._words:
            words.close()

    def _open_related(self) -> RelatedSearcher:
        """Return the related lane, opened at the first call."""
        with self._opening:
            if self._related is None:
                blocks = self._exact.numbering.blocks
                self._words = [
                    WordsReader(each.words, blocks.of_segment(n)) for n, each in enumerate(self._segments)
                ]
                lengths = [np.zeros(0, np.uint32), *(read_lengths(each.words) for each in self._segments)]
                counted = np.concatenate(lengths)[blocks.slots]
                self._related = RelatedSearcher(self._exact, counted, self._postings, self._dictionary)
            return self._related

    def _postings(self, word: str) -> Postings:
        """Return the postings of a word in all segments."""
        found = [Postings(np.zeros(0, np.int32), np.zeros(0, np.float32))]
        found += [words.postings(word) for words in self._words]
        return Postings(
            np.concatenate([p.blocks for p in found]), np.concatenate([p.frequencies for p in found])
        )
