"""The library as built: each generation is opened once, and let go when its last reader ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from app.config import Settings
from app.errors import IndexDamagedError, IndexMissingError
from app.library.generation import verify
from app.library.snapshot import OpenGeneration, Snapshot
from app.search.engines.registry import create_search_engine
from app.store.rows import Generation
from app.store.store import Store, open_to_read

CHECK_INTERVAL = 0.5
"""Seconds between two looks at a database that has taken another one's place and is being built."""
MAX_ATTEMPTS = 5
"""Times a request looks again when builds publish faster than it can open a generation."""


class Library:
    """Opens the published generation and follows it; safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._index, self._url = settings.index, settings.database_url
        self._engine = create_search_engine(settings)
        self._lock = Lock()
        self._store: Store | None = None
        self._checked_at = -CHECK_INTERVAL
        self._opened: dict[str, OpenGeneration] = {}
        self._trusted: Generation | None = None

    def trust(self, generation: Generation) -> None:
        """Open this as it is: the process has just built it, or looked through all of it."""
        self._trusted = generation

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Open a snapshot of the generation that is published now, for one request."""
        for _ in range(MAX_ATTEMPTS):
            with self._checked_store().reading() as reader:
                generation = reader.generation()
                if generation is None:
                    raise IndexMissingError("index-missing")
                opened = self._acquire(generation)
                if opened is None:
                    continue
                try:
                    yield Snapshot(reader, opened, generation)
                finally:
                    self._release(opened)
                return
        raise IndexDamagedError("index-unreadable", index=str(self._index))

    def _checked_store(self) -> Store:
        """Return the store; another one as soon as a build has put it in the first one's place."""
        with self._lock:
            if self._store is None:
                self._store = open_to_read(self._url) if self._trusted else _opened_and_checked(self._url)
            elif self._store.is_replaced() and monotonic() - self._checked_at > CHECK_INTERVAL:
                self._checked_at = monotonic()
                try:
                    newer = _opened_and_checked(self._url)
                except (IndexMissingError, IndexDamagedError):
                    return self._store  # Not ready yet; what was opened can still be read.
                self._store.close()
                self._store = newer
            return self._store

    def _acquire(self, generation: Generation) -> OpenGeneration | None:
        """Return the open generation, opened now if it is new; None if a build has replaced it meanwhile."""
        with self._lock:
            if generation.name not in self._opened:
                try:
                    folder = self._index / generation.name
                    if generation != self._trusted:
                        verify(folder, generation.manifest)
                    self._opened[generation.name] = OpenGeneration(generation.name, self._engine.open(folder))
                except IndexDamagedError:
                    if self._is_published(generation):
                        raise
                    return None
            opened = self._opened[generation.name]
            opened.users += 1
            self._close_unused(generation.name)
            return opened

    def _is_published(self, generation: Generation) -> bool:
        if self._store is None:
            return False
        with self._store.reading() as reader:
            return reader.generation() == generation

    def _release(self, opened: OpenGeneration) -> None:
        with self._lock:
            opened.users -= 1

    def _close_unused(self, current: str) -> None:
        for name in [n for n, opened in self._opened.items() if n != current and not opened.users]:
            self._opened.pop(name).searcher.close()

    def close(self) -> None:
        """Let go of everything; requests must have ended."""
        with self._lock:
            for opened in self._opened.values():
                opened.searcher.close()
            self._opened.clear()
            if self._store:
                self._store.close()
                self._store = None


def _opened_and_checked(url: str) -> Store:
    store = open_to_read(url)
    try:
        store.check()
    except BaseException:
        store.close()
        raise
    return store
