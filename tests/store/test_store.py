import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.article import Article, Block, BlockType, Flag, Kind, Page, Part, Reason, Role, Unused
from app.errors import IndexDamagedError, IndexMissingError, IndexWriteError, SettingsError
from app.messages import Message
from app.permalinks.ids import ParsedPage
from app.store.reader import ListQuery
from app.store.store import Store, open_to_read, open_to_write, set_aside
from tests.builders import article, page, paragraph, publish

NOTES = (
    Message("encodings-mixed", {"kinds": (Message("lines-as-encoding", {"number": 2, "encoding": "big5"}),)}),
    Message("last-character-cut"),
)
FULL = Article(
    Kind.BRIEF,
    (
        Block(BlockType.HEADING, "小标题", ((1, 2),)),
        Block(BlockType.PARAGRAPH, paragraph(1), ((12, 30), (4, 9)), (Flag.JOINED, Flag.REORDERED), 0.5),
        Block(BlockType.KEY_POINT, "要点", ((3, 3),)),
        Block(BlockType.CAPTION, "图说", ()),
    ),
    title="题目",
    subtitle="副题",
    kicker="引题",
    authors=("甲", "乙"),
    affiliation="某研究院",
    source_note="据新华社",
    flags=(Flag.TITLE_NOT_IN_SOURCE,),
    parts=(Part(Role.TITLE, "题目", ((1, 1),)),),
    newspaper="某报",
    date="2024-03-12",
    edition="10",
    url="https://example.org/1",
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'articles.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_to_write(url)
    yield opened
    opened.close()


def test_everything_of_an_article_comes_back(store: Store) -> None:
    source = Page("a", "原文", "gb18030", (FULL,), (Unused("页眉", ((1, 1),), Reason.RUNNING_HEAD),), NOTES)
    publish(store, ParsedPage(source, "a.txt"))
    with store.reading() as reader:
        (stored,) = reader.articles_of("a")
        blocks = [b for b in reader.blocks_of(stored.id) if b.type != "title"]
        stored_page, raw = reader.page("a"), reader.source("a")
    assert all(FULL.metadata().values())
    assert stored.metadata() == FULL.metadata()
    assert (stored.kind, stored.flags, stored.parts) == (FULL.kind, FULL.flags, FULL.parts)
    assert [Block(BlockType(b.type), b.text, b.lines, b.flags, b.confidence) for b in blocks] == list(
        FULL.blocks
    )
    assert [b.n for b in blocks] == [None, 1, None, None]
    assert stored_page
    assert (stored_page.encoding, stored_page.notes, stored_page.file) == ("gb18030", NOTES, "a.txt")
    assert raw
    assert (raw.text, raw.unused) == ("原文", source.unused)


def test_pages_keep_the_order_of_their_files(store: Store) -> None:
    publish(store, page("b", article(1)), page("c", article(2)))
    publish(store, page("a", article(3)), page("b", article(1)), page("c", article(2)))
    with store.reading() as reader:
        assert [p.id for p in reader.pages()] == ["a", "b", "c"]
        assert [a.page for a, _ in reader.texts()] == ["a", "b", "c"]


def test_lists_are_filtered_sorted_and_cut(store: Store) -> None:
    other = Article(
        Kind.ARTICLE, article(5, 6, 7).blocks, title="另题", authors=("乙", "丙"), date="2023-01-01"
    )
    publish(store, page("a", FULL, article(2, title=None)), page("b", other))
    with store.reading() as reader:

        def titles(*filters: tuple[str, str], sort: str = "page", offset: int = 0) -> list[str | None]:
            return [a.title for a in reader.list_articles(ListQuery(filters, sort, offset))[1]]

        assert titles() == ["题目", None, "另题"]
        assert titles(("author", "乙")) == ["题目", "另题"]
        assert titles(("author", "甲"), ("author", "丙")) == ["题目", "另题"]
        assert titles(("author", "乙"), ("kind", "brief")) == ["题目"]
        assert titles(("institution", "某研究院")) == ["题目"]
        assert titles(("page", "b")) == ["另题"]
        assert titles(("date", "2023-01-01")) == ["另题"]
        assert titles(sort="date") == ["题目", "另题", None]
        assert titles(sort="length")[0] == "另题"
        assert titles(sort="author")[-1] is None
        assert titles(offset=2) == ["另题"]
        assert reader.list_articles(ListQuery(limit=1))[0] == 3
        assert reader.filter_values("author") == [("乙", 2), ("丙", 1), ("甲", 1)]
        assert reader.filter_values("author", (("page", "b"),)) == [("丙", 1), ("乙", 1)]
        assert reader.filter_values("page", (("author", "乙"), ("kind", "brief"))) == [("a", 1)]


def test_a_reader_keeps_its_state_while_a_build_publishes(store: Store, url: str) -> None:
    publish(store, page("a", article(1)))
    other = open_to_read(url)
    with other.reading() as reader:
        before = reader.generation()
        publish(store, page("b", article(2)))
        assert reader.generation() == before
        assert [p.id for p in reader.pages()] == ["a"]
    with other.reading() as reader:
        assert [p.id for p in reader.pages()] == ["b"]
    other.close()


def test_a_failed_transaction_leaves_no_trace(store: Store) -> None:
    publish(store, page("a", article(1)))
    with pytest.raises(RuntimeError):
        clear(store, RuntimeError())
    with store.reading() as reader:
        assert [row.file for row in reader.files()] == ["a.txt"]


def clear(store: Store, error: Exception | None = None) -> None:
    with store.writing() as writer:
        writer.write_files([])
        if error:
            raise error


def test_a_reader_cannot_write(store: Store, url: str) -> None:
    publish(store, page("a", article(1)))
    other = open_to_read(url)
    with pytest.raises(IndexWriteError, match="readonly"):
        clear(other)
    other.close()


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


def test_a_damaged_database_is_set_aside_not_deleted(store: Store, url: str, tmp_path: Path) -> None:
    publish(store, page("a", article(1)))
    store.close()
    set_aside(url)
    assert (tmp_path / "articles.db.damaged").is_file()
    assert not (tmp_path / "articles.db").exists()


def test_bad_addresses_are_told() -> None:
    with pytest.raises(SettingsError, match="JUDOU_DATABASE"):
        open_to_read("no address")
    with pytest.raises(SettingsError, match="JUDOU_DATABASE"):
        open_to_read("mysql+nothing://host/db")
