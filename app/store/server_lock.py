"""The lock of one build at a time in a database that several machines share.

It is an advisory lock of PostgreSQL, held by a connection that does nothing else: the server lets go of it
when that connection ends, however the machine ends. The connection's name says who builds.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from app.errors import BuildBusyError
from app.store.database import SERVER, database_url, is_sqlite, translate_errors

_LIBRARY = 0x6A75646F
"""The first half of the lock's key, "judo" in ASCII; the other is a hash of the schema's name."""
_MOST_NAME = 63
"""Bytes that PostgreSQL keeps of a connection's name."""
_TAKE = text("SELECT pg_try_advisory_lock(:library, hashtext(current_schema()))")
_HOLDER = text(
    "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)"
    " WHERE locktype = 'advisory' AND granted AND classid = :library"
    " AND objid = (hashtext(current_schema())::bigint & 4294967295)::oid"
    " AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@contextmanager
def locked_server(url: str) -> Iterator[None]:
    """Hold the lock of a store on a server; a SQLite file has that of its folder.

    Raises BuildBusyError where another machine or process holds it.
    """
    if is_sqlite(url):
        yield
        return
    name = f"judou build {socket.gethostname()} {os.getpid()}"[:_MOST_NAME]
    engine = create_engine(
        database_url(url).update_query_dict({"application_name": name}),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    with translate_errors(SERVER):
        connection = engine.connect()
    try:
        with translate_errors(SERVER):
            _take(connection)
        yield
    finally:
        connection.close()


def _take(connection: Connection) -> None:
    key = {"library": _LIBRARY}
    if not connection.execute(_TAKE, key).scalar_one():
        holder = connection.execute(_HOLDER, key).scalar()
        raise BuildBusyError("build-busy-elsewhere", holder=str(holder or "unknown"))
