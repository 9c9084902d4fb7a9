import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.store.raw_files import logged_pages
from app.store.seal import Seal, read_seal
from app.store.store import Store
from tests.builders import article, page, publish


def written(file: Path, *statements: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in statements:
        connection.execute(statement)
    return connection


def test_pages_are_those_that_were_committed_last(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    fill = "INSERT INTO t SELECT hex(randomblob(2000)) FROM (VALUES (1), (2), (3), (4), (5), (6))"
    with closing(written(file, "CREATE TABLE t (x)", fill)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = Seal.of("g", [connection.serialize()], 4096)
        for statement in (fill, "UPDATE t SET x = 1 WHERE rowid = 2", "BEGIN", fill, "ROLLBACK"):
            connection.execute(statement)
        found = logged_pages(tmp_path / "a.db-wal", 4096)
        assert found
        assert before.updated("g", *found) == Seal.of("g", [connection.serialize()], 4096)
        assert before.updated("g", *found) != before


@pytest.mark.parametrize("content", [b"", b"short", bytes(64)])
def test_what_is_no_log_has_none(tmp_path: Path, content: bytes) -> None:
    assert logged_pages(tmp_path / "a.db-wal", 4096) is None
    (tmp_path / "a.db-wal").write_bytes(content)
    assert logged_pages(tmp_path / "a.db-wal", 4096) is None


def test_a_store_seals_what_it_changed_as_if_all_were_new(store: Store, tmp_path: Path) -> None:
    for number in range(4):
        publish(store, *(page(f"p{n}", article(n, title=f"题{n}")) for n in range(number, number + 9)))
        store.seal()
        with closing(sqlite3.connect(tmp_path / "articles.db")) as connection:
            seal = read_seal(tmp_path / "articles.db.seal")
            assert seal
            assert Seal.of(seal.generation, [connection.serialize()], 4096) == seal
