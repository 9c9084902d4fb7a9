import pytest

from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.suggestions.did_you_mean import did_you_mean
from tests.builders import index_article
from tests.search.engines.local.conftest import Open


@pytest.fixture
def index(opened: Open) -> PhraseIndex:
    return opened([index_article("a", None, "扩大自由贸易试验区", "自由贸易的港口", "制度创新")]).plain


@pytest.mark.parametrize(
    ("phrase", "first"),
    [
        ("资有贸易", ("自由贸易", 2, "homophone")),
        ("自由贸意试验区", ("自由贸易试验区", 1, "homophone")),
        ("自由贸卖试验区", ("自由贸易试验区", 1, "near")),
        ("扩大自由贸易很多试验区", ("扩大自由贸易", 1, "part")),
        ("创新驱动", ("创新", 1, "part")),
    ],
)
def test_the_best_suggestion_comes_first(
    index: PhraseIndex, phrase: str, first: tuple[str, int, str]
) -> None:
    found = did_you_mean(index, phrase, 3)[0]
    assert (found.phrase, found.occurrences, found.kind) == first


def test_parts_are_the_longest_that_occur(index: PhraseIndex) -> None:
    found = [each.phrase for each in did_you_mean(index, "制度创造自由贸易", 9) if each.kind == "part"]
    assert found == ["自由贸易", "制度创"]


def test_nothing_like_it_is_no_suggestion(index: PhraseIndex) -> None:
    assert did_you_mean(index, "饕餮龘靐", 3) == did_you_mean(index, " ", 3) == []


def test_no_part_of_a_latin_word_is_suggested(opened: Open) -> None:
    index = opened([index_article("a", None, "The factors act in 2024 年，GDP 与 action")]).plain
    assert did_you_mean(index, "distinctive", 9) == []
    assert did_you_mean(index, "3025届", 9) == []
    assert [each.phrase for each in did_you_mean(index, "factors GDP", 9)] == ["factors", "GDP"]


def test_what_sounds_as_pinyin_says_is_suggested_as_it_is_printed(opened: Open) -> None:
    index = opened([index_article("a", None, "制度與開放")]).plain
    assert [(each.phrase, each.kind) for each in did_you_mean(index, "kaifang", 9)] == [("開放", "homophone")]


def test_no_near_wording_ends_inside_a_latin_word(opened: Open) -> None:
    index = opened([index_article("a", None, "Python语言与AI工具", "AI之语言学与算法")]).plain
    assert [each.phrase for each in did_you_mean(index, "Python语言AI", 9)] == ["Python语言", "AI"]
    assert did_you_mean(index, "I之语言理与算法", 9)[0].kind == "part"
    assert did_you_mean(index, "AI之语言理与算法", 9)[0].phrase == "AI之语言学与算法"


def test_punctuation_is_no_part_that_occurs(opened: Open) -> None:
    index = opened([index_article("a", None, "改革，开放。")]).plain
    assert did_you_mean(index, "2,", 9) == []
