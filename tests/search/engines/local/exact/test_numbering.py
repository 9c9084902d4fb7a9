"""Any splitting of a library into segments, with pages that no longer count, answers as one segment does."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.contract import IndexArticle
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.suggestions.did_you_mean import did_you_mean
from app.search.engines.local.suggestions.suggest import suggest
from app.search.request import Group, SearchRequest, Sort
from tests.builders import index_article
from tests.search.generated import NODE, OPTIONS

TEXT = st.text("甲乙國国着，Aａ5 中种", min_size=1, max_size=12)
AUTHORS = st.lists(st.sampled_from(["张三", "李四", "王五"]), max_size=2, unique=True)
ARTICLE = st.tuples(
    st.none() | TEXT, st.lists(TEXT, max_size=3), AUTHORS, st.sampled_from([None, "2023-05-01", "2024-01-02"])
)
PAGES = st.lists(st.lists(ARTICLE, min_size=1, max_size=2), min_size=1, max_size=6)
SPLIT = st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=6, max_size=6)
LISTED: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict, sort=st.sampled_from(Sort), group=st.sampled_from(Group), offset=st.integers(0, 2), limit=st.just(4)
)


def page(number: int, drawn: list[Any], mark: str = "") -> list[IndexArticle]:
    """Return the articles of a page; ``mark`` goes into ids and texts of one that stood there before."""
    articles = [
        index_article(f"a{number}{n}{mark}", title, *texts, mark + "甲乙", authors=tuple(authors), date=date)
        for n, (title, texts, authors, date) in enumerate(drawn)
    ]
    return [replace(one, page=f"p{number}", page_order=f"p{number}") for one in articles]


def divided(
    folder: Path, pages: list[list[IndexArticle]], split: list[tuple[int, bool]]
) -> tuple[list[Path], list[list[int]]]:
    """Write each page into the segment that is drawn for it; a page that went stands before some of them."""
    segments: list[list[list[IndexArticle]]] = [[], [], [], []]
    removed: list[list[int]] = [[], [], [], []]
    for number, (own, (segment, doubled)) in enumerate(zip(pages, split, strict=False)):
        if doubled:
            other = (segment + 1) % 4
            removed[other].append(len(segments[other]))
            segments[other].append(page(number, [(None, ["甲乙国中"], ["赵六"], "1999-01-01")], "x"))
        segments[segment].append(own)
    paths = [folder / f"s{n}" for n in range(4)]
    for path, each in zip(paths, segments, strict=True):
        write_segment(path, [article for one in each for article in one])
    return paths, removed


def agree(one: ExactSearcher, several: ExactSearcher, request: SearchRequest, articles: list[str]) -> None:
    """Both find, count, mark and order the same."""
    assert several.search(request) == one.search(request)
    assert [*several.count_by_article(request).items()] == [*one.count_by_article(request).items()]
    for article in articles:
        assert several.places(article, request) == one.places(article, request)


@pytest.mark.parametrize("examples", [20, pytest.param(500, marks=pytest.mark.soak)])
def test_any_splitting_answers_as_one_segment(examples: int) -> None:
    @settings(deadline=None, max_examples=examples)
    @given(
        PAGES,
        SPLIT,
        st.lists(st.tuples(NODE, OPTIONS, LISTED), min_size=4, max_size=6),
        st.lists(TEXT, min_size=2, max_size=4),
    )
    def each(
        drawn: list[list[Any]],
        split: list[tuple[int, bool]],
        asked: list[tuple[Any, dict[str, Any], dict[str, Any]]],
        typed: list[str],
    ) -> None:
        pages = [page(number, own) for number, own in enumerate(drawn)]
        with TemporaryDirectory() as folder:
            write_segment(Path(folder) / "one", [article for own in pages for article in own])
            one = ExactSearcher([Path(folder) / "one"], 10**9)
            paths, removed = divided(Path(folder), pages, split)
            several = ExactSearcher(paths, 10**9, removed)
            for node, options, listed in asked:
                request = SearchRequest("", node, **options, **listed)
                agree(one, several, request, [article.id for own in pages for article in own])
            for text in typed:
                assert suggest(several, text, 9) == suggest(one, text, 9)
                assert did_you_mean(several.plain, text, 9) == did_you_mean(one.plain, text, 9)
            phrases = ["甲", "乙", "国", "中", "A", "，"]
            counted = several.plain.counted_places(phrases, 0)[0].tolist()
            assert counted == [one.plain.count(phrase) for phrase in phrases]

    each()
