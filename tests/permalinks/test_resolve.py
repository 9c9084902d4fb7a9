from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.article import Block, BlockType
from app.errors import NotFoundError
from app.permalinks.ids import ParsedPage
from app.permalinks.resolve import (
    Resolved,
    Status,
    resolve_article,
    resolve_block,
    resolve_page,
    sketch_index,
)
from app.store.rows import StoredBlock
from app.store.store import Store, open_to_write
from tests.builders import article, page, paragraph, publish


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_to_write(f"sqlite:///{tmp_path / 'articles.db'}")
    yield opened
    opened.close()


def blocks(store: Store, name: str = "a") -> list[StoredBlock]:
    with store.reading() as reader:
        found = [b for a in reader.articles_of(name) for b in reader.blocks_of(a.id)]
    return [block for block in found if block.type == BlockType.PARAGRAPH]


def resolve(store: Store, old: str) -> Resolved[StoredBlock]:
    with store.reading() as reader:
        return resolve_block(reader, lambda: sketch_index(reader.block_ids()), old)


def edited(source: ParsedPage, number: int, text: str) -> ParsedPage:
    """The page with another text for one block of its first article."""
    first, *rest = source.page.articles
    old = first.blocks[number]
    changed = (*first.blocks[:number], Block(old.type, text), *first.blocks[number + 1 :])
    return replace(source, page=replace(source.page, articles=(replace(first, blocks=changed), *rest)))


def test_a_current_id_is_current(store: Store) -> None:
    publish(store, page("a", article(1, 2)))
    first = blocks(store)[0]
    assert resolve(store, first.id) == Resolved(first.id, Status.CURRENT, first, first.text)


def test_an_edit_is_followed_through_every_version(store: Store) -> None:
    original = page("a", article(1, 2, 3))
    publish(store, original)
    first = blocks(store)[1]
    publish(store, edited(original, 1, paragraph(2).replace("年", "年底")))
    second = blocks(store)[1]
    publish(store, edited(original, 1, paragraph(2).replace("年", "年底") + "补充一句话。"))
    third = blocks(store)[1]
    for old in (first, second):
        found = resolve(store, old.id)
        assert (found.status, found.current, found.was) == (Status.CHANGED, third, old.text)
    publish(store, original)
    assert resolve(store, first.id).status is Status.CURRENT
    assert resolve(store, third.id).current == first


def test_a_new_title_moves_its_paragraphs(store: Store) -> None:
    publish(store, page("a", article(1, 2, title="旧题")))
    old = blocks(store)
    publish(store, page("a", article(1, 2, title="完全不同的新题")))
    for before, now in zip(old, blocks(store), strict=True):
        found = resolve(store, before.id)
        assert (found.status, found.current, found.was) == (Status.MOVED, now, before.text)


def test_a_part_leads_to_the_whole_and_the_whole_to_a_part(store: Store) -> None:
    publish(store, page("a", article(1, 2, 3)))
    one, two, _ = blocks(store)
    whole = Block(BlockType.PARAGRAPH, one.text + two.text)
    merged = replace(article(3), blocks=(whole, *article(3).blocks))
    publish(store, page("a", merged))
    merged_block = blocks(store)[0]
    assert resolve(store, one.id).current == resolve(store, two.id).current == merged_block
    publish(store, page("a", article(1, 2, 3)))
    found = resolve(store, merged_block.id)
    assert found.status is Status.CHANGED
    assert found.current in (one, two)


def test_what_is_gone_is_quoted_with_its_surroundings(store: Store) -> None:
    publish(store, page("a", article(1, 2, 3)))
    one, two, three = blocks(store)
    publish(store, page("a", article(1, 3)))
    found = resolve(store, two.id)
    assert (found.status, found.current, found.was) == (Status.GONE, None, two.text)
    assert [block.id for block in found.near] == [one.id, three.id]


def test_what_was_gone_is_found_when_it_comes_back_elsewhere(store: Store) -> None:
    publish(store, page("a", article(1, 2)), page("b", article(5)))
    old = blocks(store)[0]
    publish(store, page("b", article(5)))
    assert resolve(store, old.id).status is Status.GONE
    publish(store, page("b", article(5)), page("c", article(1, title="新家")))
    found = resolve(store, old.id)
    assert found.status is Status.MOVED
    assert found.current == blocks(store, "c")[0]


def test_a_lost_id_is_met_by_its_sketch(store: Store, tmp_path: Path) -> None:
    publish(store, page("a", article(1, 2, title="旧题")))
    old = blocks(store)[0]
    fresh = open_to_write(f"sqlite:///{tmp_path / 'rebuilt.db'}")
    publish(fresh, page("a", article(1, 2, title="新题")))
    found = resolve(fresh, old.id)
    assert (found.status, found.current, found.was) == (Status.CHANGED, blocks(fresh)[0], "")
    with pytest.raises(NotFoundError, match="zzzzzzzzzz"):
        resolve(fresh, "zzzzzzzzzzzzzzzz")
    with pytest.raises(NotFoundError):
        resolve(fresh, "../etc/passwd")
    fresh.close()


def test_articles_and_pages_are_followed(store: Store) -> None:
    publish(store, page("a", article(1, 2, title="旧题")), page("b", article(5)))
    with store.reading() as reader:
        old = reader.articles_of("a")[0]
    publish(store, page("renamed", article(1, 2, title="新题")), page("b", article(5)))
    with store.reading() as reader:
        moved = reader.articles_of("renamed")[0]
        found = resolve_article(reader, lambda: sketch_index(reader.article_ids()), old.id)
        assert (found.status, found.current, found.was) == (Status.CHANGED, moved, "旧题")
        renamed = resolve_page(reader, "a")
        assert (renamed.status, renamed.current and renamed.current.id) == (Status.MOVED, "renamed")
        with pytest.raises(NotFoundError):
            resolve_page(reader, "never")


def test_a_title_leads_to_the_new_title(store: Store) -> None:
    publish(store, page("a", article(1, 2, title="旧题")))
    with store.reading() as reader:
        old = reader.blocks_of(reader.articles_of("a")[0].id)[0]
    publish(store, page("a", article(1, 2, title="另起炉灶")))
    found = resolve(store, old.id)
    assert found.current is not None
    assert (found.was, found.current.text) == ("旧题", "另起炉灶")
