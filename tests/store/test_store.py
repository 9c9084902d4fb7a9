import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import IndexDamagedError, IndexMissingError
from app.store.store import Store, open_to_read
from tests.builders import article, page, publish


def test_nothing_built_is_told_with_the_command(url: str, store: Store) -> None:
    with pytest.raises(IndexMissingError, match="run `judou build`"):
        open_to_read(url + ".missing")
    with pytest.raises(IndexMissingError, match="run `judou build`"):
        store.check()


def test_a_sound_database_passes_and_any_flipped_bit_is_found(store: Store, url: str, tmp_path: Path) -> None:
    publish(store, page("a", *(article(n, n + 1, title=f"题{n}") for n in range(0, 60, 2))))
    store.seal()
    store.close()
    file = tmp_path / "articles.db"
    whole = file.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises((IndexDamagedError, IndexMissingError)):
            check(url)
    for kept in (0, 10, 4096, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:kept])
        with pytest.raises((IndexDamagedError, IndexMissingError)):
            check(url)
    file.write_bytes(whole)
    check(url)


def check(url: str) -> None:
    opened = open_to_read(url)
    try:
        opened.check()
    finally:
        opened.close()


def test_a_build_killed_before_it_could_seal_is_no_damage(store: Store, url: str) -> None:
    publish(store, page("a", article(1)))
    store.seal()
    publish(store, page("a", article(2)))
    check(url)


def test_another_schema_asks_for_a_build(store: Store, url: str, tmp_path: Path) -> None:
    publish(store, page("a", article(1)))
    store.close()
    with sqlite3.connect(tmp_path / "articles.db") as connection:
        connection.execute("UPDATE state SET value = '0' WHERE name = 'schema'")
    connection.close()
    with pytest.raises(IndexDamagedError, match="judou build"):
        check(url)


def change_journal(file: Path) -> str:
    """Ask for another journal from another process, which SQLite allows to no one while others read."""
    code = f"import sqlite3; sqlite3.connect({str(file)!r}, 0).execute('PRAGMA journal_mode = DELETE')"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr


def test_comparing_leaves_the_locks_of_readers(store: Store, url: str, tmp_path: Path) -> None:
    publish(store, page("a", article(1)))
    store.seal()
    store.close()
    file, first, second = tmp_path / "articles.db", open_to_read(url), open_to_read(url)
    with first.reading() as reader:
        reader.state()
        second.check_again(in_full=True)
        second.close()
        assert "locked" in change_journal(file)
        first.check_again(in_full=True)
        assert "locked" in change_journal(file)
    first.close()
    assert not change_journal(file)


def test_no_descriptor_is_left_open(store: Store, url: str) -> None:
    publish(store, page("a", article(1)))
    store.seal()
    store.close()
    check(url)
    before = sum(1 for _ in Path("/dev/fd").iterdir())
    for _ in range(3):
        check(url)
    assert sum(1 for _ in Path("/dev/fd").iterdir()) == before


def test_what_the_log_has_is_compared(store: Store, url: str, tmp_path: Path) -> None:
    publish(store, page("a", article(1)))
    store.seal()
    reading = open_to_read(url)
    with reading.reading() as reader:
        reader.state()
        publish(store, page("a", article(1)), page("b", *(article(n, n + 1) for n in range(2, 60, 2))))
        store.seal()
        log = tmp_path / "articles.db-wal"
        assert log.stat().st_size
        check(url)
        whole = log.read_bytes()
        log.write_bytes(whole[:100] + bytes([whole[100] ^ 4]) + whole[101:])
        with pytest.raises(IndexDamagedError):
            check(url)
        log.write_bytes(whole)
    reading.close()
    check(url)
