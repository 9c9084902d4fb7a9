"""Parse source files into pages, in this process or in several."""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from app.article import Page, Skipped
from app.build.sources import SeedFile
from app.messages import Message
from app.worker_processes import worker_pool

_POOL_FROM = 40
"""Files from which on further processes pay."""
_CHUNK = 8
"""Files that are handed to a process at a time."""
_PARSER = "app.build.parse_file"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """The result of one file: its page, or ``why`` there is none, and what is wrong in what is said of it."""

    seed: SeedFile
    page: Page | None
    why: Message | None = None
    faults: tuple[Skipped, ...] = ()
    """A faulty sidecar, rows of a folder's list."""


def parse_seeds(
    seeds: Sequence[SeedFile], root: Path, max_bytes: int, jobs: int | None
) -> Iterator[ParsedFile]:
    """Yield the result of every file, in order, by ``jobs`` processes; None: as many as pay."""
    work = partial(parse_seed, root=root, max_bytes=max_bytes)
    wanted = jobs if jobs is not None else (os.cpu_count() or 1) if len(seeds) >= _POOL_FROM else 1
    if wanted <= 1 or len(seeds) <= 1:
        yield from map(work, seeds)
        return
    done = 0
    with worker_pool(wanted) as pool:
        try:
            for some in _in_order(pool, partial(_parse_some, work), seeds, 2 * wanted):
                for parsed in some:
                    done += 1
                    yield parsed
        except BrokenProcessPool:
            logger.exception("a parsing process died; the rest is parsed one file a process")
    yield from (_parse_isolated(work_seed, root, max_bytes) for work_seed in seeds[done:])


def _in_order(
    pool: Executor,
    work: Callable[[Sequence[SeedFile]], list[ParsedFile]],
    seeds: Sequence[SeedFile],
    ahead: int,
) -> Iterator[list[ParsedFile]]:
    """Yield the results of some files after another; at most so many are ahead of who takes them."""
    waiting: deque[Future[list[ParsedFile]]] = deque()
    for start in range(0, len(seeds), _CHUNK):
        waiting.append(pool.submit(work, seeds[start : start + _CHUNK]))
        if len(waiting) == ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _parse_some(work: Callable[[SeedFile], ParsedFile], seeds: Sequence[SeedFile]) -> list[ParsedFile]:
    return list(map(work, seeds))


def _parse_isolated(seed: SeedFile, root: Path, max_bytes: int) -> ParsedFile:
    """Parse one file in a process of its own, so that a crash costs this file alone."""
    with worker_pool(1) as pool:
        try:
            return pool.submit(parse_seed, seed, root, max_bytes).result()
        except BrokenProcessPool:
            return ParsedFile(seed, None, Message("parser-died"))


def parse_seed(seed: SeedFile, root: Path, max_bytes: int) -> ParsedFile:
    """Parse one file, by a parser that is imported with the first: most builds parse little or nothing."""
    parsed: ParsedFile = import_module(_PARSER).parse_file(seed, root, max_bytes)
    return parsed
