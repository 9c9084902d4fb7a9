import pytest

from app.search.engines.local.parallels.places import places_by_article
from app.search.pieces import Place
from tests.builders import index_article
from tests.search.engines.local.conftest import Open


def test_each_article_has_its_first_place(opened: Open) -> None:
    library = [index_article("a0", None, "开放，改革", "改革。改革"), index_article("b0", "改革", "改、革")]
    found = places_by_article(opened(library), "改革")
    assert list(found) == [Place("a0-1", "a0", 2), Place("b0-t", "b0", 0)]
    assert [*found[:1], found[-1]] == list(found)
    assert list(found.without(0)) == [Place("b0-t", "b0", 0)]
    with pytest.raises(IndexError):
        found[2]
