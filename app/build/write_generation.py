"""Write a new generation of the engine's index beside the old one, verify and seal it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.errors import IndexDamagedError
from app.gc_pause import gc_paused
from app.library.generation import verify, write_manifest
from app.library.index_documents import read_index_articles
from app.library.recall_check import Scan, recall
from app.search.contract import IndexArticle, IndexDelta, SearchEngine
from app.store.reader import Reader

_SAMPLES = 32
"""Random substrings that are counted in a new generation before it is published (20 ms each in 20 MB)."""

BuildProgress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and of how much (0: unknown)."""


@dataclass(frozen=True, slots=True)
class PreviousGeneration:
    """The generation that a new one may be updated from, and the changes since."""

    folder: Path
    manifest: str
    change: IndexDelta


def write_generation(
    engine: SearchEngine,
    folder: Path,
    reader: Reader,
    previous: PreviousGeneration | None,
    progress: BuildProgress,
) -> str:
    """Write, verify and seal a generation; return the digest of its manifest.

    The folder is deleted if anything fails.
    """
    carried = previous if previous and _is_intact(previous) else None
    try:
        folder.mkdir(parents=True)
        change, before = (carried.change, carried.folder) if carried else (None, None)
        # All texts stay alive to the end.
        with gc_paused():
            library = list(read_index_articles(reader))
            engine.build(folder, library, change, before, partial(progress, "index"))
            _verify_counts(engine, folder, library)
        return write_manifest(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _is_intact(previous: PreviousGeneration) -> bool:
    try:
        verify(previous.folder, previous.manifest)
    except IndexDamagedError:
        return False
    return True


def _verify_counts(engine: SearchEngine, folder: Path, library: list[IndexArticle]) -> None:
    """Compare counts of random substrings with a plain scan; raise IndexDamagedError if any differ."""
    searcher = engine.open(folder)
    try:
        misses = recall(searcher.count, Scan(library), _SAMPLES)
    finally:
        searcher.close()
    if misses:
        raise IndexDamagedError(
            "index-wrong",
            phrase=misses[0].phrase,
            answered=misses[0].answered.times,
            scanned=misses[0].scanned.times,
        )
