"""Parse source files into pages, in this process or in several."""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from app.article import Page, Skipped
from app.build.sources import SeedFile
from app.deferred import deferred
from app.frozen import dataclass
from app.gc_pause import gc_paused, importing
from app.messages import Message

_POOL_FROM = 40
"""Files from which on further processes pay."""
_CHUNK = 8
"""Files that are handed to a process at a time."""
_AHEAD = 2
"""Times as many files are handed out as processes take at a time, so that none waits."""
DIED, FAILED = "parser-died", "parser-failed"
"""Codes of reasons that tell of the parser, not of the file."""
_PARSER = "app.build.parsing.parse_file"

logger = logging.getLogger(__name__)

worker_pool: Callable[..., Executor] = deferred("app.worker_processes", "worker_pool")
"""Imported where several processes pay."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """The result of one file: its page, or ``why`` there is none, and what is wrong in what is said of it."""

    seed: SeedFile
    page: Page | None
    why: Message | None = None
    faults: tuple[Skipped, ...] = ()
    """A faulty sidecar, rows of a folder's list."""


_Parse = Callable[[SeedFile], ParsedFile]


def parse_seeds(
    seeds: Sequence[SeedFile], root: Path, max_bytes: int, jobs: int | None
) -> Iterator[ParsedFile]:
    """Yield the result of every file, in order, by ``jobs`` processes; None: as many as pay."""
    work = partial(parse_seed, root=root, max_bytes=max_bytes)
    wanted = jobs if jobs is not None else (os.cpu_count() or 1) if len(seeds) >= _POOL_FROM else 1
    if wanted <= 1 or len(seeds) <= 1:
        yield from map(work, seeds)
        return
    rest = seeds
    while rest:
        done = 0
        for parsed in _parse_together(rest, work, wanted):
            done += 1
            yield parsed
        # A file may have ended its process; those in hand are parsed apart, so that it costs itself.
        apart = rest[done : done + wanted * _AHEAD * _CHUNK]
        yield from _parse_apart(apart, work)
        rest = rest[done + len(apart) :]


def _parse_together(seeds: Sequence[SeedFile], work: _Parse, processes: int) -> Iterator[ParsedFile]:
    """Yield the results of files in order, as far as all processes live."""
    with worker_pool(processes) as pool:
        try:
            for some in _in_order(pool, partial(_parse_some, work), seeds, _AHEAD * processes):
                yield from some
        except BrokenExecutor:
            logger.warning("a process that parses was ended; the next files are parsed one by one")


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


def _parse_some(work: _Parse, seeds: Sequence[SeedFile]) -> list[ParsedFile]:
    return list(map(work, seeds))


def _parse_apart(seeds: Sequence[SeedFile], work: _Parse) -> Iterator[ParsedFile]:
    """Yield the results of files in order, by one process at a time, which may end with each of them."""
    while seeds:
        done = 0
        with worker_pool(1) as pool:
            try:
                for parsed in pool.map(work, seeds):
                    done += 1
                    yield parsed
            except BrokenExecutor:
                yield ParsedFile(seeds[done], None, Message(DIED))
                done += 1
        seeds = seeds[done:]


def parse_seed(seed: SeedFile, root: Path, max_bytes: int) -> ParsedFile:
    """Parse one file, by a parser that is imported with the first: most builds parse little or nothing."""
    parser = load_parser()
    with gc_paused():
        parsed: ParsedFile = parser.parse_file(seed, root, max_bytes)
    return parsed


@cache
def load_parser() -> Any:
    """Return the module that parses a file."""
    with importing():
        return import_module(_PARSER)
