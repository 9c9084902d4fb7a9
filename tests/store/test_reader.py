from dataclasses import fields

from app.store.rows import TextBlock
from app.store.store import Store, open_to_read
from tests.builders import article, page, publish


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


def test_what_lists_show_of_blocks_is_what_is_stored(store: Store) -> None:
    publish(store, page("a", article(1), article(2)))
    with store.reading() as reader:
        whole = [each for name in reader.article_ids() for each in reader.blocks_of(name)]
        found = reader.text_blocks([*(each.id for each in whole), "unknown"])
    shown = [field.name for field in fields(TextBlock)]
    assert whole
    assert found == {each.id: TextBlock(*(getattr(each, name) for name in shown)) for each in whole}
