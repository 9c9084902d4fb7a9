import pytest

from app.article import Block, BlockType, Page, Reason, Unused
from app.permalinks.ids import ParsedPage
from app.store.store import Store
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
