import pytest

from app.search.language.parser import parse
from app.search.language.tree import (
    Field,
    Near,
    NotWithin,
    Phrase,
    compared_phrases,
    counted_terms,
    has_only_fields,
    required_fields,
    shown_phrases,
)

QUERY = parse("甲 -乙 (丙 OR 丁 NEAR/3 戊) 己 -within 己庚 标题:辛 -作者:壬")


def test_excluded_phrases_and_fields_are_not_shown() -> None:
    assert list(shown_phrases(QUERY)) == ["甲", "丙", "丁", "戊", "己"]


def test_positional_terms_are_counted_as_a_whole() -> None:
    assert list(counted_terms(QUERY)) == [
        Phrase("甲"),
        Phrase("丙"),
        Near(Phrase("丁"), Phrase("戊"), 3),
        NotWithin(Phrase("己"), Phrase("己庚")),
    ]


def test_excluded_fields_are_not_required() -> None:
    assert list(required_fields(QUERY)) == [Field("title", "辛")]


@pytest.mark.parametrize(
    ("query", "compared"),
    [
        ("甲 乙 OR 丙", []),
        ("甲 乙 NEAR/3 (丙 OR 丁)", ["乙", "丙", "丁"]),
        ("-(甲 NEAR 乙)", ["甲", "乙"]),
        ("甲 -within 甲乙", ["甲", "甲乙"]),
    ],
)
def test_only_positional_operators_compare_phrases(query: str, compared: list[str]) -> None:
    assert list(compared_phrases(parse(query))) == compared


@pytest.mark.parametrize(
    ("query", "only"), [("标题:甲", True), ("标题:甲 -作者:乙", True), ("标题:甲 乙", False), ("-甲", False)]
)
def test_a_query_of_fields_alone_is_known(query: str, only: bool) -> None:
    assert has_only_fields(parse(query)) is only
