from app.article import Article, Kind
from app.facets import UNDATED
from app.store.lists import INITIAL, ListQuery
from app.store.store import Store
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


def test_a_paper_is_in_the_list_of_each_body_that_issued_it(store: Store) -> None:
    bodies = ["中共中央 国务院", "中华人民共和国国务院", "云溪市人大常委会", None]
    publish(store, page("a", *(article(n, issuing_body=body) for n, body in enumerate(bodies))))
    with store.reading() as reader:
        assert reader.filter_values("issuing_body") == [
            ("国务院", 2),
            ("中共中央", 1),
            ("云溪市人民代表大会常务委员会", 1),
        ]
        number, found = reader.list_articles(ListQuery((("issuing_body", "国务院"),)))
        assert (number, [each.issuing_body for each in found]) == (2, bodies[:2])


LAW = "中华人民共和国刑法"


def test_titles_stand_in_the_order_they_are_read_in(store: Store) -> None:
    names = ["重庆市条例", LAW, "安全条例", "2012年计划"]
    publish(store, *(page(f"p{n}", article(n, title=name)) for n, name in enumerate(names)))
    with store.reading() as reader:
        _, found = reader.list_articles(ListQuery(sort="title"))
        assert [each.title for each in found] == [
            "2012年计划",
            "安全条例",
            "重庆市条例",
            "中华人民共和国刑法",
        ]
        assert reader.list_articles(ListQuery(((INITIAL, "X"),)))[0] == 1


def test_folders_and_periods_hold_what_is_in_them_and_no_neighbour(store: Store) -> None:
    dates = {"a/b/1": "2024-03-12", "a/b2/2": "2024-12", "a/3": "2024", "ab/4": "2025-01-01", "5": None}
    publish(store, *(page(name, article(n, date=date)) for n, (name, date) in enumerate(dates.items())))
    with store.reading() as reader:

        def found(name: str, value: str) -> set[str]:
            return {each.page for each in reader.list_articles(ListQuery(((name, value),)))[1]}

        assert found("folder", "a") == {"a/b/1", "a/b2/2", "a/3"}
        assert found("folder", "a/b") == {"a/b/1"}
        assert found("year", "2024") == {"a/b/1", "a/b2/2", "a/3"}
        assert found("year", "2") == found("year", "202") == set()
        assert found("year", UNDATED) == {"5"}
        assert found("month", "2024-03") == {"a/b/1"}
        assert found("month", "2024-12") == {"a/b2/2"}


def test_articles_of_one_title_stand_newest_first(store: Store) -> None:
    dates = {"old": "2012-03-01", "new": "2021-09-01", "none": None}
    versions = (page(n, article(d or "无", title="条例", date=d)) for n, d in dates.items())
    publish(store, *versions, page("other", article(1, title="别的")))
    with store.reading() as reader:
        assert [each.page for each in reader.by_titles(["条例"], 5)] == ["new", "old", "none"]
