"""What keys of front matter, meta tags and properties mean, and which values are plainly of their kind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.article import GIVEN
from app.ingest.metadata.keys import KEYS, find_field, read_date, read_values
from app.ingest.metadata.label_names import NOTHING


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("title", "title"),
        ("Title", "title"),
        ("標題", "title"),
        ("作者", "authors"),
        ("by-line", "authors"),
        ("Source_URL", "url"),
        ("og:url", None),
        ("datePublished", "date"),
        ("date_published", "date"),
        ("更新时间", None),
        ("发文字号", "document_number"),
        ("版次", "edition"),
        ("layout", None),
        ("", None),
    ],
)
def test_a_key_means_a_field_whatever_its_case_and_separators(key: str, field: str | None) -> None:
    assert find_field(key) == field


def test_every_key_means_a_field_that_can_be_given() -> None:
    assert set(KEYS.values()) <= set(GIVEN)
    assert all(find_field(key) == field for key, field in KEYS.items())


@pytest.mark.parametrize(
    ("pairs", "values"),
    [
        ([("author", "林舟、何静")], {"authors": ("林舟", "何静")}),
        ([("authors", ["林舟", {"name": "何静"}])], {"authors": ("林舟", "何静")}),
        ([("author", {"name": "林舟", "url": "https://a.example"})], {"authors": ("林舟",)}),
        ([("author", "佚名")], {}),
        ([("author", 7)], {}),
        ([("date", "2024年6月3日")], {"date": "2024-06-03"}),
        ([("date", "Monday")], {}),
        ([("date", "2024-02-30")], {}),
        ([("date", ["2024-06-03"])], {"date": "2024-06-03"}),
        ([("edition", "第 05 版")], {"edition": "5"}),
        ([("edition", "头版")], {}),
        ([("url", "example.org/a")], {}),
        ([("url", "https://a.example/1")], {"url": "https://a.example/1"}),
        ([("source", "https://a.example/1")], {"url": "https://a.example/1"}),
        ([("source", "云溪网")], {"source_note": "云溪网"}),
        ([("newspaper", "https://a.example")], {}),
        ([("title", "老街  新事\n两则")], {"title": "老街 新事 两则"}),
        ([("title", "题" * 301)], {}),
        ([("title", "先"), ("标题", "后")], {"title": "先"}),
        ([("title", ""), ("标题", "后")], {"title": "后"}),
    ],
)
def test_a_value_is_taken_where_it_is_plainly_of_its_kind(
    pairs: list[tuple[str, object]], values: dict[str, object]
) -> None:
    assert read_values(pairs) == values


@pytest.mark.parametrize("nothing", sorted(NOTHING))
@pytest.mark.parametrize("key", ["title", "author", "newspaper", "column"])
def test_what_says_that_nothing_is_known_says_nothing(key: str, nothing: str) -> None:
    assert read_values([(key, nothing)]) == {}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-03T08:15:00+08:00", "2024-06-03"),
        ("2024-06-03 08:15", "2024-06-03"),
        ("2024-06-03T00:15:00Z", "2024-06-03"),
        ("2024/6/3", "2024-06-03"),
        ("20240603", "2024-06-03"),
        ("二〇二四年六月三日", "2024-06-03"),
        ("2024-06", "2024-06"),
        ("2024年6月", "2024-06"),
        ("2024", None),
        ("2024-13-01", None),
        ("03/06/2024", None),
        ("June 3, 2024", "2024-06-03"),
        ("3 June 2024", "2024-06-03"),
        ("Jube 3, 2024", None),
    ],
)
def test_a_date_is_read_whole_or_not_at_all(text: str, day: str | None) -> None:
    assert read_date(text) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert read_date(str(day)) == str(day)
