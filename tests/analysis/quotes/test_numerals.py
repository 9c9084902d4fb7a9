"""Numbers as they may also be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.quotes.numerals import in_digits, in_han, other_spellings


@given(st.integers(0, 99_999_999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert in_digits(in_han(str(number))) == str(number)


@pytest.mark.parametrize(
    ("number", "words"), [("12", "十二"), ("110", "一百一十"), ("1005", "一千零五"), ("3.5%", "百分之三点五")]
)
def test_numbers_are_written_as_they_are_read(number: str, words: str) -> None:
    assert in_han(number) == words
    assert in_digits(words) == number


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("自2015年6月12日起", "自二〇一五年六月十二日起"),
        ("二〇一五年六月十二日第十二条", "2015年6月12日第十二条"),
        ("罚款1200元", "罚款一千二百元"),
        ("不低于百分之五", "不低于5%"),
    ],
)
def test_a_wording_is_tried_with_its_numbers_written_otherwise(text: str, other: str) -> None:
    assert other in other_spellings(text)


@given(st.text("统一千万不要2024年%百分之点十", max_size=20))
def test_a_wording_is_never_its_own_other_spelling(text: str) -> None:
    assert text not in list(other_spellings(text))
