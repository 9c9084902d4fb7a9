import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.contract import RelatedReader
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.related.searcher import _best
from app.search.request import Filter
from tests.builders import index_article
from tests.search.libraries import generation, opened, request

LIBRARY = [
    index_article("a1", "制度创新", *["在自贸试验区，制度创新是关键。", "在这里。"], authors=("张三",)),
    index_article("b1", None, "制度的在在在在。", *[f"在第{n}段。" for n in range(30)]),
]


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> RelatedReader:
    engine = LocalEngine(tmp_path_factory.mktemp("related"))
    return opened(engine, generation(engine, LIBRARY)).related


def test_more_of_the_words_rank_higher(related: RelatedReader) -> None:
    found = related.search(request("制度怎样创新"))
    assert [hit.block for hit in found.hits] == ["a1-t", "a1-1", "b1-1"]
    assert found.total == 3


def test_stop_words_are_not_searched_unless_there_is_no_other(related: RelatedReader) -> None:
    assert related.search(request("在制度")).words == ("制度",)
    assert related.search(request("在")).words == ("在",)


def test_the_words_are_marked(related: RelatedReader) -> None:
    hits = {hit.block: hit.spans for hit in related.search(request("制度创新")).hits}
    assert hits["b1-1"] == ((0, 2),)


def test_an_unknown_word_is_searched_by_its_parts(related: RelatedReader) -> None:
    assert related.search(request("饕餮")).words == ()
    assert "制度" in related.search(request("制度化")).words


def test_excluded_phrases_and_operators_do_not_count(related: RelatedReader) -> None:
    assert related.search(request("制度 -创新")).words == ("制度",)


def test_filters_keep_their_articles(related: RelatedReader) -> None:
    found = related.search(request("制度", filters=(Filter("author", "张三"),)))
    assert {hit.article for hit in found.hits} == {"a1"}


@given(
    st.lists(st.dictionaries(st.integers(0, 30), st.integers(1, 3), min_size=1), min_size=1, max_size=4),
    st.lists(st.sampled_from([1.0, 1.05, 1.1]), min_size=31, max_size=31),
    st.sets(st.integers(0, 30)),
    st.integers(0, 40),
    st.permutations(range(31)),
)
def test_the_best_are_those_of_all_scores_in_order(
    lists: list[dict[int, int]], factors: list[float], left_out: set[int], count: int, numbers: list[int]
) -> None:
    boosts, sums = np.array(factors, np.float32), np.zeros(31, np.float32)
    for each in lists:
        sums[list(each)] += list(each.values())
    sums[list(left_out)] = 0
    scores = sums * boosts
    ranked = sorted(np.flatnonzero(scores).tolist(), key=lambda slot: (-scores[slot], numbers[slot]))
    slots = [np.array(sorted(each)) for each in lists]
    blocks, reached = _best(sums, boosts, slots, np.array(numbers), count)
    assert blocks.tolist() == [numbers[slot] for slot in ranked[:count]]
    assert reached.tolist() == scores[ranked[:count]].tolist()
