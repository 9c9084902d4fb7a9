from app.search.concordance import Collocate
from app.search.engines.local.concordance.reader import ConcordanceReader
from tests.builders import index_article
from tests.search.engines.local.conftest import Open
from tests.search.libraries import request

LIBRARY = [
    index_article("a1", None, "规则和制度。", "制度、规则、制度。"),
    index_article("b1", None, "规则。", "经济发展规则"),
]


def test_a_place_near_two_occurrences_counts_once(opened: Open) -> None:
    found = ConcordanceReader(opened(LIBRARY)).collocates(request("制度"), 5, 1)
    assert found.words[0] == Collocate("规则", 2, 1, 4)
    assert found.places == 10
    assert found.places_near == 3


def test_what_overlaps_the_keyword_is_not_near(opened: Open) -> None:
    found = ConcordanceReader(opened(LIBRARY)).collocates(request("展规"), 5, 1)
    assert [each.word for each in found.words] == ["经济"]


def test_the_window_is_counted_in_words(opened: Open) -> None:
    found = ConcordanceReader(opened(LIBRARY)).collocates(request("经济"), 1, 1)
    assert [each.word for each in found.words] == ["发展"]
