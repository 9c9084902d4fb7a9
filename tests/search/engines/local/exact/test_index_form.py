import pytest

from app.search.engines.local.exact.index_form import Matching, Occurrences, index_form
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.language.tree import Pattern, Phrase
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

TEXT = "新质生产力，新型生产力；新質生產力。新？生产力与GDP"


@pytest.fixture
def searcher(opened: Open) -> ExactSearcher:
    return opened([index_article("a", None, TEXT, TEXT[::-1])])


@pytest.mark.parametrize(
    ("typed", "plain", "bare"),
    [
        ("數字，ＧＤＰ", "数字,gdp", "数字gdp"),
        (" 2023 年  GDP ", "2023年gdp", "2023年gdp"),
        ("AI model", "ai model", "aimodel"),
        ("改革 开放", "改革 开放", "改革开放"),
        ("，", ",", ""),
        ("甲\0乙", "", ""),
    ],
)
def test_a_wording_as_each_index_has_it(typed: str, plain: str, bare: str) -> None:
    assert index_form(Phrase(typed)).text == plain
    assert index_form(Phrase(typed), Matching(bare=True)).text == bare


def test_a_strict_form_keeps_what_was_typed() -> None:
    form = index_form(Phrase(" 2023 年，ＧＤＰ "), Matching(bare=True, strict=True))
    assert form == ("2023年gdp", "2023年ＧＤＰ")


def test_unknown_characters_have_a_place_in_the_form() -> None:
    form = index_form(Pattern("新?生??力"))
    assert len(form.text) == 6
    assert form.pieces == [(0, "新"), (2, "生"), (5, "力")]


@pytest.mark.parametrize(
    ("wording", "matching", "offsets"),
    [
        (Pattern("新?生产力"), Matching(), [0, 6, 12, 18]),
        (Pattern("新?生产力"), Matching(strict=True), [0, 6, 18]),
        (Pattern("新?生產力"), Matching(strict=True), [12]),
        (Pattern("力?新"), Matching(), [4, 10, 16]),
        (Pattern("P?新"), Matching(), []),
        (Phrase("新质"), Matching(strict=True), [0]),
        (Phrase("新？"), Matching(strict=True), [18]),
        (Phrase("新?"), Matching(strict=True), []),
        (Phrase("gdp"), Matching(strict=True), []),
        (Phrase("龘"), Matching(), []),
        (Pattern("龘?新"), Matching(), []),
    ],
)
def test_a_wording_is_found_in_the_index_as_in_a_block(
    searcher: ExactSearcher, wording: Phrase | Pattern, matching: Matching, offsets: list[int]
) -> None:
    found = Occurrences(searcher.plain, matching)
    here = found.positions(wording)
    assert sorted(here[searcher.plain.blocks(here) == 0].tolist()) == offsets
    assert found.offsets(0, searcher.plain.text(0), wording) == offsets
