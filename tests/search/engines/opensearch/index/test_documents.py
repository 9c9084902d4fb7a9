from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.opensearch.index.documents import documents, id_of, without_punctuation
from app.text import strip_punctuation
from tests.search.libraries import SMALL


@given(st.text())
def test_punctuation_is_what_the_text_module_calls_so(text: str) -> None:
    assert without_punctuation(text) == strip_punctuation(text)[0]


def test_an_article_and_each_of_its_blocks_are_documents_of_one_shard() -> None:
    found = list(documents(SMALL, "judou", 3, None))
    assert len(found) == len(SMALL) + sum(len(one.blocks) for one in SMALL)
    first, title = found[:2]
    assert (id_of(first["_id"]), id_of(title["_id"])) == ("a1", "a1-t")
    assert title["_source"]["kind"] == {"name": "block", "parent": first["_id"]}
    assert {each["routing"] for each in found if each["_source"]["article"] == "a1"} == {SMALL[0].page}
    assert first["_source"]["blocks"] == 4


def test_documents_are_numbered_in_page_order_and_pages_by_version() -> None:
    for number in (1, 2):
        found = [each["_source"] for each in documents(SMALL, "judou", number, None)]
        ranks = [each["seq"] for each in found]
        assert ranks == sorted(set(ranks))
        assert {each["since"] for each in found} == {number}
        assert len({each["version"] for each in found}) == len({one.page for one in SMALL})
    older = max(each["_source"]["version"] for each in documents(SMALL, "judou", 1, None))
    assert older < min(each["_source"]["version"] for each in documents(SMALL, "judou", 2, None))
