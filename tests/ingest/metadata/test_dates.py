import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingest.metadata.dates import find_date, is_period, parse_lone_date, parse_lone_month
from app.text import fold


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("1963-05-06", "1963-05-06"),
        ("中華民國一百零二年三月五日", "2013-03-05"),
        ("中華民國一百一十二年十二月十五日", "2023-12-15"),
        ("民國一百年一月一日", "2011-01-01"),
        ("2024/6/3", "2024-06-03"),
        ("（2021年9月16日）", "2021-09-16"),
        ("２０２４年６月３日", "2024-06-03"),
        ("二〇二四年六月三日", "2024-06-03"),
        ("二○二三年十二月二十一日", "2023-12-21"),
        ("2024年06月03日 08:15", "2024-06-03"),
        ("2024年6月3日 星期一", "2024-06-03"),
        ("民國113年6月3日", "2024-06-03"),
    ],
)
def test_a_full_date_alone_in_its_line_is_read(printed: str, iso: str) -> None:
    assert parse_lone_date(fold(printed)) == iso


@pytest.mark.parametrize(
    "text", ["2024年2月30日", "6月3日", "2024年", "于2024年6月3日召开", "13-05-06", "2024-13-01"]
)
def test_what_is_no_full_date_alone_is_none(text: str) -> None:
    assert parse_lone_date(fold(text)) is None


@given(day=st.dates(min_value=datetime.date(1900, 1, 1)))
def test_every_day_is_read_as_it_is_printed(day: object) -> None:
    year, month, number = (int(part) for part in str(day).split("-"))
    if year < 2100:
        assert parse_lone_date(f"{year}年{month}月{number}日") == str(day)


@pytest.mark.parametrize("text", ["1975年", "1978年4月", "10月2日", "二〇〇一年春"])
def test_a_chronicle_has_years_and_days_alone_in_their_lines(text: str) -> None:
    assert is_period(fold(text))
    assert not is_period(fold(text + "通水"))


def test_a_month_alone_is_a_month() -> None:
    assert parse_lone_month("2024年6月") == "2024-06"
    assert parse_lone_month("2024年13月") is None


def test_the_first_date_in_a_text_is_found() -> None:
    assert find_date(fold("Tue, 16 May 2023 09:32:11 +0800")) == "2023-05-16"
    assert find_date(fold("Tuesday, May 16, 2023 9:32 AM")) == "2023-05-16"
    assert find_date(fold("2023年5月16日(星期二) 上午9:32")) == "2023-05-16"
    assert find_date(fold("星期二")) is None
