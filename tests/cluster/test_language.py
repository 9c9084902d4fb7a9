"""The cluster finds, counts and marks what the naive reading of every text finds."""

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from app.search.contract import ExactReader, IndexArticle, OpenIndex
from app.search.engines.local.exact.phrase_index import find_offsets
from app.search.language.tree import Node, Phrase
from app.search.request import SearchRequest, Sort
from app.search.results import Counts, Span
from tests.cluster.engines import cluster_engine
from tests.search.generated import LETTERS, NODE, OPTIONS, agree, library
from tests.search.libraries import generation, opened, seeds_library
from tests.search.oracle import Cell, cells, wording_cells

pytestmark = pytest.mark.cluster

_MIXED = "国家GDP增长5%，AI 模型2024年人人有责层层一一。開放ＡＩ創新第一百一十一条"


def mixed_library(articles: int = 60) -> list[IndexArticle]:
    """Return texts of a few characters of three scripts, in which much repeats and overlaps."""
    draw = random.Random(7)

    def text(letters: str, most: int) -> str:
        return "".join(draw.choices(letters, k=draw.randint(1, most)))

    titles = ["甲乙", None, "乙A 国", "著国"]
    return library(
        [
            (draw.choice(titles), [text(LETTERS, 24) for _ in range(draw.randint(0, 4))], text("甲乙国A", 6))
            for _ in range(articles)
        ]
    )


class Text:
    """A text as it is compared."""

    def __init__(self, own: list[Cell]) -> None:
        self.cells, self.folded = own, "".join(cell.folded for cell in own)


@contextmanager
def index_of(addresses: str, articles: list[IndexArticle]) -> Iterator[OpenIndex]:
    """The index of a library in three shards."""
    with (
        cluster_engine(addresses, shards=3) as engine,
        closing(opened(engine, generation(engine, articles), articles)) as index,
    ):
        yield index


class Mixed:
    """A library and its exact lane."""

    def __init__(self, articles: list[IndexArticle], lane: ExactReader) -> None:
        self.articles, self.lane = articles, lane


@pytest.fixture(scope="module")
def mixed(addresses: str) -> Iterator[Mixed]:
    articles = mixed_library()
    with index_of(addresses, articles) as index:
        yield Mixed(articles, index.exact)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(node=NODE, options=OPTIONS)
def test_any_query_finds_counts_and_marks_what_it_means(
    mixed: Mixed, node: Node, options: dict[str, Any]
) -> None:
    asked = SearchRequest("", node, sort=Sort.PAGE, limit=1000, facet_limit=0, **options)
    agree(mixed.articles, mixed.lane, asked)


def test_a_thousand_substrings_are_counted_and_marked_as_a_scan_does(addresses: str) -> None:
    articles = [*seeds_library(), *library([(None, [_MIXED * 2, _MIXED[::-1]], "")])]
    phrases = substrings([block.text for one in articles for block in one.blocks])
    texts = {block.id: (one.id, Text(cells(block.text))) for one in articles for block in one.blocks}
    with index_of(addresses, articles) as index:
        counted = dict(zip(phrases, index.exact.count(phrases), strict=True))
        for number, phrase in enumerate(phrases):
            found = scanned(texts, phrase)
            articles_found = len({texts[block][0] for block in found})
            times = sum(map(len, found.values()))
            assert counted[phrase] == Counts(times, len(found), articles_found), phrase
            if number % 10 == 0:
                asked = SearchRequest("", Phrase(phrase), limit=1000, facet_limit=0)
                assert {hit.block: hit.spans for hit in index.exact.search(asked).hits} == found, phrase


def scanned(texts: dict[str, tuple[str, Text]], phrase: str) -> dict[str, tuple[Span, ...]]:
    """Return where a phrase stands in texts that were made comparable once for all."""
    wanted = "".join(cell.folded for cell in wording_cells(phrase))
    found: dict[str, tuple[Span, ...]] = {}
    for block, (_, text) in texts.items():
        if starts := find_offsets(text.folded, wanted):
            own = text.cells
            found[block] = tuple((own[at].at, own[at + len(wanted) - 1].at + 1) for at in starts)
    return found


def substrings(texts: list[str]) -> list[str]:
    """Return a thousand different substrings of 1 to 40 characters: at least 100 of one or two, and 100 with
    Latin letters or digits."""
    draw = random.Random(11)

    def draw_one(most: int) -> str:
        text = draw.choice(texts)
        at = draw.randrange(len(text))
        return text[at : at + draw.randint(1, most)]

    def some(count: int, most: int, foreign: bool = False) -> set[str]:
        found: set[str] = set()
        while len(found) < count:
            one = draw_one(most)
            if not foreign or any(char.isascii() and char.isalnum() for char in one):
                found.add(one)
        return found

    chosen = some(120, 2) | some(120, 40, foreign=True)
    while len(chosen) < 1000:
        chosen |= some(1000 - len(chosen), 40)
    return sorted(chosen)[:1000]
