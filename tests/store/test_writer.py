import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, case, update

from app.article import Block, BlockType, Page, Reason, Unused
from app.permalinks.changeset import change_set
from app.permalinks.ids import ParsedPage
from app.store.rows import SourceFile
from app.store.store import Store
from app.store.tables import pages
from tests.builders import article, page, publish
from tests.store.conftest import FULL, NOTES


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
    assert [
        Block(BlockType(b.type), b.text, b.lines, b.flags, b.confidence, b.level) for b in blocks
    ] == list(FULL.blocks)
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
        assert [a.page for a, _ in reader.texts("abc")] == ["a", "b", "c"]


NAMES = st.sampled_from("abcdefghij")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.lists(NAMES, unique=True, max_size=10), st.sets(NAMES)), min_size=2, max_size=4),
    st.sampled_from([None, pages.c.position * 2, case((pages.c.position == 1, 0), else_=pages.c.position)]),
)
def test_every_page_has_its_place_whatever_comes_leaves_and_moves(
    store: Store, builds: list[tuple[list[str], set[str]]], damaged: ColumnElement[int] | None
) -> None:
    """A page that moves is written anew, since its file has another name; others are if they change."""
    with store.writing() as writer:
        for order, changed in builds:
            there = [one.id for one in writer.pages()]
            staying = [name for name in there if name in order]
            moved = staying if staying != [name for name in order if name in staying] else []
            written = [page(name) for name in order if name in {*changed, *moved} or name not in there]
            files = tuple(SourceFile(f"{name}.txt", "", "", name) for name in order)
            made = change_set(writer, written, set(there) - set(order), files)
            if damaged is not None:
                writer._connection.execute(update(pages).values(position=damaged))
            writer.write(made.publication)
            assert [(p.id, p.position) for p in writer.pages()] == list(zip(order, range(10), strict=False))


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
