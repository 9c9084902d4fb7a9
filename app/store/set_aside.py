"""A damaged or outdated store, moved out of the way, and what can still be read of it.

A SQLite file gets another name. On a server the tables move into a schema of their own, in one transaction;
they stay there until another store is set aside.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

from sqlalchemy import inspect, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.schema import CreateSchema, DropSchema

from app.errors import IndexDamagedError, IndexMissingError, IndexWriteError
from app.frozen import dataclass
from app.store.database import (
    SERVER,
    connect_to_read,
    connect_to_write,
    database_file,
    database_url,
    is_sqlite,
    translate_errors,
)
from app.store.reader import Reader
from app.store.rows import Alias, SourceFile
from app.store.store import SEAL, Store
from app.store.tables import metadata

Row = TypeVar("Row")

ASIDE = "judou_set_aside"
"""The schema that holds the tables of a store that was set aside on a server."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """What could still be read of a store that was set aside: the history of ids, and the source files."""

    aliases: tuple[Alias, ...] = ()
    files: tuple[SourceFile, ...] = ()


def set_aside(url: str) -> None:
    """Move a damaged or outdated store out of the way, so that a build can start anew."""
    if is_sqlite(url):
        _rename_files(url)
    else:
        _move_tables(url)


def _rename_files(url: str) -> None:
    file = database_file(url)
    for end in ("", "-wal", "-shm", SEAL):
        path, aside = file.with_name(file.name + end), file.with_name(f"{file.name}.damaged{end}")
        if aside.is_dir() and not aside.is_symlink():
            shutil.rmtree(aside)
        aside.unlink(missing_ok=True)
        if os.path.lexists(path):
            path.replace(aside)


def _move_tables(url: str) -> None:
    """Move the tables, with their indexes, into the schema ``ASIDE``; what stood there before goes."""
    engine = connect_to_write(url)
    try:
        with translate_errors(SERVER), engine.begin() as connection:
            connection.execute(DropSchema(ASIDE, cascade=True, if_exists=True))
            connection.execute(CreateSchema(ASIDE))
            for table in set(metadata.tables) & set(inspect(connection).get_table_names()):
                connection.execute(text(f'ALTER TABLE "{table}" SET SCHEMA {ASIDE}'))
    finally:
        engine.dispose()


def rescue(url: str) -> Rescued:
    """Return what can still be read of the store that was set aside, if there is one."""
    try:
        store = Store(connect_to_read(_address_aside(url)), url)
    except (IndexMissingError, IndexDamagedError):
        return Rescued()
    with closing(store):
        return Rescued(tuple(_readable(store, Reader.all_aliases)), tuple(_readable(store, Reader.files)))


def _address_aside(url: str) -> str:
    """Return the address of the store that was set aside."""
    address = database_url(url)
    if is_sqlite(url):
        aside = address.set(database=f"{database_file(url)}.damaged")
    else:
        options = f"{address.query.get('options', '')} -c search_path={ASIDE}"
        aside = address.update_query_dict({"options": options.strip()})
    return aside.render_as_string(hide_password=False)


def _readable(store: Store, read: Callable[[Reader], list[Row]]) -> list[Row]:
    """Return rows of a store that was set aside; none where its tables lack what is asked for."""
    try:
        with store.reading() as reader:
            return read(reader)
    except (IndexDamagedError, IndexWriteError, ProgrammingError):
        return []
