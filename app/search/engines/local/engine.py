"""The contract (``app/search/contract.py``) on segments of phrases (``exact``) and words (``related``).

Generations are folders beside each other, each with a list of its files and their checksums; the digest of
that list is the proof of a generation.
"""

import os
import shutil
from collections.abc import Sequence, Set
from pathlib import Path
from typing import NamedTuple

from app.code_fingerprint import ARTICLES, WORDS_AND_TEXT, code_fingerprint
from app.config import MAX_PLACES
from app.deferred import deferred
from app.errors import IndexDamagedError
from app.file_watch import Stamps
from app.freed_memory import give_back
from app.search.contract import IndexProgress, OpenIndex, ReadArticles, ReadTexts
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.files.manifest import UNREADABLE, verify, watch_files, write_manifest
from app.search.engines.local.files.names import DICTIONARY
from app.search.engines.local.formulations.generation import have_many_changes, write_formulations
from app.search.engines.local.formulations.updates.changes import Part, find_change
from app.search.engines.local.segments import (
    carry_segments,
    new_folders,
    outgrown,
    read_segments,
    write_segments,
)
from app.search.generation import NAME, Check, Handle, Previous
from app.search.request import SearchRequest
from app.search.results import Counts
from app.words.user_dictionary import dictionary_of

MERGED_AT_ONCE = 80_000
"""Characters of outgrown segments that are written anew with what has changed: half a second."""
CODE = (*WORDS_AND_TEXT, *ARTICLES, "collation.py", "search/language", "search/engines/local")
_LIBRARIES = ("jieba", "whoosh3", "numpy", "pydivsufsort", "pypinyin")

_open = deferred("app.search.engines.local.opened", "LocalIndex")
"""A build opens no generation: what readers need is loaded with the first that is opened."""
_write_new_segments = deferred("app.search.engines.local.segment_writer", "write_new_segments")
"""A reader writes none."""


def _ignore_progress(_done: int) -> None:
    return None


def _parts(folder: Path) -> list[Part]:
    return [(each.phrases, each.removed) for each in read_segments(folder)]


class _Carried(NamedTuple):
    """The folder that segments are linked from, and the pages that do not count there any more."""

    folder: Path
    leaving: frozenset[str]


class LocalEngine:
    """Builds generations as folders of ``index`` and opens them.

    ``dictionary`` may name a file of further words for jieba; one query compares at most ``most_places``
    positions of its terms. A build keeps at most ``processes`` at work, its own included; without a number,
    one more for each processor.
    """

    name = "local"
    is_shared = False

    def __init__(
        self,
        index: Path,
        dictionary: Path | None = None,
        processes: int | None = None,
        most_places: int = MAX_PLACES,
    ) -> None:
        self._index, self._dictionary, self._most_places = index, dictionary, most_places
        self._further = (os.cpu_count() or 1) if processes is None else processes - 1
        self._damage: dict[Handle, tuple[Stamps, IndexDamagedError]] = {}

    def fingerprint(self) -> str:
        """Return the fingerprint of code, libraries and dictionary."""
        return code_fingerprint(CODE, _LIBRARIES, [dictionary_of(self._dictionary).hex()])

    def build(
        self,
        name: str,
        read: ReadArticles,
        previous: Previous | None = None,
        progress: IndexProgress | None = None,
    ) -> Handle:
        """Write a generation: 1 link segments of the one before · 2 write new ones · 3 list them · 4 tell
        what changes its formulations, or find them · 5 prove."""
        folder = self._index / name
        before = self._carried(previous) if previous else None
        folder.mkdir(parents=True)
        dictionary = self._keep_dictionary(folder)
        kept = carry_segments(folder, before.folder, before.leaving) if before else []  # 1
        articles = read(before.leaving if before else None)
        new = _write_new_segments(  # 2
            articles, new_folders(folder, kept), dictionary, self._further, progress or _ignore_progress
        )
        give_back()
        write_segments(folder, [*kept, *new])  # 3
        self._write_formulations(folder, before.folder if before else None, len(kept), dictionary)  # 4
        return Handle(name, self.name, write_manifest(folder, before.folder if before else None))  # 5

    def _write_formulations(
        self, folder: Path, before: Path | None, kept: int, dictionary: Path | None
    ) -> None:
        """Write the formulations of a generation whose first ``kept`` segments are of the one before."""
        own = _parts(folder)
        change = find_change(_parts(before), own, kept) if before else None

        def exact() -> ExactSearcher:
            return ExactSearcher([path for path, _ in own], self._most_places, [gone for _, gone in own])

        write_formulations(folder, before, change, exact, dictionary)

    def _carried(self, previous: Previous) -> _Carried | None:
        """Return what a generation is carried over from; None where that is not there or not whole."""
        folder = self._index / previous.handle.name
        try:
            self.verify(previous.handle)
        except IndexDamagedError:
            return None
        return _Carried(folder, previous.changed | outgrown(read_segments(folder), MERGED_AT_ONCE))

    def outgrown(self, handle: Handle) -> frozenset[str] | None:
        """Return the pages that should be written anew together, so that segments stay few; none where only
        formulations should be, None where neither.

        Pages that are few go with the next change.
        """
        folder = self._index / handle.name
        segments = read_segments(folder)
        pages = frozenset() if outgrown(segments, MERGED_AT_ONCE) else outgrown(segments)
        return pages if pages or have_many_changes(folder) else None

    def verify(self, handle: Handle, check: Check = Check.QUICK) -> None:
        """Compare the files of a generation with their list, and the list with the proof.

        What was found to be damaged is not read again before a file changes.
        """
        if check is Check.NONE:
            return
        folder = self._index / handle.name
        stamps = watch_files(folder).began
        if self._damage.get(handle, (None,))[0] == stamps:
            raise self._damage[handle][1]
        try:
            verify(folder, handle.proof, by_stamps=check is Check.QUICK)
        except IndexDamagedError as error:
            if error.message.code != UNREADABLE:
                self._damage[handle] = stamps, error
            raise
        self._damage.pop(handle, None)

    def open(
        self,
        handle: Handle,
        texts: ReadTexts,  # noqa: ARG002
        check: Check = Check.QUICK,
    ) -> OpenIndex:
        """Open a generation for reading; it has its texts itself."""
        folder = self._index / handle.name
        watch = watch_files(folder)
        self.verify(handle, check)
        opened: OpenIndex = _open(folder, self._most_places, watch)
        if watch.has_changed():
            opened.close()
            raise IndexDamagedError("index-file-altered", path=str(folder))
        return opened

    def count_within(
        self,
        handle: Handle,
        texts: ReadTexts,  # noqa: ARG002
        pages: Set[str],
        requests: Sequence[SearchRequest],
    ) -> list[Counts]:
        """Return the counts of each request; only segments that have one of the pages are opened."""
        every = read_segments(self._index / handle.name)
        own = [segment for segment in every if segment.has_any(pages)]
        exact = ExactSearcher(
            [each.phrases for each in own], self._most_places, [each.removed for each in own]
        )
        return exact.count_each(requests)

    def generations(self) -> frozenset[str]:
        """Return the names of all folders of generations."""
        if not self._index.is_dir():
            return frozenset()
        return frozenset(path.name for path in self._index.iterdir() if NAME.fullmatch(path.name))

    def remove(self, name: str) -> None:
        """Remove the folder of a generation; files that another one links stay there."""
        if NAME.fullmatch(name):
            shutil.rmtree(self._index / name, ignore_errors=True)

    def _keep_dictionary(self, folder: Path) -> Path | None:
        """Copy the user dictionary into the generation, so that queries are cut as its texts were."""
        if not (words := dictionary_of(self._dictionary)):
            return None
        kept = folder / DICTIONARY
        kept.write_bytes(words)
        return kept
