import pytest

from app.search.engines.local.exact.index_form import Matching
from app.search.engines.opensearch.exact.clauses import EVERYTHING, NOTHING, Clauses, all_of, any_of, of_field
from app.search.language.parser import parse
from app.search.language.tree import Phrase


def clauses(query: str, matching: Matching | None = None) -> Clauses:
    return Clauses(matching or Matching(), parse(query))


def test_a_phrase_is_a_chain_of_pairs_and_one_character_a_term() -> None:
    found = clauses("开放")
    assert found.phrase("数字经济") == {"match_phrase": {"plain": {"query": "数字经济", "boost": 1 / 3}}}
    assert found.phrase("人") == {"term": {"plain.one": {"value": "人"}}}
    assert clauses("开放", Matching(bare=True)).phrase("开放") == {
        "match_phrase": {"bare": {"query": "开放", "boost": 1.0}}
    }


@pytest.mark.parametrize("form", ["", "\ud800", "开\ud800"])
def test_what_no_text_has_matches_nothing(form: str) -> None:
    assert clauses("开放").phrase(form) == NOTHING


@pytest.mark.parametrize(
    ("query", "exact"),
    [("开放", True), ("开放 OR 改革", True), ("开?放", False), ("开 NEAR/2 放", False), ("开" * 500, False)],
)
def test_what_the_cluster_cannot_tell_is_known(query: str, exact: bool) -> None:
    assert clauses(query).is_exact(parse(query)) is exact
    assert not clauses(query, Matching(strict=True)).is_exact(parse(query))


def test_an_alternative_that_contains_another_adds_no_occurrence() -> None:
    found = clauses("改革 OR 改革开放 OR 开放")
    asked = found.occurrences(parse("改革 OR 改革开放 OR 开放"))
    assert [each["match_phrase"]["plain"]["query"] for each in asked["bool"]["should"]] == ["改革", "开放"]


def test_nearness_is_asked_in_pairs_of_characters() -> None:
    node = parse("安全 NEAR/5 生产")
    (asked,) = clauses("安全 NEAR/5 生产").leaf(node)["intervals"].values()
    assert asked["all_of"]["max_gaps"] == 6


@pytest.mark.parametrize(
    ("value", "clause"),
    [
        ("2024年3月", {"prefix": {"field_date": "2024-03"}}),
        ("2024..", {"range": {"field_date": {"gte": "2024"}}}),
        ("2024-01..2024-03", {"range": {"field_date": {"gte": "2024-01", "lte": "2024-03\uffff"}}}),
    ],
)
def test_dates_are_compared_by_their_beginning(value: str, clause: object) -> None:
    assert of_field("date", value) == clause


def test_nothing_and_everything() -> None:
    assert (all_of([]), any_of([])) == (EVERYTHING, NOTHING)
    assert of_field("title", "甲") == {"term": {"field_title.one": "甲"}}
    assert Clauses(Matching(), Phrase("甲")).leaf(Phrase("甲乙")) == {
        "match_phrase": {"plain": {"query": "甲乙", "boost": 1.0}}
    }
