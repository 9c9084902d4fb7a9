"""The formulations of an open generation."""

from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.evaluate import filter_mask
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.file import Listed
from app.search.engines.local.formulations.generation import read_formulations
from app.search.formulations import Formulations, PartOfLibrary
from app.search.request import Filter


class _Read(NamedTuple):
    """Formulations, the most frequent first, and the articles of each: those of number n stand in
    ``articles[starts[n] : starts[n + 1]]``, with how often it occurs there."""

    formulations: Formulations
    starts: Array
    articles: Array
    times: Array


class FormulationReader:
    """The formulations of a generation, kept once they are read; read by several threads."""

    def __init__(self, folder: Path, exact: ExactSearcher, dictionary: Path | None) -> None:
        self._folder, self._exact, self._dictionary = folder, exact, dictionary
        self._lock = Lock()
        self._found: _Read | None = None

    def formulations(self) -> Formulations:
        """Return all formulations, the most frequent first."""
        return self._read().formulations

    def in_part(self, filters: tuple[Filter, ...]) -> PartOfLibrary:
        """Return how often each formulation occurs in the articles that pass filters."""
        found, index = self._read(), self._exact.plain
        allowed = filter_mask(self._exact.columns, filters)
        ends = np.concatenate(([0], np.cumsum(index.lengths, dtype=np.int64)))
        lengths = np.diff(ends[self._exact.columns.first_block])
        chosen = allowed[found.articles]
        number = len(found.formulations)
        owners = np.repeat(np.arange(number), np.diff(found.starts))[chosen]
        return PartOfLibrary(
            int(np.count_nonzero(allowed)),
            int(lengths[allowed].sum()),
            np.bincount(owners, found.times[chosen], number).astype(np.int32),
            np.bincount(owners, minlength=number).astype(np.int32),
        )

    def profile(self, number: int, parts: int) -> tuple[int, ...]:
        """Return how often a formulation occurs in each of so many parts of all articles, in page order."""
        found, articles = self._read(), self._exact.columns.articles
        own = slice(*found.starts[number : number + 2].tolist())
        places = found.articles[own].astype(np.int64) * parts // max(1, articles)
        return tuple(np.bincount(places, found.times[own], parts).astype(np.int64).tolist())

    def _read(self) -> _Read:
        with self._lock:
            if self._found is None:
                listed = read_formulations(self._folder, self._exact, self._dictionary)
                self._found = _read(listed, self._exact)
            return self._found


def _read(listed: Listed, exact: ExactSearcher) -> _Read:
    spread, columns = listed.spread, exact.columns
    articles = exact.numbering.articles.of_slot[spread.articles]
    counts = spread.occurrences(), spread.blocks, np.diff(spread.starts)
    occurrences, paragraphs, having, first, last, undated = (
        each.astype(np.int32) for each in (*counts, *_dates(columns, spread.starts, articles))
    )
    found = Formulations(
        spread.printed,
        occurrences,
        paragraphs,
        having,
        listed.titles,
        first,
        last,
        undated,
        sorted(columns.facets["date"][0]),
    )
    return _Read(found, spread.starts, _small(articles), _small(spread.times))


def _small(numbers: Array) -> Array:
    """Return numbers from 0 on, in as few bytes as they need."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _dates(columns: ColumnStore, starts: Array, articles: Array) -> tuple[Array, Array, Array]:
    """Return of each text the ranks of the first and last date of the articles it occurs in, -1 where none is
    known, and how many have none."""
    if not len(articles):
        return articles, articles, articles
    ranks, begin = columns.date_ranks[articles], starts[:-1]
    last = np.maximum.reduceat(ranks, begin)
    unknown = len(columns.facets["date"][0])
    first = np.minimum.reduceat(np.where(ranks < 0, unknown, ranks), begin)
    return np.where(first == unknown, -1, first), last, np.add.reduceat(ranks < 0, begin, dtype=np.int64)
