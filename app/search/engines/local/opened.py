"""An open generation of the local engine: its lanes, its desk, and the files that they read."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from app.deferred import deferred
from app.file_watch import FileWatch
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.files.names import CHANGES, DICTIONARY, FORMULATIONS
from app.search.engines.local.related.searcher import RelatedSearcher
from app.search.engines.local.segments import read_segments
from app.search.engines.local.suggestions.reader import LocalSuggestions

if TYPE_CHECKING:
    from app.search.engines.local.desk import LocalDesk
    from app.search.engines.local.related.postings import WordsReader

_open_words: "Callable[..., WordsReader]" = deferred(
    "app.search.engines.local.related.postings", "WordsReader"
)
_read_lengths = deferred("app.search.engines.local.related.postings", "read_lengths")
"""Whoosh is loaded with the first words that are read: phrases need none of it."""
_open_desk: "Callable[..., LocalDesk]" = deferred("app.search.engines.local.desk", "LocalDesk")


class LocalIndex:
    """An open generation; the words, jieba's dictionary and the desk are opened when they are first needed.

    ``watch`` began before the files were verified.
    """

    def __init__(self, folder: Path, most_places: int, watch: FileWatch) -> None:
        self._folder, self._segments, self._watch = folder, read_segments(folder), watch
        self._removed = [each.removed for each in self._segments]
        self.exact = ExactSearcher([each.phrases for each in self._segments], most_places, self._removed)
        self.suggestions = LocalSuggestions(self.exact)
        self._dictionary = folder / DICTIONARY if (folder / DICTIONARY).is_file() else None
        self._opening = Lock()
        self._words: WordsReader | None = None
        self._related: RelatedSearcher | None = None
        self._desk: LocalDesk | None = None
        self.files = self._files_read()
        """Files that are still read; all others are in memory."""

    @property
    def related(self) -> RelatedSearcher:
        """Return the related lane, opened at the first call."""
        with self._opening:
            if self._related is None:
                self._related = self._open_related()
            return self._related

    @property
    def desk(self) -> "LocalDesk":
        """Return the readings of the desk, opened at the first call."""
        with self._opening:
            if self._desk is None:
                self._desk = _open_desk(self._folder, self.exact, self._removed, self._dictionary)
            return self._desk

    def has_changed(self) -> bool:
        """Say whether a file that is still read was written to or replaced since it was verified."""
        return self._watch.has_changed(self.files)

    def close(self) -> None:
        """Release files and memory."""
        if self._words:
            self._words.close()

    def _files_read(self) -> list[Path]:
        """Return the files that are read after opening."""
        words = [path for each in self._segments for path in each.words.rglob("*") if path.is_file()]
        return [
            *self.exact.files_read(),
            *(path for name in (FORMULATIONS, CHANGES) if (path := self._folder / name).is_file()),
            *words,
            *([self._dictionary] if self._dictionary else []),
        ]

    def _open_related(self) -> RelatedSearcher:
        folders = [each.words for each in self._segments]
        self._words = _open_words(folders)
        counted = np.concatenate([np.zeros(0, np.uint32), *map(_read_lengths, folders)])
        counted = counted[self.exact.numbering.blocks.slots]
        return RelatedSearcher(self.exact, counted, self._words.read, self._dictionary)
