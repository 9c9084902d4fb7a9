"""Source files into pages: one file at a time, in this process or in several."""

import logging
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.article import Page, Skipped
from app.build.sources import Seed
from app.errors import SidecarError, UnreadableError
from app.ingest.parse import parse_page
from app.ingest.source.decode import read_source
from app.ingest.source.sidecar import apply, read_sidecar, sidecar_path
from app.messages import Message

_POOL_FROM = 40
"""Files from which on starting other processes pays."""
_CHUNK = 8
"""Files handed to a process at a time."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What became of one file: its page or why there is none, and what is wrong with its sidecar."""

    seed: Seed
    page: Page | None
    why: Message | None = None
    sidecar: Skipped | None = None


def parse_seeds(seeds: Sequence[Seed], root: Path, max_bytes: int, jobs: int | None) -> Iterator[ParsedFile]:
    """Every file parsed, in order; ``jobs`` processes, or as many as pay."""
    work = partial(parse_seed, root=root, max_bytes=max_bytes)
    wanted = jobs if jobs is not None else (os.cpu_count() or 1) if len(seeds) >= _POOL_FROM else 1
    if wanted <= 1 or len(seeds) <= 1:
        yield from map(work, seeds)
        return
    done = 0
    # A new process knows nothing of this one's threads and locks, as a fork would.
    with ProcessPoolExecutor(wanted, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            for parsed in pool.map(work, seeds, chunksize=_CHUNK):
                done += 1
                yield parsed
        except BrokenProcessPool:
            logger.exception("a parsing process died; the rest is parsed one file a process")
    yield from (_alone(work_seed, root, max_bytes) for work_seed in seeds[done:])


def _alone(seed: Seed, root: Path, max_bytes: int) -> ParsedFile:
    """One file in a process of its own, so that only its own death is its end."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(parse_seed, seed, root, max_bytes).result()
        except BrokenProcessPool:
            return ParsedFile(seed, None, Message("parser-died"))


def parse_seed(seed: Seed, root: Path, max_bytes: int) -> ParsedFile:
    """One file's page. Whatever goes wrong with it stays with it: the build goes on and says so."""
    try:
        source = read_source(seed.path, root, max_bytes)
        page = parse_page(seed.page, source.text, source.encoding)
        return _with_sidecar(seed, replace(page, notes=source.notes + page.notes))
    except UnreadableError as error:
        return ParsedFile(seed, None, error.message.inside())
    except Exception as error:
        logger.exception("parsing %s failed", seed.file)
        mistake = f"{type(error).__name__}: {error}"
        return ParsedFile(seed, None, Message("parser-failed", {"error": mistake}))


def _with_sidecar(seed: Seed, page: Page) -> ParsedFile:
    """The page with what its sidecar adds; a wrong sidecar is told and the page taken as it is."""
    try:
        sidecar = read_sidecar(sidecar_path(seed.path))
        return ParsedFile(seed, apply(sidecar, page) if sidecar else page)
    except SidecarError as error:
        where = sidecar_path(Path(seed.file)).as_posix()
        return ParsedFile(seed, page, sidecar=Skipped(where, error.message.inside()))
