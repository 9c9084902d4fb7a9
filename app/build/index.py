"""A new generation of the engine's index: written beside the old one, proved, sealed."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.errors import IndexDamagedError
from app.gc_pause import gc_paused
from app.library.generation import seal, verify
from app.library.recall import Scan, recall
from app.search.contract import IndexArticle, IndexBlock, IndexDelta, SearchEngine
from app.store.reader import Reader

_SAMPLES = 32
"""Random substrings counted in each new generation before it is published (20 ms each in 20 MB)."""

BuildProgress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done and of how much (0: not known)."""


@dataclass(frozen=True, slots=True)
class PreviousGeneration:
    """The generation a new one may be carried over from, and what has changed since."""

    folder: Path
    manifest: str
    change: IndexDelta


def read_index_articles(reader: Reader) -> Iterator[IndexArticle]:
    """The whole library as an engine takes it."""
    for article, texts in reader.texts():
        yield IndexArticle(
            id=article.id,
            page=article.page,
            kind=article.kind,
            blocks=tuple(IndexBlock(*text) for text in texts),
            **article.metadata(),
        )


def write_generation(
    engine: SearchEngine,
    folder: Path,
    reader: Reader,
    previous: PreviousGeneration | None,
    progress: BuildProgress,
) -> str:
    """Write, prove and seal a generation; the digest of its manifest. On failure the folder is gone again."""
    carried = previous if previous and _is_whole(previous) else None
    try:
        folder.mkdir(parents=True)
        change, before = (carried.change, carried.folder) if carried else (None, None)
        # All texts are needed to the end.
        with gc_paused():
            library = list(read_index_articles(reader))
            engine.build(folder, library, change, before, partial(progress, "index"))
            _prove(engine, folder, library)
        return seal(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _is_whole(previous: PreviousGeneration) -> bool:
    try:
        verify(previous.folder, previous.manifest)
    except IndexDamagedError:
        return False
    return True


def _prove(engine: SearchEngine, folder: Path, library: list[IndexArticle]) -> None:
    """Random substrings are found as often as a plain scan finds them, or nothing is published."""
    searcher = engine.open(folder)
    try:
        misses = recall(searcher, Scan(library), _SAMPLES)
    finally:
        searcher.close()
    if misses:
        raise IndexDamagedError(
            "index-wrong",
            phrase=misses[0].phrase,
            answered=misses[0].answered.occurrences,
            scanned=misses[0].scanned.occurrences,
        )
