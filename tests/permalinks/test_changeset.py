from collections.abc import Iterator
from pathlib import Path

import pytest

from app.permalinks.changeset import ChangeSet, change_set
from app.permalinks.ids import ParsedPage
from app.store.store import Store, open_to_write
from tests.builders import article, page, publish

FIRST, SECOND = article(1, 2, title="甲"), article(3, title="乙")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_to_write(f"sqlite:///{tmp_path / 'articles.db'}")
    publish(opened, page("a", FIRST), page("b", SECOND))
    yield opened
    opened.close()


def changes(store: Store, *pages: ParsedPage, gone: frozenset[str] = frozenset()) -> ChangeSet:
    with store.writing() as writer:
        return change_set(writer, pages, gone, ())


def test_a_page_that_is_parsed_to_the_same_changes_nothing(store: Store) -> None:
    found = changes(store, page("a", FIRST))
    assert (found.changed, found.publication.aliases) == (frozenset(), ())


def test_a_changed_article_is_indexed_again_under_its_id(store: Store) -> None:
    with store.reading() as reader:
        (known,) = reader.articles_of("b")
    found = changes(store, page("b", article(3, 4, title="乙")), page("a", FIRST))
    assert found.changed == frozenset({"b"})
    assert [a.id for rows in found.publication.pages for a in rows.articles if rows.page.id == "b"] == [
        known.id
    ]


def test_a_page_under_another_file_name_stands_elsewhere(store: Store) -> None:
    assert changes(store, ParsedPage(page("a", FIRST).page, "a.md")).changed == frozenset({"a"})


def test_a_page_that_went_leaves_the_ids_of_its_blocks(store: Store) -> None:
    with store.reading() as reader:
        (known,) = reader.articles_of("b")
        blocks = {block.id for block in reader.blocks_of(known.id)}
    found = changes(store, gone=frozenset({"b"}))
    assert found.changed == frozenset({"b"})
    assert {alias.id for alias in found.publication.aliases} == {"b", known.id, *blocks}
    assert all(alias.successor is None for alias in found.publication.aliases)
