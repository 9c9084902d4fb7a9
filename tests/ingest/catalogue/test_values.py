import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SidecarError
from app.ingest.catalogue.values import PAGE_KEYS, check_values, parse_date, parse_edition


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024/3/12", "2024-03-12"),
        ("2024.3.12", "2024-03-12"),
        ("20240312", "2024-03-12"),
        ("2024年3月12日", "2024-03-12"),
        ("2024年3月", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024年", "2024"),
        ("2024-3/12", None),
        ("20241345", None),
        ("2023-02-29", None),
        ("12.3.2024", None),
        ("٢٠٢٤-٠٣-١٢", None),
    ],
)
def test_dates_are_read_as_far_as_they_are_given(written: str, date: str | None) -> None:
    assert parse_date(written) == date


@given(st.dates(datetime.date(1000, 1, 1)))
def test_every_day_is_read_in_every_form(day: datetime.date) -> None:
    forms = ("{0:04}-{1:02}-{2:02}", "{0:04}{1:02}{2:02}", "{0}/{1}/{2}", "{0}年{1}月{2}日")
    read = {parse_date(form.format(day.year, day.month, day.day)) for form in forms}
    assert read == {day.isoformat()}


@pytest.mark.parametrize(
    ("written", "edition"),
    [
        ("第06版", "6"),
        ("9", "9"),
        ("09", "9"),
        ("A01", "A1"),
        ("第b3版", "B3"),
        ("理论版", "理论版"),
        ("0", "0"),
    ],
)
def test_editions_have_one_form(written: str, edition: str) -> None:
    assert parse_edition(written) == edition


def test_a_long_value_is_not_printed_whole() -> None:
    with pytest.raises(SidecarError) as caught:
        check_values({"date": "长" * 3_000_000}, PAGE_KEYS, ("a.toml",))
    assert len(str(caught.value)) < 300
