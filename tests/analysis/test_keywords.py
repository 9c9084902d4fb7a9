from hypothesis import given
from hypothesis import strategies as st

from app.analysis.keywords import LONGEST, READ, RECURS, SHORTEST, recurring

TEXT = (
    "加快培育新质生产力。新质生产力是先进生产力，发展新质生产力要靠创新。以新质生产力引领，"
    "推动负面清单落地；负面清单要短，用好负面清单，管好负面清单。"
)


def test_what_recurs_is_found_whole() -> None:
    assert recurring([TEXT], 5) == ["新质生产力", "负面清单"]


def test_nothing_is_found_where_nothing_recurs() -> None:
    assert recurring(["稳步扩大制度型开放，是推动高质量发展的必然要求。"], 5) == []
    assert recurring([], 5) == []


def test_phrases_do_not_begin_or_end_in_grammar() -> None:
    text = "甲的经济发展和乙，丙为经济发展与丁，戊让经济发展而己，庚使经济发展之辛"
    assert recurring([text], 5) == ["经济发展"]


def test_what_mostly_stands_in_another_is_left_out() -> None:
    text = "打造内陆地区，塑造内陆港口，改造内陆地区，内陆地区好，到内陆地区去，与内陆地区通"
    assert recurring([text], 5) == ["内陆地区"]


@given(st.lists(st.text(alphabet="对外开放的和，。甲乙丙", max_size=80), max_size=8), st.integers(0, 5))
def test_every_phrase_recurs_and_none_holds_another(texts: list[str], limit: int) -> None:
    found = recurring(texts, limit)
    whole = "\n".join(texts)[:READ]
    assert len(found) <= limit
    for phrase in found:
        assert SHORTEST <= len(phrase) <= LONGEST
        assert sum(whole.startswith(phrase, i) for i in range(len(whole))) >= RECURS
        assert not [other for other in found if other != phrase and phrase in other]
