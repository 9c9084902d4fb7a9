import time

import pytest

from app.errors import LimitError, QueryError
from app.search.language.parser import parse, parse_or_literal
from app.search.language.tree import And, Field, Near, Node, Not, NotWithin, Or, Pattern, Phrase
from app.search.language.unparse import unparse

A, B, C = Phrase("甲"), Phrase("乙"), Phrase("丙")

READ = [
    ("甲", A),
    ("甲 乙", And((A, B))),
    ("甲\u3000AND 乙", And((A, B))),
    ('"甲 乙" 丙', And((Phrase("甲 乙"), C))),
    ("“甲 乙”", Phrase("甲 乙")),
    ("「甲 乙」", Phrase("甲 乙")),
    ("甲 OR 乙 丙", Or((A, And((B, C))))),
    ("甲 ｜ 乙 || 丙", Or((A, B, C))),
    ("甲| 乙", Or((A, B))),
    ("（甲 ＯＲ 乙） 丙", And((Or((A, B)), C))),
    ("甲 －乙", And((A, Not(B)))),
    ("甲 NOT 乙", And((A, Not(B)))),
    ("NOT NOT 甲", A),
    ('-"甲 乙"', Not(Phrase("甲 乙"))),
    ("甲 NEAR/20 乙", Near(A, B, 20)),
    ("甲 ＮＥＡＲ／３ 乙 NEAR 丙", Near(Near(A, B, 3), C, 10)),
    ("安全 -within 安全生产", NotWithin(Phrase("安全"), Phrase("安全生产"))),
    (
        "安全 －within (安全生产 OR 安全感)",
        NotWithin(Phrase("安全"), Or((Phrase("安全生产"), Phrase("安全感")))),
    ),
    ("标题:浦东 -作者：“张 三”", And((Field("title", "浦东"), Not(Field("author", "张 三"))))),
    ("Institution：甲", Field("institution", "甲")),
    ("日期:2024-03", Field("date", "2024-03")),
    ("新?生产力", Pattern("新?生产力")),
    ("新?生??力 甲", And((Pattern("新?生??力"), A))),
    ("标题:新?生", Field("title", "新?生")),
    ("“新?生”", Phrase("新?生")),
    ("2023年 GDP 增长", Phrase("2023年 GDP 增长")),
    ("甲 AND GDP 乙", And((A, Phrase("GDP 乙")))),
    ("cafe\u0301", Phrase("caf\u00e9")),
]

LITERAL_WORDS = [
    "建设“一带一路”的", "“一带一路”倡议", "（一）加强领导", "（一）", "——坚持", "会议指出：要", "甲|乙",
    "甲-乙", "甲?", "?甲", "甲？乙", "甲?，乙", "OR的", "near/3", "C++", "-", "3-5", "甲:乙", "他说\"好\"了",
]  # fmt: skip

BROKEN = [
    "(甲 乙", "“甲 乙", "甲 )", ")甲", "标题:", "标题:(甲 OR 乙)", "OR", "甲 OR", "甲 NEAR/3", "NEAR/3 甲",
    '""', "(甲 乙) NEAR/3 丙", "标题:甲 NEAR/3 乙", "-甲 -within -乙", "", "   ", "-within", "(甲 乙)丙",
]  # fmt: skip


@pytest.mark.parametrize(("query", "tree"), READ)
def test_a_query_is_read_as_its_tree(query: str, tree: Node) -> None:
    assert parse(query) == tree
    assert parse(unparse(tree)) == tree


@pytest.mark.parametrize("query", LITERAL_WORDS)
def test_marks_inside_a_word_are_literal(query: str) -> None:
    assert parse(query) == Phrase(query)


@pytest.mark.parametrize("query", BROKEN)
def test_what_does_not_parse_is_searched_literally_and_says_why(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query)
    parsed = parse_or_literal(query)
    assert parsed.node == Phrase(query.strip())
    assert parsed.literal
    assert parsed.why
    assert "\n" not in str(parsed.why)


@pytest.mark.parametrize(
    "query",
    ["(" * 21 + "甲 乙" + ")" * 21, "甲 " * 65, "甲" * 2001, "标题:甲 " * 100, "甲?乙??丙?丁"],
    ids=["deep", "many", "long", "fields", "unknown"],
)
def test_limits_are_named(query: str) -> None:
    with pytest.raises(LimitError, match=r"\d"):
        parse(query)
    assert parse_or_literal(query).literal


def test_no_query_takes_long() -> None:
    started = time.thread_time()
    for unit in ("(", ")", "( ", '"', '" ', "“ ", "-", "NOT ", "| ", "(甲 ", "标题:", "甲 NEAR/1 ", '("'):
        parse_or_literal((unit * 2000)[:2000])
        parse_or_literal(unit * 100_000)
    assert time.thread_time() - started < 5
