import numpy as np
import pytest

from app.search.engines.local.exact.index_form import Matching
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.spans import SpanFinder
from app.search.language.parser import parse
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

TEXT = "数字、经济；數字經濟，经济数字。"


@pytest.fixture
def searcher(opened: Open) -> ExactSearcher:
    return opened([index_article("a", "数字", TEXT)])


def spans(searcher: ExactSearcher, query: str, block: int = 1, bare: bool = False) -> list[str]:
    """Return the marked stretches of a block."""
    index = searcher.bare if bare else searcher.plain
    finder = SpanFinder(index, Matching(bare), searcher.offsets[bare], searcher.columns, parse(query))
    found = finder.shown(block).spans
    return [("数字", TEXT)[block][start:end] for start, end in found]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("数字", ["数字", "數字", "数字"]),
        ("数字 -经济", ["数字", "數字", "数字"]),
        ("字经 OR 经济", ["经济", "字經", "經濟", "经济"]),
        ("数字 NEAR/1 经济", ["数字", "经济", "數字", "經濟", "经济", "数字"]),
        ("字?经", ["字、经"]),
        ("经济 -within 数字经济", ["经济", "经济"]),
        ("标题:数字", []),
        ("没有", []),
    ],
)
def test_what_is_counted_is_marked(searcher: ExactSearcher, query: str, marked: list[str]) -> None:
    assert spans(searcher, query) == marked


def test_a_query_of_fields_alone_marks_the_title(searcher: ExactSearcher) -> None:
    assert spans(searcher, "标题:字", block=0) == ["字"]
    assert spans(searcher, "标题:字 经济", block=0) == []


def test_marks_reach_over_ignored_punctuation(searcher: ExactSearcher) -> None:
    assert spans(searcher, "字经济", bare=True) == ["字、经济", "字經濟"]


def test_marks_are_where_a_text_is_printed_with_spaces(opened: Open) -> None:
    text = "全年 GDP 增长  5% ，AI model 与 GDP。"
    searcher = opened([index_article("a", None, text)])
    for query, bare in (
        ("GDP增长5%", False),
        ("GDP 增长5%", True),
        ("5% ， AI", True),
        ("AI model与", False),
    ):
        index = searcher.bare if bare else searcher.plain
        finder = SpanFinder(
            index, Matching(bare), searcher.offsets[bare], searcher.columns, parse(f'"{query}"')
        )
        (span,) = finder.shown(0).spans
        assert text[slice(*span)].replace(" ", "") == query.replace(" ", "")


def test_occurrences_of_near_reach_from_mark_to_mark(opened: Open) -> None:
    searcher = opened([index_article("a", None, "甲乙甲，乙丙")])
    finder = SpanFinder(
        searcher.plain, Matching(), searcher.offsets[False], searcher.columns, parse("甲 NEAR/1 乙")
    )
    shown = finder.shown(0)
    assert shown.places == ((0, 2), (1, 3), (2, 5))
    assert shown.spans == ((0, 1), (1, 2), (2, 3), (4, 5))


@pytest.mark.parametrize("bare", [False, True])
def test_known_places_show_what_looking_for_them_shows(opened: Open, bare: bool) -> None:
    texts = ["改革 GDP 改革、改革", "开放", "改 革2024 年", "改革"]
    searcher = opened([index_article("a", "改革", *texts)])
    index, node = searcher.bare if bare else searcher.plain, parse("改革")
    postings = index.postings("改革")
    known, looked_for = (
        SpanFinder(index, Matching(bare), searcher.offsets[bare], searcher.columns, node, found)
        for found in (postings, None)
    )
    blocks = postings.blocks[::-1]
    assert known.all_shown(blocks) == looked_for.all_shown(blocks)
    assert all(shown.spans for shown in known.all_shown(blocks))


@pytest.mark.parametrize("bare", [False, True])
def test_stretches_of_many_blocks_are_displayed_as_each_is(opened: Open, bare: bool) -> None:
    texts = ["改革 GDP 改革、“改革”", "开放！", "改 革2024 年。", "", "改革"]
    searcher = opened([index_article(name, name * 2, *texts) for name in ("甲", "乙")])
    index = searcher.bare if bare else searcher.plain
    rows = [
        (block, start, end)
        for block in range(len(index.lengths))
        for start in range(index.lengths[block])
        for end in range(start + 1, index.lengths[block] + 1)
    ][::-1]
    shown = searcher.offsets[bare]
    assert shown.stretches(*np.array(rows, np.int64).T) == [
        shown.spans(block, [(start, end)])[0] for block, start, end in rows
    ]
