"""Have the engine write a new generation beside the old one, and prove it before it is published."""

import random
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import closing, suppress
from functools import partial

from app.errors import IndexDamagedError, SearchUnavailableError
from app.freed_memory import give_back
from app.gc_pause import gc_paused
from app.library.index_documents import read_block_texts, read_index_articles
from app.library.recall_check import Miss, Scan, recall
from app.search.contract import ExactReader, IndexArticle, SearchEngine
from app.search.generation import Check, Handle, Previous
from app.search.language.tree import Node, Not, Phrase
from app.search.request import Filter, SearchRequest
from app.search.results import Counts
from app.store.reader import Reader

_LEAST, _PAGES, _SAMPLES = 2, 8, 2
"""Of so many pages that changed, and of as many others, so many random substrings are counted before a
generation is published."""
_EVERYTHING = Not(Phrase(""))

BuildProgress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and of how much (0: unknown)."""


def write_generation(
    engine: SearchEngine, name: str, reader: Reader, previous: Previous | None, progress: BuildProgress
) -> Handle:
    """Write and prove a generation; it is removed if anything fails."""
    read = _Reading(reader)
    # Parsing and writing the rows has left memory that nothing uses.
    give_back()
    try:
        with gc_paused():
            handle = engine.build(name, read, previous, lambda done: progress("index", done, read.blocks))
        _verify_counts(engine, handle, reader, read.pages, previous)
    except BaseException:
        with suppress(SearchUnavailableError):  # Then the next build removes it.
            engine.remove(name)
        raise
    return handle


class _Reading:
    """Reads articles for an engine; keeps which pages it has asked for, and how many blocks, where they are
    all (else 0)."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.pages: list[tuple[str, str]] = []
        self.blocks = 0

    def __call__(self, pages: Set[str] | None) -> Iterator[IndexArticle]:
        found = self._reader.page_files(pages)
        self.pages += found
        self.blocks = self._reader.counts()["blocks"] if pages is None else 0
        return read_index_articles(self._reader, found)


def _verify_counts(
    engine: SearchEngine,
    handle: Handle,
    reader: Reader,
    written: list[tuple[str, str]],
    previous: Previous | None,
) -> None:
    """Compare counts with plain scans of some pages; raise IndexDamagedError if any differ.

    Looked at are pages that were written and as many others, which are others in each generation.
    """
    rng = random.Random(handle.name)
    chosen = rng.sample(written, min(_PAGES, len(written)))
    others = min(_PAGES, max(_LEAST, len(written)))
    places = [rng.randrange(max(1, reader.count_pages())) for _ in range(others)]
    chosen += [(page.id, page.file) for place in places for page in reader.pages_from(place, 1)]
    gone = previous.changed.difference(page for page, _ in written) if previous else ()
    with closing(engine.open(handle, partial(read_block_texts, reader), Check.NONE)) as opened:
        misses = _all_misses(opened.exact, reader, chosen, gone, rng)
    if misses:
        raise IndexDamagedError(
            "index-wrong",
            phrase=misses[0].phrase,
            answered=misses[0].answered.at_least,
            scanned=misses[0].scanned.at_least,
        )


def _all_misses(
    exact: ExactReader,
    reader: Reader,
    chosen: Iterable[tuple[str, str]],
    gone: Iterable[str],
    rng: random.Random,
) -> list[Miss]:
    """Return what the engine counts otherwise in some pages, and what is left of those that are gone."""
    misses = [miss for page in chosen for miss in _misses(exact, reader, page, rng)]
    left = ((page, _count(exact, _EVERYTHING, page)) for page in gone)
    return misses + [Miss(page, Counts(0, 0, 0), found) for page, found in left if found.paragraphs]


def _misses(exact: ExactReader, reader: Reader, page: tuple[str, str], rng: random.Random) -> Iterator[Miss]:
    """Yield what the engine counts otherwise in one page than a scan of its texts."""
    scan = Scan(read_index_articles(reader, [page]))
    answered = _count(exact, _EVERYTHING, page[0])
    if answered.paragraphs != scan.blocks:
        yield Miss(page[0], Counts(0, scan.blocks, 0), answered)

    def count(phrases: list[str]) -> list[Counts]:
        return [_count(exact, Phrase(text), page[0]) for text in phrases]

    yield from recall(count, scan, _SAMPLES, rng.random())


def _count(exact: ExactReader, node: Node, page: str) -> Counts:
    """Return the counts of a query in one page."""
    request = SearchRequest("", node, filters=(Filter("page", page),), limit=0, facet_limit=0)
    return exact.search(request).counts
