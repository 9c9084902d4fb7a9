"""The formulations of an open generation: read from its file, or mined when they are first asked for."""

from pathlib import Path
from threading import Lock

import numpy as np

from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.exact.evaluate import filter_mask
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.mine import Mined, mine
from app.search.formulations import Formulation, PartOfLibrary
from app.search.request import Filter

AT_ONCE = 500_000
"""Characters of a library up to which a change mines it anew before it is published: about a second."""
_COUNTS = ("occurrences", "paragraphs", "articles", "undated")
_DATES = ("first", "last")
_SPREAD = ("starts", "in-articles", "times")


class FormulationReader:
    """The formulations of a generation, kept once they are known; read by several threads.

    Without a file they are mined here: a change of a large library is published first. What another
    generation had is never shown in their place.
    """

    def __init__(self, path: Path, exact: ExactSearcher, dictionary: Path | None) -> None:
        self._path, self._exact, self._dictionary = path, exact, dictionary
        self._lock = Lock()
        self._found: Mined | None = None

    def files_read(self) -> list[Path]:
        """Return the file that is read when formulations are asked for, if there is one."""
        return [self._path] if self._path.is_file() else []

    def formulations(self) -> tuple[Formulation, ...]:
        """Return all formulations, the most frequent first."""
        return self._mined().formulations

    def in_part(self, filters: tuple[Filter, ...]) -> PartOfLibrary:
        """Return how often each formulation occurs in the articles that pass filters."""
        mined, index = self._mined(), self._exact.plain
        allowed = filter_mask(self._exact.columns, filters)
        ends = np.concatenate(([0], np.cumsum(index.lengths, dtype=np.int64)))
        lengths = np.diff(ends[self._exact.columns.first_block])
        chosen = allowed[mined.articles]
        number = len(mined.formulations)
        owners = np.repeat(np.arange(number), np.diff(mined.starts))[chosen]
        return PartOfLibrary(
            int(np.count_nonzero(allowed)),
            int(lengths[allowed].sum()),
            tuple(np.bincount(owners, mined.times[chosen], number).astype(np.int64).tolist()),
            tuple(np.bincount(owners, minlength=number).tolist()),
        )

    def profile(self, number: int, parts: int) -> tuple[int, ...]:
        """Return how often a formulation occurs in each of so many parts of all articles, in page order."""
        mined, articles = self._mined(), self._exact.columns.articles
        own = slice(*mined.starts[number : number + 2].tolist())
        found = np.bincount(
            mined.articles[own].astype(np.int64) * parts // max(1, articles), mined.times[own], parts
        )
        return tuple(found.astype(np.int64).tolist())

    def write(self) -> None:
        """Mine the formulations and write them into their file."""
        mined = mine(self._exact, self._dictionary)
        self._path.unlink(missing_ok=True)
        with ArrayWriter(self._path) as writer:
            writer.put_strings("text", [each.text for each in mined.formulations])
            for name in _COUNTS:
                writer.put(name, np.array([getattr(each, name) for each in mined.formulations], np.int64))
            for name in _DATES:
                writer.put_strings(name, [getattr(each, name) or "" for each in mined.formulations])
            writer.put("title", np.array([each.title for each in mined.formulations], bool))
            for name, array in zip(_SPREAD, mined[1:], strict=True):
                writer.put(name, array)

    def _mined(self) -> Mined:
        with self._lock:
            if self._found is None:
                self._found = self._read() if self._path.is_file() else mine(self._exact, self._dictionary)
            return self._found

    def _read(self) -> Mined:
        arrays = ArrayReader(self._path)
        columns = [arrays[name].tolist() for name in (*_COUNTS, "title")]
        rows = zip(arrays.strings("text"), *map(arrays.strings, _DATES), *columns, strict=True)
        found = tuple(
            Formulation(text, occurrences, paragraphs, articles, title, first or None, last or None, undated)
            for text, first, last, occurrences, paragraphs, articles, undated, title in rows
        )
        return Mined(found, *(arrays[name] for name in _SPREAD))
