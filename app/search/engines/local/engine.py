"""The contract (``app/search/contract.py``) on a phrase index (``exact``) and a word index (``related``)."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import wait
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from threading import Lock

import numpy as np

from app.config import MAX_PLACES
from app.search.concordance import Collocates, Neighbours, Occurrence, Order
from app.search.contract import (
    Counts,
    ExactResults,
    IndexArticle,
    IndexBlock,
    IndexDelta,
    IndexProgress,
    Part,
    RelatedResults,
    SearchRequest,
    Span,
    Suggestion,
)
from app.search.engines.local.concordance.reader import ConcordanceReader
from app.search.engines.local.exact.index_form import Matching
from app.search.engines.local.exact.phrase_index import Postings
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.searcher import write_segment as write_exact_segment
from app.search.engines.local.related.postings import SegmentReader, share_counter, write_segment
from app.search.engines.local.related.searcher import RelatedSearcher
from app.search.engines.local.related.segments import (
    DICTIONARY,
    MAPS,
    WORDS,
    carry_segments,
    new_segment_names,
    read_document_maps,
    read_segment_names,
    write_document_maps,
    write_segment_names,
)
from app.search.engines.local.suggestions.did_you_mean import did_you_mean
from app.search.engines.local.suggestions.suggest import suggest
from app.seed_files import MOST_DICTIONARY_BYTES, is_there, read_seed_file
from app.worker_processes import worker_pool

EXACT = "exact"
_PARALLEL_FROM = 20_000
"""Blocks from which on words are cut in further processes, which take a second to start."""
_REPORT_SECONDS = 0.2
"""Seconds between two reports of progress."""


def _ignore_progress(_done: int, _total: int) -> None:
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
        library: Iterable[IndexArticle],
        change: IndexDelta | None,
        previous: Path | None,
        progress: IndexProgress | None = None,
    ) -> None:
        """Write a generation: 1 list blocks · 2 link segments · 3 cut new words · 4 exact index · 5 maps.

        Steps 3 and 4 run at the same time.
        """
        articles = list(library)  # 1
        blocks = {block.id: block for article in articles for block in article.blocks}
        dictionary = self._keep_dictionary(folder)
        changed = {b.id for a in articles if change and a.id in change.added for b in a.blocks}
        kept = carry_segments(folder, previous if change else None, blocks.keys() - changed, len(blocks))  # 2
        carried = set().union(*kept.values())
        new = [block for block in blocks.values() if block.id not in carried]
        tell = progress or _ignore_progress
        with self._writing(folder, new, kept.keys(), dictionary, tell) as names:  # 3
            write_exact_segment(folder / EXACT, articles, dictionary)  # 4
        live = {**kept, **dict.fromkeys(names, {block.id for block in new})}
        write_document_maps(folder, live, {id_: place for place, id_ in enumerate(blocks)})  # 5
        write_segment_names(folder, sorted(live))

    def open(self, folder: Path) -> "LocalSearcher":
        """Open a generation for reading."""
        return LocalSearcher(folder, self._most_places)

    def _keep_dictionary(self, folder: Path) -> Path | None:
        """Copy the user dictionary into the generation, so that queries are cut as its texts were."""
        if self._dictionary is None or not is_there(self._dictionary):
            return None
        kept = folder / DICTIONARY
        kept.write_bytes(read_seed_file(self._dictionary, self._dictionary.parent, MOST_DICTIONARY_BYTES))
        return kept

    @contextmanager
    def _writing(
        self,
        folder: Path,
        blocks: Sequence[IndexBlock],
        taken: Iterable[str],
        dictionary: Path | None,
        progress: IndexProgress,
    ) -> Iterator[list[str]]:
        """Write new segments while the body of the ``with`` runs; they are complete at its end.

        Yields the names of the segments.
        """
        further = self._further if len(blocks) >= _PARALLEL_FROM else 0
        many = further or min(1, len(blocks))
        names = new_segment_names(set(taken), many)
        bounds = [len(blocks) * n // max(many, 1) for n in range(many + 1)]
        tasks = [
            (folder / WORDS / name, [b.id for b in own], [b.text for b in own], dictionary)
            for name, own in zip(
                names, (blocks[a:z] for a, z in zip(bounds, bounds[1:], strict=False)), strict=True
            )
        ]
        if not further:
            for task in tasks:
                write_segment(*task)
            progress(len(blocks), len(blocks))
            yield names
            return
        counter = get_context("spawn").Value("Q")
        with worker_pool(further, share_counter, counter) as pool:
            futures = [pool.submit(write_segment, *task) for task in tasks]
            yield names
            while wait(futures, timeout=_REPORT_SECONDS).not_done:
                progress(counter.value, len(blocks))
            for future in futures:
                future.result()
            progress(len(blocks), len(blocks))


class LocalSearcher:
    """An open generation; the word index and jieba's dictionary are opened when they are first needed."""

    def __init__(self, folder: Path, most_places: int) -> None:
        self._names = read_segment_names(folder)
        self._folder = folder
        self._exact = ExactSearcher([folder / EXACT], most_places)
        self._dictionary = folder / DICTIONARY if (folder / DICTIONARY).is_file() else None
        self._concordance = ConcordanceReader(self._exact)
        self._opening = Lock()
        self._segments: list[SegmentReader] = []
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

    def neighbours(self, request: SearchRequest) -> Neighbours:
        """Return what stands directly beside the occurrences of a request."""
        return self._concordance.neighbours(request)

    def collocates(self, request: SearchRequest, window: int, least: int) -> Collocates:
        """Return the words near the occurrences of a request."""
        return self._concordance.collocates(request, window, least)

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
        tops = [self._folder / name for name in (WORDS, MAPS, DICTIONARY)]
        below = [path for top in tops for path in (top, *top.rglob("*")) if path.is_file()]
        return [*self._exact.files_read(), *below]

    def close(self) -> None:
        """Release files and memory."""
        for segment in self._segments:
            segment.close()

    def _open_related(self) -> RelatedSearcher:
        """Return the related lane, opened at the first call."""
        with self._opening:
            if self._related is None:
                tables, lengths = read_document_maps(self._folder, self._names)
                self._segments = [
                    SegmentReader(self._folder / WORDS / name, table)
                    for name, table in zip(self._names, tables, strict=True)
                ]
                self._related = RelatedSearcher(self._exact, lengths, self._postings, self._dictionary)
            return self._related

    def _postings(self, word: str) -> Postings:
        """Return the postings of a word in all segments."""
        found = [segment.postings(word) for segment in self._segments]
        if not found:
            return Postings(np.zeros(0, np.int32), np.zeros(0, np.float32))
        return Postings(
            np.concatenate([p.blocks for p in found]), np.concatenate([p.frequencies for p in found])
        )
