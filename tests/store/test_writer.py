import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from app.article import Block, BlockType, Page, Reason, Unused
from app.permalinks.ids import ParsedPage, mint
from app.store.store import Store
from app.store.tables import page_row, pages
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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=10), min_size=2, max_size=4))
def test_every_page_has_its_place_whatever_comes_leaves_and_moves(
    store: Store, orders: list[list[str]]
) -> None:
    """New pages stand at place 0 until they have theirs."""
    with store.writing() as writer:
        writer._connection.execute(delete(pages))
        for order in orders:
            known = set(writer._connection.execute(select(pages.c.id)).scalars())
            writer._connection.execute(delete(pages).where(pages.c.id.not_in(order)))
            new = mint([page(name) for name in order if name not in known], lambda _: {}, set())
            writer._insert(pages, map(page_row, new))
            writer._number_pages(order)
            found = writer._connection.execute(select(pages.c.id, pages.c.position))
            assert sorted(found.all(), key=lambda row: row[1]) == list(zip(order, range(10), strict=False))


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
