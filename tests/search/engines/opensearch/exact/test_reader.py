import pytest

from app.search.contract import OpenIndex
from app.search.results import Counts
from tests.search.libraries import request

pytestmark = pytest.mark.cluster


def test_phrases_are_counted_by_the_hundred(small_on_cluster: OpenIndex) -> None:
    assert small_on_cluster.exact.count(["人人", "没有的"] * 60) == [Counts(3, 2, 1), Counts(0, 0, 0)] * 60


def test_an_article_shows_the_words_of_a_query_whether_or_not_it_matches(
    small_on_cluster: OpenIndex,
) -> None:
    assert set(small_on_cluster.exact.spans("a1", request("开放 没有的"))) == {"a1-t", "a1-1", "a1-2", "a1-3"}
    assert small_on_cluster.exact.places("a1", request("没有的")) == {}
