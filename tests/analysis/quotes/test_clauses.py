"""Articles of a law, as drafts name them and as blocks are of them."""

import pytest

from app.analysis.quotes.clauses import Clause, clauses_of, last_clause
from app.article import BlockType
from tests.builders import stored_block


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("《专利法》第十一条规定：", Clause(11)),
        ("《专利法》第11条第2款规定：", Clause(11, 0, 2)),
        ("根据第一百二十条之一，", Clause(120, 1)),
        ("第三条和第五条规定：", Clause(5)),
        ("会议指出：", None),
    ],
)
def test_the_last_one_named_is_meant(text: str, clause: Clause | None) -> None:
    assert last_clause(text) == clause


def test_blocks_are_of_the_article_that_began_before_them() -> None:
    texts = ["第一条 为了规范，制定本法。", "下列行为：", "（一）甲；", "另有规定的除外。", "第二章", "附则"]
    kinds = {"第二章": BlockType.HEADING}
    blocks = [
        stored_block(str(n), text, type=kinds.get(text, BlockType.PARAGRAPH)) for n, text in enumerate(texts)
    ]
    found = clauses_of(blocks)
    assert [found[each].paragraph for each in "0123"] == [1, 2, 2, 3]
    assert not found.keys() & {"4", "5"}
    assert found["2"].label == "第一条第二款"


def test_an_article_has_its_paragraphs_and_no_others() -> None:
    assert Clause(11).has(Clause(11, 0, 2))
    assert not Clause(11, 0, 1).has(Clause(11, 0, 2))
    assert not Clause(120).has(Clause(120, 1))
