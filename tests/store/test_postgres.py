"""The same store on PostgreSQL, under a language that sorts as people do."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.build.build import build
from app.config import read_settings
from app.errors import StoreUnavailableError
from app.library.library import Library, open_snapshot
from app.permalinks.resolve import Status
from app.permalinks.sketch import SKETCH_LENGTH
from app.store.database import connect_to_read
from app.store.lists import ListQuery
from app.store.store import open_to_read
from app.web.core.query_models import ListOrder
from tests.builders import markdown, paragraph, settings_in, write_seed
from tests.postgres import Postgres, on, skip_without_postgres
from tests.served import waited

_SERVER = """
from tests.postgres import postgres
with postgres() as server:
    print(server.data, flush=True)
    input()
"""


def test_a_library_lives_in_postgresql(shared: str, tmp_path: Path) -> None:
    settings = on(shared, settings_in(tmp_path))
    write_seed(settings, "a.md", markdown("甲", 1, 2, 3))
    write_seed(settings, "b.md", markdown("乙", 4, 5))
    assert build(settings).generation.paragraphs == 5
    assert not build(settings).published
    library = Library(settings)
    with library.snapshot() as before:
        old = before.page("a").articles[0].blocks[1]
        for sort in ListOrder:
            assert before.articles(ListQuery(sort=sort)).total == 2
        write_seed(settings, "a.md", markdown("甲", 1, 3))
        assert build(settings).published
        assert before.resolve_block(old.id).status is Status.CURRENT
    with library.snapshot() as after:
        found = after.resolve_block(old.id)
        assert (found.status, found.was) == (Status.GONE, old.text)
        assert after.count([old.text])[0].occurrences == 0
    library.close()


def test_what_may_be_longer_than_an_index_holds_is_indexed_by_its_hash(shared: str, tmp_path: Path) -> None:
    settings = on(shared, settings_in(tmp_path))
    write_seed(settings, "a.md", markdown("甲" * 5000, 1))
    build(settings)
    engine = connect_to_read(shared)
    with engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT indexdef FROM pg_indexes WHERE indexdef LIKE '%% hash %%'")
        found = {each.rpartition("USING ")[2] for each in made.scalars()}
    engine.dispose()
    assert found == {"hash (title)", "hash (value)", "hash (name)"}


def test_lists_come_in_the_order_of_a_file(shared: str, tmp_path: Path) -> None:
    files = settings_in(tmp_path)
    for number, name in enumerate(("b-1", "B 2", "a_3", "啊", "中", "ä", "Z", "10", "9")):
        write_seed(files, f"{name}.md", markdown(f"{name}之题", number))
    server = on(shared, read_settings(seeds=files.seeds, index=tmp_path / "server"))
    build(files)
    build(server)
    with open_snapshot(files) as one, open_snapshot(server) as other:
        for sort in ListOrder:
            query = ListQuery(sort=sort)
            assert other.articles(query).articles == one.articles(query).articles


def test_ids_are_found_by_their_beginning(shared: str, tmp_path: Path) -> None:
    settings = on(shared, settings_in(tmp_path))
    write_seed(settings, "a.md", markdown("甲", *range(40)))
    build(settings)
    with open_snapshot(settings) as snapshot:
        blocks = snapshot.page("a").articles[0].blocks
    with closing(open_to_read(shared)) as store, store.reading() as reader:
        for block in blocks:
            assert block.id in {found.id for found in reader.blocks_like(block.id[:SKETCH_LENGTH], 9)}


def test_no_title_or_name_is_too_long(shared: str, tmp_path: Path) -> None:
    settings = on(shared, settings_in(tmp_path))
    long = "".join(map(chr, range(0x4E00, 0x4E00 + 5000)))
    write_seed(settings, "a.md", f"# {long}\n\n{paragraph(1)}\n")
    write_seed(settings, "b.md", f"---\nauthor: {long}\n---\n{markdown('乙', 2)}")
    write_seed(settings, "b.toml", f'newspaper = "{long}"\nissuing_body = "{long}"\n')
    assert not build(settings).skipped
    with open_snapshot(settings) as snapshot:
        first, second = (snapshot.page(name).articles[0].article for name in "ab")
        assert (first.title, second.newspaper) == (long, long)


def test_readers_go_on_when_the_server_was_restarted(server: Postgres, shared: str, tmp_path: Path) -> None:
    settings = on(shared, settings_in(tmp_path))
    write_seed(settings, "a.md", markdown("甲", 1))
    build(settings)
    library = Library(settings)
    for _ in range(2):
        with library.snapshot() as snapshot:
            assert snapshot.page("a").articles
        server.restart()
    with library.snapshot() as snapshot:
        assert snapshot.page("a").articles
    library.close()


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    settings = on("postgresql+psycopg://judou@127.0.0.1:1/judou", settings_in(tmp_path))
    with pytest.raises(StoreUnavailableError, match="check JUDOU_DATABASE"):
        build(settings)


def test_nothing_is_left_of_a_server_whose_tests_are_killed() -> None:
    skip_without_postgres()
    run = subprocess.Popen([sys.executable, "-c", _SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert run.stdout
    data = Path(run.stdout.readline().decode().strip())
    process = int((data / "postmaster.pid").read_text(encoding="ascii").split()[0])
    run.kill()
    run.communicate()
    assert waited(lambda: not data.parent.exists())
    assert waited(lambda: not Path(f"/proc/{process}").exists())
