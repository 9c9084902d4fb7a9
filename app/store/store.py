"""The store: opened for reading or for writing, checked before it is trusted."""

import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

from sqlalchemy import Engine, Table, inspect

from app.errors import IndexDamagedError, IndexMissingError, IndexWriteError
from app.file_watch import FileWatch
from app.store.database import (
    SERVER,
    check_regular,
    checkpoint,
    connect_to_read,
    connect_to_write,
    data_files,
    database_file,
    is_frozen,
    is_sqlite,
    page_size,
    rows_changed,
    translate_errors,
)
from app.store.raw_files import FileBeside, Identity, logged_pages
from app.store.reader import Reader
from app.store.seal import Seal, read_seal, write_seal
from app.store.tables import SCHEMA, Row, metadata, state
from app.store.writer import Writer

SEAL = ".seal"
SEAL_SECONDS = 30.0
"""Seconds between publishing and sealing in which readers take a database without a checksum as it is."""

logger = logging.getLogger(__name__)


class Store:
    """Articles, ids and their history. Safe to use from several threads; close it at the end."""

    def __init__(self, engine: Engine, url: str) -> None:
        self._engine, self._url = engine, url
        self._name = str(database_file(url)) if is_sqlite(url) else SERVER
        self._file = self._identity()
        self._beside: FileBeside | None = None
        self._hold_file()
        # The checksums of the database as this process found or left it, and whether they stand on the disk.
        self._seal: Seal | None = None
        self._sealed = False
        self.checked_at = monotonic()
        """When all of the database was last compared with its checksums."""
        self._watch = self.begin_watch()
        self._connected = self._begin_connecting()
        self._unsealed_since: float | None = None
        self._damage: IndexDamagedError | None = None

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a consistent view for one request."""
        self._let_go_of_older()
        with translate_errors(self._name), self._engine.connect() as connection:
            pool = self._engine.pool
            try:
                with connection.begin():
                    yield Reader(connection)
            finally:
                if self._engine.pool is not pool:
                    connection.detach()  # No one else gets it: it is closed now, not when it is collected.

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open one transaction: committed when the block ends well, rolled back otherwise."""
        with translate_errors(self._name), self._engine.begin() as connection:
            metadata.create_all(connection)
            self._hold_file()
            before = rows_changed(connection)
            yield Writer(connection)
            if rows_changed(connection) != before:
                # Before the commit: a checksum never stands beside a database that it is not of.
                self._sealed = False
                self._seal_path.unlink(missing_ok=True)

    def every_row(self) -> Generator[tuple[Table, list[Row]]]:
        """Iterate over all rows of one moment as they are kept; see ``Reader.every_row``."""
        with self.reading() as reader:
            yield from reader.every_row()

    def begin_watch(self) -> FileWatch:
        """Return a watch over the database file, if there is one, that begins now."""
        return FileWatch([database_file(self._url)] if is_sqlite(self._url) else [])

    def _begin_connecting(self) -> FileWatch:
        """Return a watch over all that connections read of a database file."""
        return FileWatch(data_files(self._url) if is_sqlite(self._url) else [])

    def _let_go_of_older(self) -> None:
        """Close connections that are older than what is on the disk.

        They keep pages in memory, and learn of what SQLite wrote, not of what a copy put over it. Where the
        file is gone or another one, they are the last that can read it.
        """
        if self._connected.may_have_changed() and self._identity() == self._file:
            self._connected = self._begin_connecting()
            self._engine.dispose()

    @property
    def _seal_path(self) -> Path:
        file = database_file(self._url)
        return file.with_name(file.name + SEAL)

    def _identity(self) -> Identity | None:
        try:
            known = database_file(self._url).stat() if is_sqlite(self._url) else None
        except (FileNotFoundError, NotADirectoryError):
            known = None
        return known and (known.st_dev, known.st_ino)

    def _hold_file(self) -> None:
        """Take part in the descriptor of the database file, as soon as there is one."""
        if self._beside is None and (found := self._identity()):
            self._beside = FileBeside(database_file(self._url), found)

    def is_replaced(self) -> bool:
        """Say whether another file has taken the database's place: the index was deleted, or built anew.

        A database on a full disk or in a read-only folder is read as if it never changed: where it does, it
        counts as another one.
        """
        now = self._identity()
        frozen = is_frozen(self._engine) and self._watch.has_changed()
        return now is not None and (now != self._file or frozen)

    def has_changed(self) -> bool:
        """Say whether the database file was written to since it was checked, or is known to be damaged."""
        return self._damage is not None or self._watch.has_changed()

    def check_again(self, reading: FileWatch | None = None, *, in_full: bool = False) -> None:
        """Raise IndexDamagedError where the database is not as a build left it, while others read it.

        What a build has just published is not compared with its checksums but ``in_full``. Where an earlier
        state was copied over it since ``reading`` began, both may have been read.
        """
        watch = self.begin_watch()
        if not is_sqlite(self._url) or not watch.began[0] or self._identity() != self._file:
            return  # What was opened can still be read.
        if is_frozen(self._engine) and self._watch.has_changed():
            raise IndexDamagedError("database-changing", database=self._name)
        if self._damage and not self._watch.has_changed():
            raise self._damage
        self._let_go_of_older()
        if reading and reading.may_have_changed() and self._is_put_back():
            raise IndexDamagedError("database-changing", database=self._name)
        if not in_full and self._is_newly_sealed():
            self._watch, self._damage = watch, None
            return
        try:
            if not self._compare_seal():
                if self._awaits_seal():
                    return
                self._check_contents()
        except IndexDamagedError as error:
            # What could not be opened may be the next time.
            if error.message.code != "database-unopened":
                self._watch, self._damage = watch, error
            raise
        self._watch, self._damage = watch, None

    def _awaits_seal(self) -> bool:
        """Say whether the checksum is missing for so short a time that a build may be about to write it."""
        self._unsealed_since = self._unsealed_since or monotonic()
        return monotonic() - self._unsealed_since < SEAL_SECONDS

    def _state(self) -> dict[str, str]:
        with translate_errors(self._name), self._engine.connect() as connection:
            built = inspect(connection).has_table(state.name)
        with self.reading() as reader:
            return reader.state() if built else {}

    def is_built(self) -> bool:
        """Say whether anything was ever published."""
        return "generation" in self._state()

    def is_empty(self) -> bool:
        """Say whether the database has no table of a library, of whatever version."""
        with translate_errors(self._name), self._engine.connect() as connection:
            return set(metadata.tables).isdisjoint(inspect(connection).get_table_names())

    def is_outdated(self) -> bool:
        """Say whether another version of Judou wrote the database."""
        return self._state().get("schema", SCHEMA) != SCHEMA

    def check(self, *, in_full: bool = True) -> None:
        """Raise IndexDamagedError unless the database is as the last build left it.

        Where it was not written to since it was sealed, it is compared with its checksums only ``in_full``.
        """
        found = self._state()
        if "generation" not in found:
            raise IndexMissingError("database-unbuilt", database=self._name)
        if found.get("schema") != SCHEMA:
            raise IndexDamagedError("database-outdated", database=self._name)
        if is_sqlite(self._url):
            self._check_seal(found["generation"], in_full=in_full)

    def _check_seal(self, generation: str, *, in_full: bool) -> None:
        """Compare the database with its checksums; without any that are of it, look at what is in it."""
        seal = read_seal(self._seal_path)
        if not in_full and seal and (seal.generation, seal.stamp) == (generation, self._stamp()):
            self._seal, self._sealed = seal, True
        elif self._compare_seal():
            self._sealed = True
        else:
            self._check_contents()

    def _is_put_back(self) -> bool:
        """Say whether an earlier state than the one that was checked is there, or its checksums are."""
        seal, published = read_seal(self._seal_path), self._state().get("generation", "")
        there = min(published, seal.generation) if seal else published
        return self._seal is not None and there < self._seal.generation

    def _is_newly_sealed(self) -> bool:
        """Say whether a build has published and sealed another generation than the one that was checked."""
        seal = read_seal(self._seal_path)
        if not seal or not self._seal or seal.generation <= self._seal.generation:
            return False
        if seal.generation != self._state().get("generation"):
            return False
        self._seal = seal
        return True

    def _compare_seal(self) -> bool:
        """Say whether there is a checksum of the published state; IndexDamagedError if it is another one.

        A build may publish meanwhile: the checksum must be the same before and after.
        """
        while True:
            seal = read_seal(self._seal_path)
            if not seal:
                return False
            found = self._found()
            if read_seal(self._seal_path) != seal:
                continue
            if seal.generation != found.generation:
                return False
            if seal != found:
                raise IndexDamagedError("database-altered", database=self._name)
            self._seal, self._unsealed_since, self.checked_at = seal, None, monotonic()
            return True

    def _found(self) -> Seal:
        """Return the published generation and the checksums of all pages of the database, as of one moment.

        While a transaction reads, pages move from the log to the file, but none goes from the log, and none
        of the file changes that is not in the log. What a build adds to it is told by the seal.
        """
        with translate_errors(self._name), self._engine.connect() as connection, connection.begin():
            generation = Reader(connection).state().get("generation", "")
            size = page_size(connection)
            found = Seal.of(generation, self._pieces(), size)
            changed = logged_pages(data_files(self._url)[1], size)
            return found.updated(generation, *changed) if changed and changed[1] else found

    def _pieces(self) -> Iterator[bytes]:
        """Iterate over the database file in pieces; IndexDamagedError where it cannot be read."""
        try:
            self._hold_file()
            if self._beside:
                yield from self._beside.pieces()
        except OSError as error:
            reason = error.strerror or "unreadable"
            raise IndexDamagedError("database-unopened", database=self._name, reason=reason) from error

    def _check_contents(self) -> None:
        """Raise IndexDamagedError unless SQLite finds no fault and everything published is there."""
        with translate_errors(self._name), self._engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            missing = set(metadata.tables) - set(inspect(connection).get_table_names())
        if found == "ok" and missing:
            found = f"no table {min(missing)}"
        if found == "ok":
            with self.reading() as reader:
                found = "ok" if reader.is_complete() else "rows are missing"
        if found != "ok":
            raise IndexDamagedError("database-damaged", database=self._name, reason=str(found))

    def seal(self) -> None:
        """Write the checksum of the database file, so that a flipped bit is found at the next start.

        Nothing is done where it stands already. What is published is published: if there is no room for
        this, the next start looks closer instead.
        """
        try:
            if is_sqlite(self._url) and not self._sealed:
                self._write_seal()
        except (OSError, IndexWriteError) as error:
            logger.warning("%s has no checksum: %s", self._name, error)

    def _write_seal(self) -> None:
        """Write the checksums: those of changed pages anew, or all where none were known before.

        The log of a first build has all pages; reading them from there takes no memory.
        """
        _, log = data_files(self._url)
        known = self._seal or Seal("", self._page_size(), b"")
        changed = logged_pages(log, known.page_size)
        if changed and (self._seal or len(changed[0]) == changed[1]):
            found = known.updated(self._state().get("generation", ""), *changed)
        else:
            found = self._found()
        # What the log has is moved now: the file stays as it is until the next build.
        with translate_errors(self._name):
            checkpoint(self._engine)
        self._seal = replace(found, stamp=self._stamp())
        write_seal(self._seal_path, self._seal)
        self._sealed = True

    def _page_size(self) -> int:
        with translate_errors(self._name), self._engine.connect() as connection:
            return page_size(connection)

    def _stamp(self) -> tuple[int, int]:
        """Return the size and the time of change of the database file."""
        known = database_file(self._url).stat()
        return known.st_size, known.st_mtime_ns

    def close(self) -> None:
        """Let go of all connections, then of the file: locks go with its descriptor."""
        self._engine.dispose()
        if self._beside:
            self._beside.let_go()
            self._beside = None


def open_to_read(url: str) -> Store:
    """Open the store to read; IndexMissingError if nothing was ever built."""
    return Store(connect_to_read(url), url)


def open_to_write(url: str) -> Store:
    """Open the store to write, for the one process that builds; IndexDamagedError if it is no file."""
    if is_sqlite(url):
        check_regular(database_file(url))
        try:
            database_file(url).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            folder, reason = str(database_file(url).parent), str(error.strerror)
            raise IndexWriteError("folder-unwritable", folder=folder, reason=reason) from error
    return Store(connect_to_write(url), url)
