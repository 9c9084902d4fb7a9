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
