import pytest

from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.spans import SpanFinder, index_form
from app.search.language.parser import parse
from tests.builders import index_article
from tests.search.engines.local.exact.conftest import Open

TEXT = "数字、经济；數字經濟，经济数字。"


@pytest.fixture
def searcher(opened: Open) -> ExactSearcher:
    return opened([index_article("a", "数字", TEXT)])


def spans(searcher: ExactSearcher, query: str, block: int = 1, bare: bool = False) -> list[str]:
    """Return the marked stretches of a block."""
    index = searcher.bare if bare else None
    found = SpanFinder(searcher.plain, index, searcher.columns, parse(query)).spans(block)
    return [("数字", TEXT)[block][start:end] for start, end in found]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("数字", ["数字", "數字", "数字"]),
        ("数字 -经济", ["数字", "數字", "数字"]),
        ("字经 OR 经济", ["经济", "字經", "經濟", "经济"]),
        ("数字 NEAR/1 经济", ["数字", "经济", "數字", "經濟", "经济", "数字"]),
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


def test_the_index_form_is_folded() -> None:
    assert index_form("數字，ＧＤＰ", bare=False) == "数字,gdp"
    assert index_form("數字，ＧＤＰ", bare=True) == "数字gdp"
