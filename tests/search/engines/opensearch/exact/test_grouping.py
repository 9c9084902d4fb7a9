import pytest

from app.search.contract import OpenIndex
from app.search.request import Group
from tests.search.libraries import request

pytestmark = pytest.mark.cluster


def test_an_article_shows_its_title_and_its_best_blocks(small_on_cluster: OpenIndex) -> None:
    found = small_on_cluster.exact.search(request("开放", group=Group.ARTICLE, best=1))
    assert [hit.block for hit in found.hits][0] == "a1-t"
    assert len(found.hits) == 2
    assert [(each.article, each.blocks, each.matching) for each in found.articles] == [
        ("a1", 4, (0, 1, 2, 3))
    ]
