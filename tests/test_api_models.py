from app.api_models import search_shape
from app.article import Kind
from app.library.snapshot import ArticleHits, BlockHit, ExactHits
from app.search.contract import Counts
from app.store.rows import StoredArticle, StoredBlock


def article(name: str) -> StoredArticle:
    return StoredArticle(name, "page", 0, Kind.ARTICLE, name, "", 10, 1, title=name)


def hit(name: str, place: int) -> BlockHit:
    return BlockHit(StoredBlock(name, "a", 1, "paragraph", 1, "对外开放"), ((2, 4),), 1.0, place)


def test_hits_keep_the_engines_order_whatever_article_they_stand_in() -> None:
    groups = (
        ArticleHits(article("甲"), (hit("1", 0), hit("3", 2))),
        ArticleHits(article("乙"), (hit("2", 1),)),
    )
    shape = search_shape("开放", ExactHits(Counts(3, 3, 2), groups, {}), None)
    assert [each["paragraph"] for each in shape["exact"]["hits"]] == ["1", "2", "3"]
    assert shape["exact"]["hits"][0]["spans"] == [[2, 4]]
    assert shape["related"] is None
