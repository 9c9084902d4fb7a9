from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from app.library.library import Library
from app.library.queries import (
    ALONE,
    NEARBY,
    NEAREST,
    RELATED_SHOWN,
    THIN,
    Mode,
    Zero,
    answer,
    nearest_paragraphs,
    parse_query,
)
from app.library.snapshot import Snapshot
from app.search.request import Filter
from app.search.results import Suggestion
from tests.builders import build_library, markdown, paragraph, write_seed


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder: Path = tmp_path_factory.mktemp("queries")
    settings = build_library(folder)
    write_seed(settings, "signed.md", markdown("署名", 41, "制度型开放行稳致远。", 42))
    (settings.seeds / "signed.toml").write_text(
        '[[articles]]\ntitle = "署名"\nauthors = ["蟋蟀生"]\n', encoding="utf-8"
    )
    settings = build_library(folder)
    with Library(settings).snapshot() as snapshot:
        yield snapshot


def test_a_query_is_parsed_once_and_never_refused() -> None:
    assert parse_query("开放 改革").parsed.why is None
    assert not parse_query("开放 改革").is_phrase
    unread = parse_query("（开放")
    assert unread.is_phrase or unread.parsed.why


def test_many_hits_bring_neither_related_nor_suggestions(snapshot: Snapshot) -> None:
    found = answer(snapshot, parse_query("年"), Mode.EXACT)
    assert found.exact.counts.paragraphs >= THIN
    assert (found.related, found.suggestions, found.zero) == (None, (), None)


def test_a_thin_exact_lane_brings_the_beginning_of_the_related_one(snapshot: Snapshot) -> None:
    query = "制度型开放 行稳致远"
    found = answer(snapshot, parse_query(query, limit=200), Mode.EXACT)
    assert 0 < found.exact.counts.paragraphs < THIN
    assert found.related is not None
    assert sum(len(group.hits) for group in found.related.groups) <= RELATED_SHOWN
    assert answer(snapshot, parse_query(query, offset=1), Mode.EXACT).related is None


@pytest.mark.parametrize("mode", [Mode.EXACT, None])
def test_a_wording_that_occurs_brings_nothing_related_unasked(snapshot: Snapshot, mode: Mode | None) -> None:
    found = answer(snapshot, parse_query("制度型开放"), mode)
    assert 0 < found.exact.counts.paragraphs < THIN
    assert found.related is None


@pytest.mark.parametrize("query", ["年", "在 年", "开放 OR 力量"])
def test_related_passages_repeat_no_exact_ones(snapshot: Snapshot, query: str) -> None:
    exact = answer(snapshot, parse_query(query, limit=999), Mode.EXACT).exact
    related = answer(snapshot, parse_query(query, limit=999), Mode.RELATED).related
    assert related is not None
    shown = {hit.block.id for group in exact.groups for hit in group.hits}
    assert shown
    assert not shown & {hit.block.id for group in related.groups for hit in group.hits}


def test_the_related_lane_is_answered_with_the_counts_of_the_exact_one(snapshot: Snapshot) -> None:
    found = answer(snapshot, parse_query("在 年", offset=3, limit=5), Mode.RELATED)
    assert found.exact.counts == answer(snapshot, parse_query("在 年"), Mode.EXACT).exact.counts
    assert sum(len(group.hits) for group in found.exact.groups) <= 1
    both = answer(snapshot, parse_query("在 年", limit=5), None)
    assert both.related is not None
    assert sum(len(group.hits) for group in both.exact.groups) == 5


@pytest.mark.parametrize(
    ("query", "filters", "zero"),
    [
        ("蟋蟀测速", (), Zero.PHRASE),
        ("蟋蟀测速", (Filter("kind", "article"),), Zero.FILTERED),
        ("蟋蟀 NEAR/5 开放", (), Zero.COMBINATION),
        ("作者:无此人", (), Zero.FIELDS),
        ("年", (), None),
    ],
)
def test_a_zero_says_how_far_it_reaches(
    snapshot: Snapshot, query: str, filters: tuple[Filter, ...], zero: Zero | None
) -> None:
    assert answer(snapshot, parse_query(query, filters=filters), Mode.EXACT).zero == zero


def test_a_wording_of_bylines_alone_leads_to_its_articles(snapshot: Snapshot) -> None:
    found = answer(snapshot, parse_query("蟋蟀生"), Mode.EXACT)
    assert found.suggestions[0] == Suggestion("蟋蟀生", 1, "author")


def test_each_wording_of_a_zero_is_told_with_its_own_count(snapshot: Snapshot) -> None:
    found = answer(snapshot, parse_query("制度型开放 蟋蟀测速"), Mode.EXACT)
    assert Suggestion("制度型开放", 1, ALONE) in found.suggestions


@given(st.text(alphabet='年开放制度型蟋蟀 OR-"()（）:：', max_size=20))
@hypothesis_settings(max_examples=60, deadline=None)
def test_any_query_is_answered_and_every_part_that_is_told_occurs(snapshot: Snapshot, text: str) -> None:
    found = answer(snapshot, parse_query(text.strip() or "年"), Mode.EXACT)
    assert (found.zero is None) == (found.exact.counts.paragraphs > 0)
    assert len(found.suggestions) <= NEAREST + 3
    told = [each for each in found.suggestions if each.kind in ("part", ALONE)]
    counts = snapshot.count([each.phrase for each in told])
    assert [each.occurrences for each in told] == [each.occurrences for each in counts]


def test_what_is_gone_leads_to_the_paragraphs_nearest_in_wording(snapshot: Snapshot) -> None:
    nearest = nearest_paragraphs(snapshot, paragraph(41).replace("，", "、"))
    assert nearest[0].text == paragraph(41)
    assert len(nearest) <= NEARBY
    assert nearest_paragraphs(snapshot, "") == ()
