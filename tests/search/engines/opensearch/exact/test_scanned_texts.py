from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.exact.index_form import Matching
from app.search.engines.opensearch.exact.scanned_texts import ScannedTexts
from app.search.language.tree import words
from app.search.request import Scope
from tests.search.generated import NODE, TEXT, library
from tests.search.oracle import Oracle


@given(st.lists(TEXT, min_size=1, max_size=5), NODE, st.booleans(), st.booleans())
def test_words_stand_where_the_naive_reading_finds_them(
    texts: list[str], node: Any, bare: bool, strict: bool
) -> None:
    articles = library([(None, texts, "")])
    oracle = Oracle(articles, bare, Scope.PARAGRAPH, strict)
    scanned = ScannedTexts([block.text for block in articles[0].blocks], Matching(bare, strict))
    for word in words(node):
        wanted = oracle.answer(word)
        found = scanned.displayed(scanned.marks().occurrences(word))
        assert {f"a0-{n + 1}": spans for n, spans in found.items()} == wanted.places
        counted = scanned.frequencies(scanned.occurrences(word)).tolist()
        assert [n for n in counted if n] == [len(spans) for spans in wanted.places.values()]
