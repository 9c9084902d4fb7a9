"""Write a new generation of the engine's index beside the old one, verify and seal it."""

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import IndexDamagedError
from app.freed_memory import give_back
from app.gc_pause import gc_paused
from app.library.generation import verify, write_manifest
from app.library.index_documents import read_index_articles
from app.library.recall_check import Miss, Scan, recall
from app.search.contract import SearchEngine, Searcher
from app.search.language.tree import Node, Not, Phrase
from app.search.request import Filter, SearchRequest
from app.search.results import Counts
from app.store.reader import Reader

_LEAST, _PAGES, _SAMPLES = 2, 8, 2
"""Of so many pages that changed, and of as many others, so many random substrings are counted before a
generation is published."""
_EVERYTHING = Not(Phrase(""))

AT_ONCE = 80_000
"""Characters of outgrown parts of an index that are written anew with what has changed: half a second."""

BuildProgress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and of how much (0: unknown)."""


@dataclass(frozen=True, slots=True)
class PreviousGeneration:
    """The generation that a new one follows, and the pages that are others in it."""

    folder: Path
    manifest: str
    changed: frozenset[str]


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
    before = previous if previous and _is_intact(previous) else None
    if before:
        before = replace(before, changed=before.changed | engine.outgrown(before.folder, AT_ONCE))
    pages = reader.page_files(before.changed if before else None)
    blocks = reader.counts()["blocks"] if before is None else 0
    # Parsing and writing the rows has left memory that nothing uses.
    give_back()
    try:
        folder.mkdir(parents=True)
        with gc_paused():
            engine.build(
                folder,
                read_index_articles(reader, pages),
                before.folder if before else None,
                before.changed if before else frozenset(),
                lambda done: progress("index", done, blocks),
            )
        gone = before.changed - {page for page, _ in pages} if before else ()
        _verify_counts(engine, folder, reader, pages, gone)
        return write_manifest(folder, before.folder if before else None)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _is_intact(previous: PreviousGeneration) -> bool:
    try:
        verify(previous.folder, previous.manifest, by_stamps=True)
    except IndexDamagedError:
        return False
    return True


def _verify_counts(
    engine: SearchEngine,
    folder: Path,
    reader: Reader,
    written: list[tuple[str, str]],
    gone: Iterable[str],
) -> None:
    """Compare counts with plain scans of some pages; raise IndexDamagedError if any differ.

    Looked at are pages that were written and as many others, which are others in each generation.
    """
    rng = random.Random(folder.name)
    chosen = rng.sample(written, min(_PAGES, len(written)))
    others = min(_PAGES, max(_LEAST, len(written)))
    places = [rng.randrange(max(1, reader.count_pages())) for _ in range(others)]
    chosen += [(page.id, page.file) for place in places for page in reader.pages_from(place, 1)]
    searcher = engine.open(folder)
    try:
        misses = [miss for page in chosen for miss in _misses(searcher, reader, page, rng)]
        left = ((page, _count(searcher, _EVERYTHING, page)) for page in gone)
        misses += [Miss(page, Counts(0, 0, 0), found) for page, found in left if found.paragraphs]
    finally:
        searcher.close()
    if misses:
        raise IndexDamagedError(
            "index-wrong",
            phrase=misses[0].phrase,
            answered=misses[0].answered.times,
            scanned=misses[0].scanned.times,
        )


def _misses(searcher: Searcher, reader: Reader, page: tuple[str, str], rng: random.Random) -> Iterator[Miss]:
    """Yield what the engine counts otherwise in one page than a scan of its texts."""
    scan = Scan(read_index_articles(reader, [page]))
    answered = _count(searcher, _EVERYTHING, page[0])
    if answered.paragraphs != scan.blocks:
        yield Miss(page[0], Counts(0, scan.blocks, 0), answered)

    def count(phrases: list[str]) -> list[Counts]:
        return [_count(searcher, Phrase(text), page[0]) for text in phrases]

    yield from recall(count, scan, _SAMPLES, rng.random())


def _count(searcher: Searcher, node: Node, page: str) -> Counts:
    """Return the counts of a query in one page."""
    request = SearchRequest("", node, filters=(Filter("page", page),), limit=0, facet_limit=0)
    return searcher.search(request).counts
