"""What all pages of the desk have."""

from app.i18n.catalogues import Language, texts
from app.search.results import Counts
from app.web.research.desk import times_link, times_text


def test_what_is_not_counted_is_no_zero() -> None:
    words = texts(Language.ENGLISH)
    assert times_text(Counts(None, 2, 1), words) == "not counted"
    link = times_link(Counts(None, 2, 1), "/search?q=a", words)
    assert (link.text, link.href, link.rest) == ("not counted", "/search?q=a", "")
    assert times_link(Counts(0, 0, 0), "", words).text == "0"
    assert times_link(Counts(1234, 2, 1), "", words).text == "1,234"
