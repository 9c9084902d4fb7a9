"""Write new segments: one in this process, several side by side in others.

A process holds one segment at a time, and no more wait than there are processes: memory is bounded by the
size of a segment and the number of processes, not by the library.
"""

import pickle
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from pathlib import Path

from app.errors import IndexWriteError
from app.freed_memory import give_back
from app.gc_pause import gc_paused
from app.search.contract import IndexArticle, IndexProgress
from app.search.engines.local.exact.searcher import write_segment
from app.search.engines.local.related.postings import write_words
from app.search.engines.local.segments import Segment, divided
from app.worker_processes import worker_pool


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
    parts = divided(articles)
    begun = list(islice(parts, 2))
    several, every = len(begun) > 1, chain(_taken(begun), parts)
    if several and further:
        try:
            return _write_side_by_side(every, folders, dictionary, further, progress)
        except BrokenProcessPool as error:
            raise IndexWriteError("index-process-ended") from error
    return list(_write_here(every, folders, dictionary, progress))


def _taken(begun: list[list[IndexArticle]]) -> Iterator[list[IndexArticle]]:
    """Yield some lists, and let go of them."""
    while begun:
        yield begun.pop(0)


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

    with worker_pool(further) as pool:
        for own in parts:
            future = pool.submit(_write_pickled, next(folders), [pickle.dumps(own)], dictionary)
            waiting[future] = sum(len(article.blocks) for article in own)
            own.clear()
            # The next is read when a process is free: nothing waits as objects.
            finish(further - 1)
        finish(0)
    return sorted(written, key=lambda segment: segment.folder.name)


def _write_pickled(folder: Path, pickled: list[bytes], dictionary: Path | None) -> Segment:
    """Write articles that come from another process, which holds them as bytes until they are written: a
    third of what they take as objects."""
    segment = _write(folder, iter(pickle.loads(pickled.pop())), dictionary)
    give_back()
    return segment


def _write(folder: Path, articles: Iterable[IndexArticle], dictionary: Path | None) -> Segment:
    segment = Segment(folder)
    folder.mkdir(parents=True)
    with gc_paused():
        write_segment(segment.phrases, articles, dictionary)
        write_words(segment.words, segment.phrases, dictionary)
    return segment
