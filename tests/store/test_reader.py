from app.article import Article, Kind
from app.store.reader import ListQuery
from app.store.store import Store, open_to_read
from tests.builders import article, page, publish
from tests.store.conftest import FULL


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
        assert reader.filter_values("institution") == [("某研究院", 1)]
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
