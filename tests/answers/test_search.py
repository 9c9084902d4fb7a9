import json

from hypothesis import given
from hypothesis import strategies as st

from app.answers.search import Counts, Search
from app.library.hits import ArticleHits, BlockHit, ExactHits
from app.search import results
from tests.builders import stored_article, stored_block


def hit(name: str, place: int) -> BlockHit:
    return BlockHit(stored_block(name, "对外开放", n=1), ((2, 4),), ((2, 4),), 1.0, place)


def test_hits_keep_the_engines_order_whatever_article_they_stand_in() -> None:
    groups = (
        ArticleHits(stored_article("甲"), (hit("1", 0), hit("3", 2))),
        ArticleHits(stored_article("乙"), (hit("2", 1),)),
    )
    shape = Search.of("开放", ExactHits(results.Counts(3, 3, 2), groups, {}), None).model_dump(mode="json")
    assert [each["paragraph"] for each in shape["exact"]["hits"]] == ["1", "2", "3"]
    assert shape["exact"]["hits"][0]["spans"] == [[2, 4]]
    assert shape["related"] is None


@given(st.text())
def test_texts_are_written_as_the_json_module_writes_them(phrase: str) -> None:
    answer = Counts.of([phrase], [results.Counts(1, 1, 1)])
    written = json.dumps(answer.model_dump(), ensure_ascii=False, separators=(",", ":"))
    assert answer.model_dump_json() == written


def test_bytes_that_are_no_text_are_given_back_as_they_came() -> None:
    typed = b"\xff".decode("utf-8", "surrogateescape")
    assert Search.of(typed, None, None).model_dump()["query"] == typed
