"""The order by relevance that every engine promises: BM25 over the wordings of a query, the same for all."""

from collections.abc import Sequence
from contextlib import closing
from math import log1p

import pytest

from app.search.contract import ExactReader, IndexArticle, SearchEngine
from app.search.language.tree import And, Phrase
from app.search.request import SearchRequest
from tests.builders import index_article
from tests.search.libraries import generation, opened, request, scan, seeds_library
from tests.search.open_libraries import *  # noqa: F403
from tests.search.oracle import cells

TYPES = {"title": 2.0, "heading": 1.4, "key_point": 1.2}
TITLE_BONUS = 0.5


class TestRelevance:
    @pytest.mark.parametrize("wordings", [["发展"], ["发展", "制度"], ["改革", "开放", "的"]])
    def test_hits_are_ranked_as_the_formula_says(self, seeds: ExactReader, wordings: list[str]) -> None:
        node = And(tuple(map(Phrase, wordings))) if wordings[1:] else Phrase(wordings[0])
        hits = seeds.search(SearchRequest("", node, limit=1000, facet_limit=0)).hits
        scores = relevance(seeds_library(), wordings)
        ranked = [scores[hit.block] for hit in hits]
        assert {hit.block for hit in hits} == set(scores)
        assert all(first > second - 1e-4 for first, second in zip(ranked, ranked[1:], strict=False))
        assert len({round(score, 3) for score in ranked}) > 5

    def test_what_stands_under_a_title_that_says_it_comes_first(self, engine: SearchEngine) -> None:
        library = [index_article("a1", "总则", "开放是国策"), index_article("b1", "开放", "开放是国策")]
        with closing(opened(engine, generation(engine, library), library)) as index:
            hits = index.exact.search(request("开放")).hits
        assert [hit.block for hit in hits] == ["b1-t", "b1-1", "a1-1"]


def relevance(library: Sequence[IndexArticle], wordings: list[str]) -> dict[str, float]:
    """The relevance of each block that has all of some wordings."""
    lengths = {block.id: len(cells(block.text)) for one in library for block in one.blocks}
    mean = sum(lengths.values()) / len(lengths)
    places = [scan(library, wording) for wording in wordings]
    weights = [log1p((len(lengths) - len(found) + 0.5) / (len(found) + 0.5)) for found in places]
    scores = {}
    for one in library:
        titles = [block.id for block in one.blocks if block.type == "title"]
        for block in (block for block in one.blocks if all(block.id in found for found in places)):
            damping = 1.2 * (0.25 + 0.75 * lengths[block.id] / mean)
            score = 0.0
            for weight, found in zip(weights, places, strict=True):
                times = len(found[block.id])
                score += weight * 2.2 * times / (times + damping)
                score += weight * TITLE_BONUS * any(title in found for title in titles)
            scores[block.id] = score * TYPES.get(block.type, 1.0)
    return scores
