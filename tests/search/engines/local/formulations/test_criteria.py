from math import inf, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.formulations.criteria import (
    cohesion,
    holds_together,
    is_title,
    is_whole,
    least_occurrences,
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
    times, owners = np.array([10, 10, 10]), np.array([0, 0, 1])
    parts = np.array([[10, 10], [10, 40], [10, 10]])
    weakest = log2(10 * 10_000 / 400) / log2(10_000 / 10)
    assert cohesion(times, owners, parts, 10_000).tolist() == pytest.approx([weakest, 1, inf])


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50))
def test_no_string_holds_together_better_than_if_its_parts_occurred_in_it_alone(
    times: int, more: int, other: int
) -> None:
    parts = np.array([[times + more, times + other], [times, times]])
    found = cohesion(np.array([times, times]), np.array([0, 1]), parts, 10_000)
    assert found[0] <= found[1] + 1e-9


def test_what_always_leans_on_a_neighbour_must_be_firmer() -> None:
    held, free = np.array([0.55, 0.55, 0.7, 0.45]), np.array([0.2, 0.0, 0.0, 0.2])
    assert holds_together(held, free).tolist() == [True, False, True, False]
    assert holds_together(held, free, around=True).tolist() == [True, False, True, True]


def test_marks_alone_are_no_title() -> None:
    assert [is_title(text) for text in ("决定方案", "决定", "……——", '"决定"')] == [True, False, False, True]
