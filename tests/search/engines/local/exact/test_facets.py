from collections import Counter

from app.facets import FACETS, facet_values
from app.search.engines.local.exact.evaluate import Evaluator, Matches
from app.search.engines.local.exact.facets import count_all, count_by_article, count_facets, count_words
from app.search.engines.local.exact.index_form import Matching
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.language.parser import parse
from app.search.request import Filter, Scope, SearchRequest
from app.search.results import Counts, FacetCounts, WordCount
from tests.builders import index_article
from tests.search.engines.local.conftest import Open
from tests.search.libraries import request


def matches(searcher: ExactSearcher, query: str) -> Matches:
    evaluator = Evaluator(searcher.plain, Matching(), searcher.columns, Scope.PARAGRAPH, 10**9)
    return evaluator.evaluate(parse(query), ())


def test_everything_that_matches_is_counted(small: ExactSearcher) -> None:
    assert count_all(matches(small, "人"), small.columns) == Counts(5, 2, 1)
    assert count_all(matches(small, "没有的"), small.columns) == Counts(0, 0, 0)


def test_several_words_are_counted_each_by_itself(small: ExactSearcher) -> None:
    matched = matches(small, "开放 (改革 OR 三十)")
    assert count_all(matched, small.columns) == Counts(None, 3, 1)
    assert count_words(matched, small.columns) == (WordCount("开放", 4), WordCount("改革 OR 三十", 3))
    assert count_words(matches(small, "改革 OR 三十"), small.columns) == ()


def test_counts_are_told_apart_by_article(small: ExactSearcher) -> None:
    counts = count_by_article(matches(small, "人 OR 开放"), small.columns)
    assert [column.tolist() for column in counts] == [[0, 2], [5, 5], [4, 2]]
    assert [len(column) for column in count_by_article(matches(small, "没有的"), small.columns)] == [0, 0, 0]


def counted(searcher: ExactSearcher, asked: SearchRequest) -> dict[str, FacetCounts]:
    """Return the facets of what stands in the articles of the small library."""
    found = matches(searcher, "人 OR 开放")
    return count_facets(found, count_by_article(found, searcher.columns), searcher.columns, asked)


def test_an_article_counts_for_each_of_its_authors(small: ExactSearcher) -> None:
    facets = counted(small, request("人"))
    assert tuple(facets) == FACETS
    authors = {value.value: value.counts for value in facets["author"].values}
    assert authors == {"张三": Counts(10, 6, 2), "李四": Counts(5, 4, 1)}


def test_values_beyond_the_limit_are_added_up(small: ExactSearcher) -> None:
    asked = request("人", facet_limit=1, facets=("page",))
    facet = counted(small, asked)["page"]
    assert [(value.value, value.counts) for value in facet.values] == [("page-a", Counts(5, 4, 1))]
    assert (facet.others, facet.distinct) == (Counts(5, 2, 1), 2)


def test_a_facet_counts_what_choosing_another_value_of_it_adds(small: ExactSearcher) -> None:
    chosen = (Filter("author", "李四"), Filter("kind", "article"))
    facets = counted(small, request("人", filters=chosen))
    authors = [(value.value, value.counts.articles) for value in facets["author"].values]
    assert authors == [("张三", 1), ("李四", 1)]
    assert [value.value for value in facets["kind"].values] == ["article"]
    assert [(value.value, value.counts.articles) for value in facets["year"].values] == [("2024", 1)]


def test_a_chosen_value_is_listed_beyond_the_limit(small: ExactSearcher) -> None:
    asked = request("人", facet_limit=1, facets=("author",), filters=(Filter("author", "李四"),))
    facet = counted(small, asked)["author"]
    assert [value.value for value in facet.values] == ["张三", "李四"]
    assert (facet.others, facet.distinct) == (Counts(0, 0, 0), 2)


def test_facets_add_up_what_each_article_has(opened: Open) -> None:
    """Counted one article after another, of a wording that all have, some have, and one has."""
    library = [
        index_article(
            f"a{n:02}",
            None,
            "改革" * (n % 3 + 1) + ("开放" if n % 5 == 0 else "") + ("独" if n == 33 else ""),
            page=f"p{n:02}",
            authors=(f"作者{n % 4}", f"作者{n % 7}"),
            date=f"20{n % 30:02}-01-02",
        )
        for n in range(60)
    ]
    searcher = opened(library)
    chosen = (Filter("author", "作者1"), Filter("year", "2003"))
    for wording in ("改革", "开放", "独", "无"):
        for filters in ((), chosen[:1], chosen):
            asked = request(wording, facet_limit=60, filters=filters)
            found = searcher.search(asked).facets
            for name in FACETS:
                others = [each for each in filters if each.name != name]
                expected = Counter[str]()
                for article in library:
                    if all(each.value in facet_values(article, each.name) for each in others):
                        times = article.blocks[0].text.count(wording)
                        expected.update(dict.fromkeys(facet_values(article, name), times))
                facet = found[name]
                assert facet
                assert {each.value: each.counts.occurrences for each in facet.values} == +expected
