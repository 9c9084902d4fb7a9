import sqlite3
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
