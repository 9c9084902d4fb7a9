"""The database: connections, transactions, the rows that every page asks for, the driver's errors in our
words."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Select,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)

from app.errors import (
    IndexDamagedError,
    IndexMissingError,
    IndexWriteError,
    SettingsError,
    StoreUnavailableError,
)
from app.messages import Message

BUSY_SECONDS = 15
"""Seconds that a writer waits for another one, and a reader for a checkpoint."""
CONNECT_SECONDS = "5"
"""Seconds that a server's database may take to answer at all, unless its address says otherwise."""
POOL = 48
"""Connections kept for reading: more than the threads a web worker answers with."""
WRITING_KIB = 48_000
"""Size of the cache of a build, which asks for ids all over the database."""
SERVER = Message("the-database")
"""The name of a store that is no file, for messages."""
UNOPENED = "unable to open"
"""Permissions, or no descriptor left: nothing that building again would mend."""
FROZEN = {"immutable": "1"}
FULL_OR_READ_ONLY = ("disk is full", "readonly", "read-only", "disk I/O error", "too big")


def is_sqlite(url: str) -> bool:
    """Say whether the store is a SQLite file."""
    return database_url(url).get_backend_name() == "sqlite"


def database_file(url: str) -> Path:
    """Return the SQLite file of a store."""
    return Path(database_url(url).database or "")


def data_files(url: str) -> tuple[Path, Path]:
    """Return the SQLite file of a store and its write-ahead log, which may not be there."""
    file = database_file(url)
    return file, file.with_name(file.name + "-wal")


@lru_cache(16)
def database_url(url: str) -> URL:
    """Return the parsed address of a store; SettingsError where it is none. Each request asks."""
    try:
        return make_url(url)
    except ArgumentError as error:
        raise SettingsError("database-address") from error


def connect_to_write(url: str) -> Engine:
    """Open a pool of connections for the one process that builds."""
    return _connect(database_url(url), writes=True)


def connect_to_read(url: str) -> Engine:
    """Open a pool of read-only connections; IndexMissingError if nothing was ever built."""
    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        file = Path(address.database or "")
        check_regular(file)
        if not file.exists():
            raise IndexMissingError("database-missing", file=str(file))
        address = address.set(database=f"file:{quote(str(file))}", query={"mode": "ro", "uri": "true"})
        return _shared(address, file) or _connect(address.update_query_dict(FROZEN), writes=False)
    return _connect(address, writes=False)


def _shared(address: URL, file: Path) -> Engine | None:
    """Return connections that follow what a build writes; None where they have no place for their locks.

    SQLite keeps the locks of its readers in a file beside the database: in a read-only folder and on a full
    disk it cannot make one. There a database without a log is read as a file that never changes.
    """
    engine = _connect(address, writes=False)
    log = file.with_name(file.name + "-wal")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except DBAPIError as error:
        if _has_no_place(str(error.orig)) and not (log.exists() and log.stat().st_size):
            engine.dispose()
            return None
    return engine


def _has_no_place(reason: str) -> bool:
    return any(sign in reason for sign in (*FULL_OR_READ_ONLY, UNOPENED))


def is_frozen(engine: Engine) -> bool:
    """Say whether connections read the database as a file that never changes."""
    return engine.url.query.get("immutable") == FROZEN["immutable"]


def check_regular(file: Path) -> None:
    """Raise IndexDamagedError where a folder, a pipe or a link to nothing stands in a database's place."""
    if os.path.lexists(file) and not file.is_file():
        raise IndexDamagedError("database-irregular", file=str(file))


class NamedRows:
    """A query of the rows that a list of values names, put together once; every page asks some.

    SQLite is asked by its driver, with the list as one parameter. Between two queries of a page the processor
    has read much else, and SQLAlchemy then takes longer for one than the database.
    """

    def __init__(self, make: Callable[[Any], Select[Any]]) -> None:
        self._portable = make(bindparam("listed", expanding=True))
        self._for_sqlite = make(select(func.json_each(bindparam("listed")).table_valued("value").c.value))
        self._compiled: tuple[str, tuple[str, ...], dict[str, Any]] | None = None
        self.names: tuple[str, ...] = tuple(self._portable.selected_columns.keys())
        """The names of the columns."""

    def rows(
        self, connection: Connection, listed: Sequence[str] = (), **values: Any
    ) -> Sequence[Sequence[Any]]:
        """Return the rows, in no particular order unless the query has one."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._portable, {"listed": listed, **values}).all()
        if self._compiled is None:
            made: Any = self._for_sqlite.compile(dialect=connection.dialect)
            self._compiled = made.string, tuple(made.positiontup), made.params
        string, names, given = self._compiled
        given = {**given, "listed": json.dumps(listed), **values}
        driver: Any = connection.connection.driver_connection
        found: list[tuple[Any, ...]] = driver.execute(string, [given[name] for name in names]).fetchall()
        return found


def _connect(address: URL, *, writes: bool) -> Engine:
    try:
        if address.get_backend_name() == "sqlite":
            engine = create_engine(
                address, pool_size=POOL, max_overflow=-1, connect_args={"timeout": BUSY_SECONDS}
            )
            event.listen(engine, "connect", _set_up_writing if writes else _set_up_reading)
            event.listen(engine, "begin", _begin_writing if writes else _begin_reading)
            return engine
        # A server that is gone does not always refuse: without a limit a request waits for minutes.
        address = address.set(query={"connect_timeout": CONNECT_SECONDS, **address.query})
        return create_engine(
            address, pool_size=POOL, max_overflow=-1, isolation_level="REPEATABLE READ", pool_pre_ping=True
        )
    except (NoSuchModuleError, ArgumentError, ImportError) as error:
        raise SettingsError("database-driver", error=str(error)) from error


def _set_up_writing(connection: Any, _record: object) -> None:
    # The driver's own transactions begin too late: reads and writes must see one state.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{WRITING_KIB}")


def _set_up_reading(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only = ON")
    # Read, not mapped: every connection's map of the whole file would count as this process's memory.
    connection.execute("PRAGMA mmap_size = 0")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN")


def rows_changed(connection: Connection) -> int:
    """Count the rows that this connection has changed so far; 0 for a server's database."""
    return int(getattr(connection.connection.driver_connection, "total_changes", 0))


def checkpoint(engine: Engine) -> None:
    """Move what a SQLite database's log has into its file, as far as readers of older states allow.

    Where none is in the way the log is emptied: whoever copies another state over the file does not find
    half of this one in the log.
    """
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout = 0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def page_size(connection: Connection) -> int:
    """Return the bytes of a page of a SQLite database."""
    return int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


@contextmanager
def translate_errors(database: str | Message) -> Iterator[None]:
    """Turn the driver's errors into ours; ``database`` is its name in the message."""
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise  # A mistake of ours, not of the disk.
    except (DBAPIError, sqlite3.Error) as error:
        reason = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
        if database == SERVER and isinstance(error, OperationalError | InterfaceError):
            raise StoreUnavailableError("store-unavailable", reason=reason) from error
        if database == SERVER:
            raise IndexDamagedError("server-unusable", reason=reason) from error
        if any(sign in reason for sign in FULL_OR_READ_ONLY) or "locked" in reason:
            raise IndexWriteError("write-failed", path=database, reason=reason) from error
        code = "database-unopened" if UNOPENED in reason else "database-damaged"
        raise IndexDamagedError(code, database=database, reason=reason) from error
    except SQLAlchemyError as error:
        raise IndexDamagedError("database-unreadable", database=database, reason=str(error)) from error


def index_equals(column: Column[Any]) -> None:
    """Index a column of a table whose values are only compared for equality.

    PostgreSQL makes it of hashes, for a text may be longer than its other indexes hold. It is told so in its
    own words: SQLAlchemy would load all that it knows of PostgreSQL for that, at every start.
    """
    name = f"{column.table.name}_by_{column.name}"
    Index(name, column).ddl_if(dialect="sqlite")

    def index_hashes(table: Table, connection: Connection, **_: Any) -> None:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"CREATE INDEX {name} ON {table.name} USING hash ({column.name})")

    event.listen(column.table, "after_create", index_hashes)
