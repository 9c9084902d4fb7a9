from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.contract import Counts, IndexArticle, Scope, SearchRequest, Sort
from app.search.engines.local.exact.searcher import ExactSearcher, write_exact_index
from app.search.language.tree import And, Field, Near, Node, Not, NotWithin, Or, Phrase
from tests.builders import index_article
from tests.search.oracle import Oracle

# Few characters, so that much repeats, overlaps and nests; two of them fold to one.
TEXT = st.text("甲乙國国，", max_size=14)
PHRASE = st.text("甲乙國国，", min_size=1, max_size=3).map(Phrase)


def either(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.lists(nodes, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts)))


def both(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.lists(nodes, min_size=2, max_size=3).map(lambda parts: And(tuple(parts)))


SET = PHRASE | either(PHRASE)
NEAR = st.builds(Near, SET, SET, st.integers(0, 4))
PLACED = NEAR | st.builds(NotWithin, SET, SET) | st.builds(Near, NEAR, SET, st.integers(0, 4))
FIELD = st.builds(Field, st.sampled_from(["title", "author"]), st.text("甲乙國国", min_size=1, max_size=2))
NODE: st.SearchStrategy[Node] = st.recursive(
    PHRASE | PLACED | FIELD, lambda nodes: either(nodes) | both(nodes) | nodes.map(Not), max_leaves=5
)
ARTICLES = st.lists(
    st.tuples(st.none() | st.text("甲乙国，", min_size=1, max_size=6), st.lists(TEXT, max_size=3), TEXT),
    min_size=1,
    max_size=4,
)


def library(drawn: list[tuple[str | None, list[str], str]]) -> list[IndexArticle]:
    return [
        index_article(f"a{n}", title, *texts, authors=(author,))
        for n, (title, texts, author) in enumerate(drawn)
    ]


@settings(deadline=None, max_examples=80)
@given(ARTICLES, st.lists(NODE, min_size=1, max_size=6), st.sampled_from(Scope), st.booleans())
def test_any_query_finds_counts_and_marks_what_it_means(
    drawn: list[tuple[str | None, list[str], str]], nodes: list[Node], scope: Scope, bare: bool
) -> None:
    articles = library(drawn)
    with TemporaryDirectory() as folder:
        write_exact_index(Path(folder) / "exact", articles, None)
        lane = ExactSearcher(Path(folder) / "exact", 10**9)
        for node in nodes:
            wanted = Oracle(articles, bare, scope).answer(node)
            asked = SearchRequest("", node, scope=scope, ignore_punctuation=bare, sort=Sort.PAGE, limit=1000)
            found = lane.search(asked)
            assert {hit.block: hit.spans for hit in found.hits} == wanted
            assert [hit.block for hit in found.hits] == list(wanted)
            articles_with = {one.id for one in articles for block in one.blocks if block.id in wanted}
            assert found.counts == Counts(sum(map(len, wanted.values())), len(wanted), len(articles_with))
            by_article = lane.count_by_article(asked)
            assert set(by_article) == articles_with
            for one in articles:
                spans = {b.id: wanted[b.id] for b in one.blocks if wanted.get(b.id)}
                assert by_article.get(one.id, Counts(0, 0, 0)).occurrences == sum(map(len, spans.values()))
