"""The library as built: each generation is opened once, and let go when its last reader ends.

A start reads nothing that the library grows by: of files whose size and time are those of their list the
contents are compared soon after, while readers go on. Files that change while they are read are found out
before the answer leaves: at the end of each request sizes and times are compared with those of the time when
they were opened. What has changed is looked through again, and either opened anew or not answered from. Every
few minutes, and when anything goes wrong in a request, all of it is read and compared, whatever times say.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Lock, Thread
from time import monotonic

from app.background_thread import give_way
from app.config import Settings
from app.errors import (
    IndexDamagedError,
    IndexMissingError,
    InputError,
    JudouError,
    SearchUnavailableError,
)
from app.file_watch import FileWatch
from app.freed_memory import give_back
from app.library.copies import Copies
from app.library.index_documents import read_block_texts
from app.library.open_generation import OpenGeneration
from app.library.snapshot import Snapshot
from app.search.contract import OpenIndex
from app.search.engines.registry import create_search_engine
from app.search.generation import Check, Handle
from app.store.reader import Reader
from app.store.rows import Generation
from app.store.store import Store, open_to_read

logger = logging.getLogger(__name__)

CHECK_INTERVAL = 0.5
"""Seconds between two looks at a database that has taken another one's place and is not written to."""
MAX_ATTEMPTS = 5
"""Times a request looks again when builds publish faster than it can open a generation."""


FULL_INTERVAL = 600.0
"""Seconds after which every file is read and compared again, while readers go on."""
FIRST_INTERVAL = 20.0
"""Seconds after which they are for the first time."""
VERIFYING = "verify"
"""Name of the thread that reads everything."""
ENDING = 5.0
"""Seconds that closing waits for it."""
ERROR_INTERVAL = 10.0
"""Seconds before another error is a reason to read every file again."""


class Library:
    """Opens the published generation and follows it; safe to use from several threads.

    ``in_full`` compares every file with its checksum before the first answer.
    """

    def __init__(self, settings: Settings, *, in_full: bool = False) -> None:
        self._in_full = in_full
        self._index, self._url = settings.index, settings.database_url
        self._engine = create_search_engine(settings)
        self._copies = Copies(settings, self._engine)
        self._lock = Lock()
        self._store: Store | None = None
        self._checked_at = 0.0
        self._unready: FileWatch | None = None
        self._opened: dict[str, OpenGeneration] = {}
        self._retired: list[OpenGeneration] = []
        self._trusted: Generation | None = None
        self._verifying: Thread | None = None

    def trust(self, generation: Generation) -> None:
        """Open this as it is: the process has just built it, or looked through all of it."""
        self._trusted = generation

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Open a snapshot of the generation that is published now, for one request."""
        for _ in range(MAX_ATTEMPTS):
            store = self._checked_store()
            reading = store.begin_watch()
            with store.reading() as reader:
                generation = reader.generation()
                if generation is None:
                    raise IndexMissingError("index-missing")
                opened = self._acquire(generation)
                if opened is None:
                    continue
                try:
                    yield Snapshot(reader, opened, generation, self._earlier)
                except Exception as error:
                    self._confirm(store, opened, reading, in_full=not isinstance(error, JudouError))
                    raise
                else:
                    self._confirm(store, opened, reading)
                finally:
                    self._release(opened)
                return
        raise IndexDamagedError("index-unreadable", index=str(self._index))

    @contextmanager
    def _earlier(self, reader: Reader, name: str) -> Iterator[OpenIndex]:
        """Open a generation that was published before, for one search, as long as it is kept."""
        generation = reader.kept_generation(name)
        if generation is None:
            raise InputError("cursor-outlived")
        try:
            index = self._engine.open(self._copies.handle(generation), self._texts)
        except IndexDamagedError as error:
            raise InputError("cursor-outlived") from error
        with closing(index):
            yield index

    def _confirm(
        self, store: Store, opened: OpenGeneration, reading: FileWatch, *, in_full: bool = False
    ) -> None:
        """Raise IndexDamagedError if what was read may not be what was built."""
        since = monotonic() - min(opened.verified_at, store.checked_at)
        in_full = in_full and since > ERROR_INTERVAL and self._is_published(opened.generation)
        if in_full or store.has_changed():
            store.check_again(reading, in_full=in_full)
        if in_full or opened.has_changed():
            with self._lock:
                opened.outdated = True
                self._engine.verify(opened.handle, Check.FULL if in_full else Check.QUICK)
                opened.verified_at = monotonic()
        elif since > FULL_INTERVAL:
            opened.verified_at = store.checked_at = monotonic()
            self._verifying = Thread(
                target=self._verify_beside, args=(store, opened), name=VERIFYING, daemon=True
            )
            self._verifying.start()

    def _verify_beside(self, store: Store, opened: OpenGeneration) -> None:
        """Read everything while readers go on; what is found is told to the next of them.

        A build that follows the folder is waited for, this is not.
        """
        give_way()
        try:
            store.check_again(in_full=True)
            self._engine.verify(opened.handle, Check.FULL)
        except JudouError as error:
            opened.outdated = isinstance(error, IndexDamagedError)
            logger.warning("%s", error)
        give_back()

    def _checked_store(self) -> Store:
        """Return the store; another one as soon as a build has put it in the first one's place."""
        with self._lock:
            if self._store is None:
                self._store = open_to_read(self._url) if self._trusted else self._checked()
            elif self._store.is_replaced() and self._may_be_ready():
                self._unready, self._checked_at = self._store.begin_watch(), monotonic()
                try:
                    newer = self._checked()
                except (IndexMissingError, IndexDamagedError):
                    return self._store  # Not ready yet; what was opened can still be read.
                self._store.close()
                self._store, self._unready = newer, None
            return self._store

    def _may_be_ready(self) -> bool:
        """Say whether a database that was not ready may be: it was written to, or time has passed."""
        waited = monotonic() - self._checked_at > CHECK_INTERVAL
        return waited or self._unready is None or self._unready.may_have_changed()

    def _checked(self) -> Store:
        """Return the store, opened and found to be as it was left."""
        store = open_to_read(self._url)
        try:
            store.check(in_full=self._in_full)
        except BaseException:
            store.close()
            raise
        if not self._in_full:
            store.checked_at -= FULL_INTERVAL - FIRST_INTERVAL
        return store

    def _acquire(self, generation: Generation) -> OpenGeneration | None:
        """Return the open generation, opened now if it is new; None if a build has replaced it meanwhile."""
        with self._lock:
            try:
                opened = self._current(generation)
            except IndexDamagedError:
                if self._is_published(generation):
                    raise
                return None
            opened.users += 1
            self._close_unused(generation.name)
            return opened

    def _current(self, generation: Generation) -> OpenGeneration:
        """Return the generation as it is now: opened anew where something of it has changed."""
        opened = self._opened.get(generation.name)
        if opened and opened.is_current:
            return opened
        check = Check.FULL if self._in_full else Check.QUICK
        handle = self._copies.handle(generation)
        found = self._open(handle, Check.NONE if generation == self._trusted else check)
        # Only what was just built is trusted, not what becomes of it.
        self._trusted = None
        if opened:
            self._retired.append(self._opened.pop(generation.name))
        self._opened[generation.name] = OpenGeneration(generation, handle, found)
        return self._opened[generation.name]

    def _open(self, handle: Handle, check: Check) -> OpenIndex | SearchUnavailableError:
        """Return the engine's side of a generation: what needs none is read without."""
        if handle.engine != self._engine.name:
            raise IndexDamagedError("index-of-another-engine", built=handle.engine, chosen=self._engine.name)
        try:
            return self._engine.open(handle, self._texts, check)
        except IndexDamagedError as error:
            if not self._copies.are_made:
                raise
            return SearchUnavailableError("generation-elsewhere", name=handle.name, reason=str(error))
        except SearchUnavailableError as error:
            logger.warning("%s", error)
            return error

    def _texts(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the texts of a few blocks, as they are published now."""
        with self._checked_store().reading() as reader:
            return read_block_texts(reader, ids)

    def _is_published(self, generation: Generation) -> bool:
        if self._store is None:
            return False
        with self._store.reading() as reader:
            return reader.generation() == generation

    def _release(self, opened: OpenGeneration) -> None:
        with self._lock:
            opened.users -= 1

    def _close_unused(self, current: str) -> None:
        self._retired += [self._opened.pop(name) for name in list(self._opened) if name != current]
        for opened in [opened for opened in self._retired if not opened.users]:
            self._retired.remove(opened)
            opened.close()

    def close(self) -> None:
        """Let go of everything; requests must have ended."""
        if self._verifying:
            # Connections that it reads with would outlive the store.
            self._verifying.join(ENDING)
        with self._lock:
            for opened in (*self._opened.values(), *self._retired):
                opened.close()
            self._opened.clear()
            self._retired.clear()
            if self._store:
                self._store.close()
                self._store = None


@contextmanager
def open_snapshot(settings: Settings, *, in_full: bool = False) -> Iterator[Snapshot]:
    """Open the library for one reading, and close it; ``in_full`` compares every file with its checksum."""
    library = Library(settings, in_full=in_full)
    try:
        with library.snapshot() as snapshot:
            yield snapshot
    finally:
        library.close()
