"""A name says what its patterns say; a number that only looks like a date says nothing."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import FILE_PATTERNS
from app.errors import SettingsError
from app.ingest.catalogue.file_names import read_file_name
from app.ingest.catalogue.newspapers import CODES


def said(file: str, patterns: str = FILE_PATTERNS) -> tuple[str | None, ...]:
    values = read_file_name(file, patterns).values
    return tuple(values.get(name) for name in ("newspaper", "date", "edition"))


@pytest.mark.parametrize(
    ("file", "values"),
    [
        ("rmrb2024010109.txt", ("人民日报", "2024-01-01", "9")),
        ("sub/GMRB-2024-03-12-06.md", ("光明日报", "2024-03-12", "6")),
        ("rmrbhwb_20240305_02.txt", ("人民日报海外版", "2024-03-05", "2")),
        ("20200117-09-06.txt", (None, "2020-01-17", "9")),
        ("老街新事（2019-12-02）.txt", (None, "2019-12-02", None)),
        ("人民日报/2024/01/老街新事.txt", ("人民日报", "2024-01", None)),
        ("人民日报/2024/01/02/老街新事.txt", ("人民日报", "2024-01-02", None)),
        ("经济日报/老街新事.txt", ("经济日报", None, None)),
        ("2024-01/02/nw.D110000renmrb_20240102_1-01.htm", ("人民日报", "2024-01-02", "1")),
        ("光明日报2024年3月12日第06版.txt", ("光明日报", "2024-03-12", "6")),
        ("光明日报2024年3月12日第06版 理论.txt", ("光明日报", "2024-03-12", "6")),
        ("《羊城晚报》2024-3-5 A07.txt", ("羊城晚报", "2024-03-05", "A7")),
        ("1963/19630506.txt", (None, "1963-05-06", None)),
    ],
)
def test_names_say_where_and_when_a_page_was_printed(file: str, values: tuple[str | None, ...]) -> None:
    assert said(file) == values


@pytest.mark.parametrize(
    "file",
    [
        "rmrb20241345.txt",
        "rmrb2024134509.txt",
        "rmrb-2024-02-30.txt",
        "国发〔2024〕5号.txt",
        "财税20240312号.txt",
        "2024年政府工作报告.md",
        "十四五规划2021-2025.txt",
        "情况通报2024年3月12日.txt",
        "工作日报2024年3月12日第06版.txt",
        "2020-01-17-09-06.txt",
        "2024.txt",
        "2024-03-12/老街新事.txt",
        "a.md",
        "",
    ],
)
def test_what_only_looks_like_a_date_or_a_newspaper_is_none(file: str) -> None:
    assert said(file) == (None, None, None)


def test_where_patterns_disagree_nothing_is_taken_and_it_is_told() -> None:
    assert said("人民日报/2023/gmrb20240102.txt") == (None, None, None)
    doubts = read_file_name("人民日报/2023/gmrb20240102.txt", FILE_PATTERNS).doubts
    assert sorted(str(doubt) for doubt in doubts) == [
        "date: the name of the file gives 2023, 2024-01-02; none of them is taken",
        "newspaper: the name of the file gives 人民日报, 光明日报; none of them is taken",
    ]
    assert read_file_name("rmrb20240102.txt", FILE_PATTERNS).doubts == ()


def test_patterns_are_a_setting() -> None:
    assert said("x-2024-03-12-老街.txt", "x-{date}-*") == (None, "2024-03-12", None)
    assert said("rmrb20240102.txt", "") == (None, None, None)
    for wrong in ("{day}", "{date}{date}", "{date"):
        with pytest.raises(SettingsError, match="JUDOU_FILE_PATTERNS"):
            said("a.txt", wrong)


@given(
    st.sampled_from(sorted(CODES)),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 1, 1)),
    st.integers(1, 99),
)
def test_every_code_day_and_edition_is_read_back(code: str, day: datetime.date, edition: int) -> None:
    assert said(f"{code}{day:%Y%m%d}{edition:02}.txt") == (CODES[code], day.isoformat(), str(edition))


@given(st.text(max_size=60))
def test_a_date_from_a_name_is_a_day_and_its_digits_stand_in_the_name(file: str) -> None:
    date = read_file_name(file, FILE_PATTERNS).values.get("date")
    if date:
        assert str(int(date[:4])) in file
