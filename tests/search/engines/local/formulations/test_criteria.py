from math import inf, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.formulations.criteria import (
    cohesion,
    holds_together,
    is_whole,
    least_occurrences,
    most_cohesion,
)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("新质生产力", ["新质", "生产力"], True),
        ('共建"一带一路"', ["共建", "一带", "一路"], True),
        ('共建"一带一路', ["共建", "一带", "一路"], False),
        ("的高质量发展", ["的", "高质量", "发展"], False),
        ("高质量发展和", ["高质量", "发展", "和"], False),
        ("深入推进", ["深入", "推进"], False),
        ("本法第二十条第一款", ["本法", "第二十条", "第一", "款"], False),
        ("1978年以来", ["1978", "年", "以来"], False),
    ],
)
def test_parts_of_phrases_and_numbers_are_no_formulations(text: str, words: list[str], whole: bool) -> None:
    assert is_whole(text, words) is whole


def test_the_least_number_of_occurrences_grows_with_the_library() -> None:
    assert [least_occurrences(n) for n in (0, 999_999, 1_000_000, 20_000_000)] == [3, 3, 4, 8]


def test_cohesion_is_that_of_the_weakest_division() -> None:
    assert cohesion(10, [(10, 10), (10, 40)], 10_000) == pytest.approx(
        log2(10 * 10_000 / 400) / log2(10_000 / 10)
    )
    assert cohesion(10, [(10, 10)], 10_000) == pytest.approx(1)
    assert cohesion(10, [], 10_000) == inf


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50))
def test_no_string_holds_together_better_than_its_words_allow(times: int, more: int, other: int) -> None:
    word, rest = times + more, times + other
    assert cohesion(times, [(word, rest)], 10_000) <= most_cohesion(times, word, 10_000) + 1e-9


def test_what_always_leans_on_a_neighbour_must_be_firmer() -> None:
    assert holds_together(0.55, 0.2)
    assert not holds_together(0.55, 0.0)
    assert holds_together(0.7, 0.0)
