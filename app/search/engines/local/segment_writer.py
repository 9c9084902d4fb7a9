"""Write new segments: one in this process, several side by side in others.

A process holds one segment at a time, and no more wait than there are processes: memory is bounded by the
size of a segment and the number of processes, not by the library.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from app.gc_pause import gc_paused
from app.search.contract import IndexArticle, IndexProgress
from app.search.engines.local.exact.searcher import write_segment
from app.search.engines.local.related.postings import share_counter, write_words
from app.search.engines.local.segments import Segment, divided
from app.worker_processes import worker_pool

_REPORT_SECONDS = 0.2
"""Seconds between two reports of progress."""


def write_new_segments(
    articles: Iterable[IndexArticle],
    folders: Iterator[Path],
    dictionary: Path | None,
    further: int,
    progress: IndexProgress,
) -> list[Segment]:
    """Write all articles as segments in new folders, by so many further processes where there are several."""
    parts = divided(articles)
    first, second = next(parts, None), next(parts, None)
    if first is None:
        return []
    if second is None or not further:
        return list(_write_here(_without_none(first, second, parts), folders, dictionary, progress))
    return _write_side_by_side(chain((first, second), parts), folders, dictionary, further, progress)


def _without_none(
    first: list[IndexArticle], second: list[IndexArticle] | None, rest: Iterator[list[IndexArticle]]
) -> Iterator[list[IndexArticle]]:
    yield first
    if second is not None:
        yield second
    yield from rest


def _write_here(
    parts: Iterable[list[IndexArticle]],
    folders: Iterator[Path],
    dictionary: Path | None,
    progress: IndexProgress,
) -> Iterator[Segment]:
    done = 0
    for own in parts:
        yield _write(next(folders), own, dictionary)
        done += sum(len(article.blocks) for article in own)
        progress(done)


def _write_side_by_side(
    parts: Iterator[list[IndexArticle]],
    folders: Iterator[Path],
    dictionary: Path | None,
    further: int,
    progress: IndexProgress,
) -> list[Segment]:
    counter = get_context("spawn").Value("Q")
    written: list[Segment] = []
    with worker_pool(further, share_counter, counter) as pool:
        waiting: set[Future[Segment]] = set()
        for own in parts:
            waiting.add(pool.submit(_write, next(folders), own, dictionary))
            while len(waiting) > further:
                done, waiting = wait(waiting, _REPORT_SECONDS, FIRST_COMPLETED)
                written += [future.result() for future in done]
                progress(counter.value)
        while waiting:
            done, waiting = wait(waiting, _REPORT_SECONDS, FIRST_COMPLETED)
            written += [future.result() for future in done]
            progress(counter.value)
    return sorted(written, key=lambda segment: segment.folder.name)


def _write(folder: Path, articles: list[IndexArticle], dictionary: Path | None) -> Segment:
    segment = Segment(folder)
    folder.mkdir(parents=True)
    with gc_paused():
        write_segment(segment.phrases, articles, dictionary)
        texts = [block.text for article in articles for block in article.blocks]
        write_words(segment.words, texts, dictionary)
    return segment
