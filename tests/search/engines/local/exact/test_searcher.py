from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.language.tree import Node
from app.search.request import SearchRequest, Sort
from tests.search.generated import ARTICLES, NODE, OPTIONS, agree, library


@pytest.mark.parametrize("examples", [80, pytest.param(1000, marks=pytest.mark.soak)])
def test_any_query_finds_counts_and_marks_what_it_means(examples: int) -> None:
    @settings(deadline=None, max_examples=examples)
    @given(ARTICLES, st.lists(st.tuples(NODE, OPTIONS), min_size=5, max_size=8))
    def each(
        drawn: list[tuple[str | None, list[str], str]], asked: list[tuple[Node, dict[str, Any]]]
    ) -> None:
        articles = library(drawn)
        with TemporaryDirectory() as folder:
            write_segment(Path(folder) / "exact", articles)
            lane = ExactSearcher([Path(folder) / "exact"], 10**9)
            for node, options in asked:
                agree(articles, lane, SearchRequest("", node, sort=Sort.PAGE, limit=1000, **options))

    each()
