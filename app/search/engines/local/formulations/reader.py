"""The formulations of an open generation: read from its file, or mined when they are first asked for."""

from pathlib import Path
from threading import Lock

import numpy as np

from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.mine import mine
from app.search.formulations import Formulation

AT_ONCE = 500_000
"""Characters of a library up to which a change mines it anew before it is published: about a second."""
_COUNTS = ("occurrences", "paragraphs", "articles")


class FormulationReader:
    """The formulations of a generation, kept once they are known; read by several threads.

    Without a file they are mined here: a change of a large library is published first. What another
    generation had is never shown in their place.
    """

    def __init__(self, path: Path, exact: ExactSearcher, dictionary: Path | None) -> None:
        self._path, self._exact, self._dictionary = path, exact, dictionary
        self._lock = Lock()
        self._found: tuple[Formulation, ...] | None = None

    def formulations(self) -> tuple[Formulation, ...]:
        """Return all formulations, the most frequent first."""
        with self._lock:
            if self._found is None:
                self._found = self._read() if self._path.is_file() else mine(self._exact, self._dictionary)
            return self._found

    def write(self) -> None:
        """Mine the formulations and write them into their file."""
        found = mine(self._exact, self._dictionary)
        self._path.unlink(missing_ok=True)
        with ArrayWriter(self._path) as writer:
            writer.put_strings("text", [each.text for each in found])
            for name in _COUNTS:
                writer.put(name, np.array([getattr(each, name) for each in found], np.int64))
            writer.put("title", np.array([each.title for each in found], bool))

    def _read(self) -> tuple[Formulation, ...]:
        arrays = ArrayReader(self._path)
        counts = (arrays[name].tolist() for name in _COUNTS)
        rows = zip(arrays.strings("text"), *counts, arrays["title"].tolist(), strict=True)
        return tuple(Formulation(*row) for row in rows)
