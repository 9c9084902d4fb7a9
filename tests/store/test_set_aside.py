"""A store of another version, or a damaged one, is moved out of the way; its ids are kept."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app.build.build import build
from app.errors import IndexDamagedError
from app.library.library import open_snapshot
from app.permalinks.resolve import Status
from app.store.set_aside import Rescued, rescue, set_aside
from app.store.store import Store
from tests.builders import article, markdown, page, publish, settings_in, write_seed
from tests.postgres import on


def test_a_damaged_database_is_set_aside_not_deleted(store: Store, url: str, tmp_path: Path) -> None:
    publish(store, page("a", article(1)))
    store.close()
    set_aside(url)
    assert (tmp_path / "articles.db.damaged").is_file()
    assert not (tmp_path / "articles.db").exists()


def test_nothing_is_rescued_where_nothing_was_set_aside(store: Store, url: str, shared: str) -> None:
    publish(store, page("a", article(1)))
    assert rescue(url) == rescue(shared) == Rescued()


def test_an_upgrade_keeps_every_alias(shared: str, tmp_path: Path) -> None:
    settings = on(shared, settings_in(tmp_path))
    write_seed(settings, "a.md", markdown("甲", 1, 2, 3))
    build(settings)
    with open_snapshot(settings) as snapshot:
        old = snapshot.page("a").articles[0].blocks[1]
    write_seed(settings, "a.md", markdown("甲", 1, 3))
    build(settings)
    for missing in ("", "ALTER TABLE aliases DROP COLUMN authors", "ALTER TABLE sources DROP COLUMN why"):
        engine = create_engine(shared)
        with engine.begin() as connection:
            connection.execute(text("UPDATE state SET value = '0-earlier' WHERE name = 'schema'"))
            connection.execute(text(missing or "SELECT 1"))
        engine.dispose()
        with pytest.raises(IndexDamagedError, match="judou build"), open_snapshot(settings):
            pass
        assert build(settings).published
        with open_snapshot(settings) as snapshot:
            found = snapshot.resolve_block(old.id)
            assert (found.status, found.was) == (Status.GONE, old.text)
