from urllib.parse import quote_plus

from hypothesis import given
from hypothesis import strategies as st

from app.web.core.urls import Links, quoted_value

LINKS = Links("/reader", "https://judou.example")


def test_the_prefix_stands_before_everything() -> None:
    links = [
        LINKS.home(),
        LINKS.article("a"),
        LINKS.paragraph("b"),
        LINKS.page("c/d"),
        LINKS.search([("q", "开放")]),
    ]
    assert all(link.startswith("/reader/") for link in links)
    assert LINKS.absolute(LINKS.home()) == "https://judou.example/reader/"


def test_ids_cannot_leave_their_place() -> None:
    assert LINKS.article("../x?y#z") == "/reader/articles/..%2Fx%3Fy%23z"
    assert LINKS.page('a b/<"&.txt') == "/reader/pages/a%20b/%3C%22%26.txt"


def test_empty_parameters_are_left_out() -> None:
    assert LINKS.search([("q", "开 放"), ("sort", "")]) == "/reader/search?q=%E5%BC%80+%E6%94%BE"
    assert LINKS.article("a", [("q", "")], "h1") == "/reader/articles/a#h1"


@given(st.text(st.characters(codec="utf-8")))
def test_values_are_quoted_as_the_standard_library_does(text: str) -> None:
    assert quoted_value(text) == quote_plus(text)
