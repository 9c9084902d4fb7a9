"""Queries of the whole language and libraries to ask them, generated; and what an engine must say of them."""

from typing import Any, Protocol

from hypothesis import strategies as st

from app.search.contract import IndexArticle
from app.search.language.tree import And, Field, Near, Node, Not, NotWithin, Or, Pattern, Phrase
from app.search.request import Scope, SearchRequest
from app.search.results import Counts, ExactResults
from tests.builders import index_article
from tests.search.oracle import Oracle

# Few characters, so that much repeats, overlaps and nests: three scripts, spaces, forms that fold to one.
LETTERS = "甲乙國国著着，Aａ5  ?"
TEXT = st.text(LETTERS, max_size=16)
PHRASE = st.text(LETTERS, min_size=1, max_size=4).map(Phrase)
KNOWN = st.text("甲乙國国A", min_size=1, max_size=2)
PATTERN = st.builds(
    lambda pieces, gap: Pattern(gap.join(pieces)),
    st.lists(KNOWN, min_size=2, max_size=3),
    st.sampled_from(["?", "??"]),
)


def either(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.lists(nodes, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts)))


def both(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.lists(nodes, min_size=2, max_size=3).map(lambda parts: And(tuple(parts)))


WORDING = PHRASE | PHRASE | PATTERN
SET = WORDING | either(WORDING)
NEAR = st.builds(Near, SET, SET, st.integers(0, 4))
PLACED = (
    NEAR
    | st.builds(NotWithin, SET, SET)
    | st.builds(Near, NEAR, SET, st.integers(0, 4))
    | st.builds(Near, either(WORDING | NEAR), SET, st.integers(0, 4))
)
FIELD = st.builds(Field, st.sampled_from(["title", "author"]), st.text("甲乙國国A ", min_size=1, max_size=3))
NODE: st.SearchStrategy[Node] = st.recursive(
    WORDING | PLACED | FIELD, lambda nodes: either(nodes) | both(nodes) | nodes.map(Not), max_leaves=5
)
ARTICLES = st.lists(
    st.tuples(st.none() | st.text("甲乙国，A ", min_size=1, max_size=6), st.lists(TEXT, max_size=3), TEXT),
    min_size=1,
    max_size=4,
)
OPTIONS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict, scope=st.sampled_from(Scope), ignore_punctuation=st.booleans(), strict=st.booleans()
)


def library(drawn: list[tuple[str | None, list[str], str]]) -> list[IndexArticle]:
    return [
        index_article(f"a{n}", title, *texts, authors=(author,))
        for n, (title, texts, author) in enumerate(drawn)
    ]


class Lane(Protocol):
    """What is asked of an exact lane."""

    def search(self, request: SearchRequest) -> ExactResults: ...

    def count_by_article(self, request: SearchRequest) -> dict[str, Counts]: ...


def agree(articles: list[IndexArticle], lane: Lane, asked: SearchRequest) -> None:
    """The engine finds, marks and counts what the oracle says."""
    oracle = Oracle(articles, asked.ignore_punctuation, asked.scope, asked.strict)
    wanted = oracle.answer(asked.node)
    found = lane.search(asked)
    assert [hit.block for hit in found.hits] == list(wanted.marks)
    assert {hit.block: hit.places for hit in found.hits} == wanted.places
    assert {hit.block: hit.spans for hit in found.hits} == wanted.marks
    assert found.counts == wanted.counts
    assert tuple(word.occurrences for word in found.words) == wanted.words
    by_article = lane.count_by_article(asked)
    for one in articles:
        own = [wanted.places[block.id] for block in one.blocks if block.id in wanted.places]
        times = None if wanted.words else sum(map(len, own))
        assert by_article.get(one.id) == (Counts(times, len(own), 1) if own else None)
