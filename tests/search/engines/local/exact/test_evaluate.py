import pytest

from app.errors import LimitError
from app.search.engines.local.exact.evaluate import Evaluator, Matches, filter_mask
from app.search.engines.local.exact.index_form import Matching
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.language.parser import parse
from app.search.request import Filter, Scope


def evaluate(
    searcher: ExactSearcher,
    query: str,
    scope: Scope = Scope.PARAGRAPH,
    filters: tuple[Filter, ...] = (),
    most: int = 10**9,
) -> Matches:
    evaluator = Evaluator(searcher.plain, Matching(), searcher.columns, scope, most)
    return evaluator.evaluate(parse(query), filters)


def found(searcher: ExactSearcher, matches: Matches) -> dict[str, int]:
    ids = [searcher.columns.block_ids[block] for block in matches.blocks.tolist()]
    return dict(zip(ids, matches.frequencies.tolist(), strict=True))


@pytest.mark.parametrize(
    ("query", "frequencies"),
    [
        ("人人", {"b1-t": 1, "b1-1": 2}),
        ("浦东 开放", {"a1-t": 2, "a1-1": 2}),
        ("-开放 三十 OR 人人", {"b1-t": 1, "b1-1": 2}),
        ("国 OR 國", {}),
        ("经济 OR 經濟", {"a2-1": 3}),
        ("甲 OR (甲 NEAR/9 乙)", {"b3-2": 1, "b3-3": 1}),
        ("甲 NEAR/9 乙", {"b3-2": 1, "b3-3": 1}),
        ("人人 OR 人 OR 人人人", {"b1-t": 2, "b1-1": 3}),
        ("在?里", {"b3-2": 2}),
        ("安全 -within 安全生产", {"a2-2": 2}),
    ],
)
def test_blocks_match_with_their_occurrences(
    small: ExactSearcher, query: str, frequencies: dict[str, int]
) -> None:
    assert found(small, evaluate(small, query)) == frequencies


def test_articles_match_with_their_blocks_that_contain_a_term(small: ExactSearcher) -> None:
    assert found(small, evaluate(small, "三十 改革", Scope.ARTICLE)) == {"a1-1": 1, "a1-2": 1, "a1-3": 1}
    assert found(small, evaluate(small, "标题:开放", Scope.ARTICLE)) == {"a1-t": 1}
    assert found(small, evaluate(small, "-开放 -人 -甲 -空", Scope.ARTICLE)) == {"a2-1": 0, "a2-2": 0}


def test_each_term_has_its_postings(small: ExactSearcher) -> None:
    terms = evaluate(small, "浦东 (开放 OR 改革) -人").term_postings
    assert [int(postings.frequencies.sum()) for postings in terms] == [2, 5, 2]


def test_too_many_positions_are_refused(small: ExactSearcher) -> None:
    with pytest.raises(LimitError):
        evaluate(small, "开 NEAR/5 放 NEAR/9 放", most=3)
    assert found(small, evaluate(small, "开 NEAR/0 放", most=3))


def test_filters_of_one_name_are_alternatives(small: ExactSearcher) -> None:
    both = (Filter("author", "李四"), Filter("author", "张三"))
    assert filter_mask(small.columns, both).tolist() == [True, False, True, False, False]
    narrowed = (*both, Filter("kind", "brief"))
    assert filter_mask(small.columns, narrowed).tolist() == [False, False, True, False, False]
    assert found(small, evaluate(small, "人 OR 开放", filters=narrowed)) == {"b1-t": 2, "b1-1": 3}
