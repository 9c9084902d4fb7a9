import pytest

from app.search.language.parser import parse
from app.search.language.tree import (
    Field,
    Near,
    NotWithin,
    Or,
    Pattern,
    Phrase,
    compared_wordings,
    has_only_fields,
    required_fields,
    shown_wordings,
    with_wordings,
    wordings,
    words,
)
from app.search.language.unparse import unparse

QUERY = parse("甲 -乙 (丙 OR 丁 NEAR/3 戊) 己 -within 己庚 标题:辛 -作者:壬")


def test_excluded_phrases_and_fields_are_not_shown() -> None:
    assert [wording.text for wording in shown_wordings(QUERY)] == ["甲", "丙", "丁", "戊", "己"]


def test_words_are_what_has_occurrences_of_its_own() -> None:
    assert words(QUERY) == (
        Phrase("甲"),
        Or((Phrase("丙"), Near(Phrase("丁"), Phrase("戊"), 3))),
        NotWithin(Phrase("己"), Phrase("己庚")),
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("甲 甲", ["甲"]),
        ("甲 OR 乙 OR (丙 OR 甲)", ["甲 OR 乙 OR 丙"]),
        ("甲 OR -乙", ["甲"]),
        ("甲 -乙 标题:丙", ["甲"]),
        ("(甲 乙) OR 丙", ["甲", "乙", "丙"]),
        ("-甲", []),
    ],
)
def test_alternatives_are_one_word_and_what_must_stand_together_several(query: str, found: list[str]) -> None:
    assert [unparse(word) for word in words(parse(query))] == found


def test_a_pattern_knows_its_parts() -> None:
    pattern = Pattern("新?生??力?")
    assert (pattern.pieces, pattern.gaps) == (["新", "生", "力?"], [1, 2])


def test_every_wording_can_be_replaced() -> None:
    changed = with_wordings(QUERY, lambda wording: Phrase(wording.text * 2))
    assert [wording.text for wording in wordings(changed)] == [
        wording.text * 2 for wording in wordings(QUERY)
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
    assert [wording.text for wording in compared_wordings(parse(query))] == compared


@pytest.mark.parametrize(
    ("query", "only"), [("标题:甲", True), ("标题:甲 -作者:乙", True), ("标题:甲 乙", False), ("-甲", False)]
)
def test_a_query_of_fields_alone_is_known(query: str, only: bool) -> None:
    assert has_only_fields(parse(query)) is only
