import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError, LimitError, QueryError
from app.search.language.tokens import TokenKind, tokenize


def tokens(query: str) -> list[tuple[str, str]]:
    """Return the kinds and texts of all tokens but the last, which is always the end."""
    *found, end = tokenize(query)
    assert end.kind is TokenKind.END
    return [(token.kind.name, token.text) for token in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        ("甲\u3000乙", [("TEXT", "甲"), ("TEXT", "乙")]),
        ("「甲 乙」", [("TEXT", "甲 乙")]),
        ("2023年 GDP 增长", [("TEXT", "2023年 GDP 增长")]),
        ("甲 5% 乙 丙 AI tool", [("TEXT", "甲 5% 乙"), ("TEXT", "丙 AI"), ("TEXT", "tool")]),
        ("甲 OR 5", [("TEXT", "甲"), ("OPERATOR", "OR"), ("TEXT", "5")]),
        ("甲 title:5", [("TEXT", "甲"), ("FIELD", "5")]),
        ("日期:2024 甲", [("FIELD", "2024"), ("TEXT", "甲")]),
        ("(甲 5)", [("OPEN", "("), ("TEXT", "甲 5"), ("CLOSE", ")")]),
        ("甲|乙", [("TEXT", "甲|乙")]),
        ("甲 || 乙", [("TEXT", "甲"), ("OPERATOR", "OR"), ("TEXT", "乙")]),
        ("甲 ＆＆ 乙", [("TEXT", "甲"), ("OPERATOR", "AND"), ("TEXT", "乙")]),
        ("甲 ＮＥＡＲ 乙", [("TEXT", "甲"), ("NEAR", "10"), ("TEXT", "乙")]),
        ("甲 NEAR/007 乙", [("TEXT", "甲"), ("NEAR", "7"), ("TEXT", "乙")]),
        ("－甲 -Within 乙", [("OPERATOR", "NOT"), ("TEXT", "甲"), ("OPERATOR", "WITHIN"), ("TEXT", "乙")]),
        ("（甲 乙）", [("OPEN", "（"), ("TEXT", "甲"), ("TEXT", "乙"), ("CLOSE", "）")]),
        ("（甲）", [("TEXT", "（甲）")]),
        ("NOT (甲)", [("OPERATOR", "NOT"), ("OPEN", "("), ("TEXT", "甲"), ("CLOSE", ")")]),
    ],
)
def test_a_query_is_cut_into_tokens(query: str, expected: list[tuple[str, str]]) -> None:
    assert tokens(query) == expected


def test_a_field_keeps_its_one_name_and_how_it_was_written() -> None:
    field, _ = tokenize("ＴＩＴＬＥ：“甲 乙”")
    assert (field.kind, field.field, field.text) == (TokenKind.FIELD, "title", "甲 乙")
    assert field.written == "ＴＩＴＬＥ：“甲 乙”"


@pytest.mark.parametrize("query", ["(甲 乙", "“甲 乙", "甲 )", '""', "标题:", "“甲 乙”丙"])
def test_what_is_not_closed_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        tokens(query)


def test_a_query_that_is_too_long_is_refused() -> None:
    assert len(tokens("甲" * 2000)) == 1
    with pytest.raises(LimitError):
        tokens("甲" * 2001)


@given(st.text('甲乙 "“”()（）-|:', max_size=20))
def test_nothing_but_white_space_is_lost(query: str) -> None:
    try:
        found = list(tokenize(query))
    except InputError:
        return
    assert "".join("".join(token.written.split()) for token in found) == "".join(query.split())
