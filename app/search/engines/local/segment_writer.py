"""Write new segments: one in this process, several side by side in others.

The articles of a segment are handed over in a file: this process holds one article at a time, the others one
segment each. Memory is bounded by the size of a segment and the number of processes, not by the library.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from app.deferred import deferred
from app.errors import IndexWriteError
from app.freed_memory import give_back, keep_little
from app.gc_pause import gc_paused
from app.search.contract import IndexArticle, IndexProgress
from app.search.engines.local.exact.searcher import write_segment
from app.search.engines.local.related.postings import write_words
from app.search.engines.local.segments import Segment, divided

_ARTICLES = "articles"
"""The file of the articles of a segment that is still to be written."""

worker_pool: Callable[..., Executor] = deferred("app.worker_processes", "worker_pool")
"""Imported where several segments are to be written."""


class _Part(NamedTuple):
    """A segment to be written, whose articles stand in a file of its folder, and their number of blocks."""

    segment: Segment
    blocks: int


def write_new_segments(
    articles: Iterable[IndexArticle],
    folders: Iterator[Path],
    dictionary: Path | None,
    further: int,
    progress: IndexProgress,
) -> list[Segment]:
    """Write all articles as segments in new folders, by so many further processes where there are several.

    Raises IndexWriteError where one of the processes is ended.
    """
    parts = (_hand_over(next(folders), own) for own in divided(articles))
    begun = list(islice(parts, 2))
    every = chain(begun, parts)
    if len(begun) > 1 and further:
        try:
            return _write_side_by_side(every, dictionary, further, progress)
        except BrokenExecutor as error:
            raise IndexWriteError("index-process-ended") from error
    return list(_write_here(every, dictionary, progress))


def _hand_over(folder: Path, articles: Iterable[IndexArticle]) -> _Part:
    """Write articles into a file, one after another."""
    folder.mkdir(parents=True)
    blocks = 0
    with (folder / _ARTICLES).open("xb") as file:
        for article in articles:
            pickle.dump(article, file, pickle.HIGHEST_PROTOCOL)
            blocks += len(article.blocks)
    return _Part(Segment(folder), blocks)


def _handed_over(folder: Path) -> Iterator[IndexArticle]:
    """Yield the articles of a file, which is removed at its end."""
    with (folder / _ARTICLES).open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)
    (folder / _ARTICLES).unlink()


def _write_here(
    parts: Iterable[_Part], dictionary: Path | None, progress: IndexProgress
) -> Iterator[Segment]:
    done = 0
    for part in parts:
        yield _write(part.segment, dictionary)
        done += part.blocks
        progress(done)


def _write_side_by_side(
    parts: Iterable[_Part], dictionary: Path | None, further: int, progress: IndexProgress
) -> list[Segment]:
    written: list[Segment] = []
    waiting: dict[Future[Segment], int] = {}
    counted = []

    def finish(most: int) -> None:
        """Wait until so many segments at most are being written."""
        while len(waiting) > most:
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                written.append(future.result())
                counted.append(waiting.pop(future))
            progress(sum(counted))

    with worker_pool(further, keep_little) as pool:
        for part in parts:
            waiting[pool.submit(_write, part.segment, dictionary)] = part.blocks
            # The next is read while these are written.
            finish(further)
        finish(0)
    return sorted(written, key=lambda segment: segment.folder.name)


def _write(segment: Segment, dictionary: Path | None) -> Segment:
    """Write a segment of the articles that were handed over."""
    with gc_paused():
        write_segment(segment.phrases, _handed_over(segment.folder), dictionary)
        give_back()
        write_words(segment.words, segment.phrases, dictionary)
    give_back()
    return segment
