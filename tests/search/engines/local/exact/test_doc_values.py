import numpy as np
import pytest

from app.search.engines.local.exact.searcher import ExactSearcher
from tests.builders import index_article
from tests.search.engines.local.conftest import Open


def test_blocks_and_articles_are_numbered_in_page_order(small: ExactSearcher) -> None:
    columns = small.columns
    assert list(columns.article_ids) == ["a1", "a2", "b1", "b2", "b3"]
    assert list(columns.block_ids)[:5] == ["a1-t", "a1-1", "a1-2", "a1-3", "a2-1"]
    assert columns.article_of.tolist()[:5] == [0, 0, 0, 0, 1]
    assert columns.first_block.tolist()[:3] == [0, 4, 6]
    assert columns.find_article("b1") == 2
    assert columns.titles[0] == "浦东新区的开放"


@pytest.mark.parametrize(
    ("facet", "value", "articles"),
    [
        ("author", "张三", [0, 2]),
        ("kind", "brief", [2]),
        ("page", "page-b", [2, 3, 4]),
        ("author", "王五", []),
    ],
)
def test_articles_are_found_by_a_value_of_a_facet(
    small: ExactSearcher, facet: str, value: str, articles: list[int]
) -> None:
    assert small.columns.articles_with_value(facet, value).tolist() == articles


@pytest.mark.parametrize(
    ("field", "value", "articles"),
    [
        ("title", "开放", [0]),
        ("author", "三", [0, 2]),
        ("source", "经济", [4]),
        ("institution", "", [1]),
        ("date", "2024-03", [0]),
        ("date", "2024年4月1日", [2]),
        ("date", "2024-03..2024-04", [0, 2]),
        ("date", "..2024-03", [0]),
        ("date", "去年", []),
    ],
)
def test_articles_are_found_by_a_part_of_a_field(
    small: ExactSearcher, field: str, value: str, articles: list[int]
) -> None:
    assert small.columns.articles_with_field(field, value).tolist() == articles


def test_an_author_named_twice_is_one_value_of_the_article(opened: Open) -> None:
    columns = opened([index_article("a", None, "甲", authors=("张三", "张三"))]).columns
    names, articles, values = columns.facets["author"]
    assert (names, articles.tolist(), values.tolist()) == (["张三"], [0], [0])


def test_ids_of_any_length_are_read_one_by_one_or_together(opened: Open) -> None:
    columns = opened([index_article(name, None, "甲") for name in ("a", "bbb", "cc")]).columns
    assert list(columns.article_ids) == [columns.article_ids[n] for n in range(3)] == ["a", "bbb", "cc"]
    assert columns.article_ids.of(np.array([2, 0, 2])) == ["cc", "a", "cc"]
