"""Have the engine write a new generation beside the old one, and prove it before it is published."""

import random
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from app.errors import IndexDamagedError, SearchUnavailableError
from app.freed_memory import give_back
from app.gc_pause import gc_paused
from app.library.index_documents import read_block_texts, read_index_articles
from app.library.recall_check import Scan
from app.search.contract import IndexArticle, SearchEngine
from app.search.generation import Handle, Previous
from app.search.language.tree import Node, Not, Phrase
from app.search.request import Filter, SearchRequest
from app.search.results import Counts
from app.store.reader import Reader

_PAGES, _SAMPLES = 8, 2
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
    others = min(_PAGES, max(1, len(written)))
    places = [rng.randrange(max(1, reader.count_pages())) for _ in range(others)]
    chosen += [(page.id, page.file) for place in places for page in reader.pages_from(place, 1)]
    gone = previous.changed.difference(page for page, _ in written) if previous else frozenset()
    asked = [*_of_pages(reader, chosen, rng), *map(_gone, gone)]
    pages = gone.union(page for page, _ in chosen)
    texts = partial(read_block_texts, reader)
    answers = engine.count_within(handle, texts, pages, [each.request for each in asked])
    for each, answered in zip(asked, answers, strict=True):
        if not each.agrees(answered):
            raise IndexDamagedError(
                "index-wrong",
                phrase=each.phrase,
                answered=answered.at_least,
                scanned=each.scanned.at_least,
            )


class _Asked(NamedTuple):
    """What an engine has to count in one page: a phrase or, named by the page, all of its paragraphs."""

    phrase: str
    request: SearchRequest
    scanned: Counts

    def agrees(self, answered: Counts) -> bool:
        """Return whether an engine counts what the scan does; all paragraphs have no occurrences."""
        if self.scanned.occurrences is None:
            return answered.paragraphs == self.scanned.paragraphs
        return answered == self.scanned


def _of_pages(reader: Reader, chosen: Iterable[tuple[str, str]], rng: random.Random) -> Iterator[_Asked]:
    """Yield what is counted in some pages, with what a scan of their texts counts."""
    pages = dict(chosen)
    found: dict[str, list[IndexArticle]] = {page: [] for page in pages}
    for article in read_index_articles(reader, pages.items()):
        found[article.page].append(article)
    for page, articles in found.items():
        scan = Scan(articles)
        yield _Asked(page, _within(page, _EVERYTHING), Counts(None, scan.blocks, 0))
        for phrase in scan.samples(_SAMPLES, rng):
            yield _Asked(phrase, _within(page, Phrase(phrase)), scan.count(phrase))


def _gone(page: str) -> _Asked:
    """Return what tells whether anything is left of a page that is gone."""
    return _Asked(page, _within(page, _EVERYTHING), Counts(None, 0, 0))


def _within(page: str, node: Node) -> SearchRequest:
    return SearchRequest("", node, filters=(Filter("page", page),), limit=0, facet_limit=0)
