from pathlib import Path

from sqlalchemy import select

from app.build.build import build
from app.config import Settings
from app.library.library import open_snapshot
from app.store.columns import long_value
from app.store.store import open_to_read
from app.store.tables import pages

ARTICLES = [f"第{n}条 为了保护第{n}条河流和它的两岸，制定本办法。" for n in range(1, 9)]


def test_sources_are_kept_without_their_blocks_and_come_back_whole(tmp_path: Path) -> None:
    settings = Settings(seeds=tmp_path / "seeds", index=tmp_path / "index")
    settings.seeds.mkdir()
    written = "# 河流保护办法\n\n" + "\n\n".join(ARTICLES) + "\n\n---\n页码 3\n"
    (settings.seeds / "a.md").write_text(written, encoding="utf-8")
    build(settings)
    with open_snapshot(settings) as snapshot:
        assert snapshot.source("a").text == written
    store = open_to_read(settings.database_url)
    with store.reading() as reader:
        (kept,) = reader._connection.execute(select(pages.c.text)).scalars()
    store.close()
    assert not any(text in long_value(kept) for text in ARTICLES)
