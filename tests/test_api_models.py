from app.api_models import search_shape
from app.library.hits import ArticleHits, BlockHit, ExactHits
from app.search.contract import Counts
from tests.builders import stored_article, stored_block


def hit(name: str, place: int) -> BlockHit:
    return BlockHit(stored_block(name, "对外开放", n=1), ((2, 4),), 1.0, place)


def test_hits_keep_the_engines_order_whatever_article_they_stand_in() -> None:
    groups = (
        ArticleHits(stored_article("甲"), (hit("1", 0), hit("3", 2))),
        ArticleHits(stored_article("乙"), (hit("2", 1),)),
    )
    shape = search_shape("开放", ExactHits(Counts(3, 3, 2), groups, {}), None)
    assert [each["paragraph"] for each in shape["exact"]["hits"]] == ["1", "2", "3"]
    assert shape["exact"]["hits"][0]["spans"] == [[2, 4]]
    assert shape["related"] is None
