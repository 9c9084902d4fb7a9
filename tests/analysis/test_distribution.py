"""Distributions of a library with gaps in time, against what its texts say."""

from collections.abc import Iterator, Sequence

import pytest

from app.analysis.distribution import Distribution, Division, Nested, distribute, rate
from app.build.build import build
from app.library.library import Library
from app.library.queries import Query, parse_query
from app.library.snapshot import Snapshot
from app.search.request import Filter
from app.search.results import Counts
from tests.builders import settings_in, write_seed

ISSUES: dict[str, tuple[str | None, str, list[str]]] = {
    "a/one.md": ("2021-03-02", "开放之路", ["扩大开放，制度型开放。", "改革与开放。"]),
    "a/two.md": ("2021-03-09", "无关", ["粮食丰收。"]),
    "b/three.md": ("2021-06-01", "再论开放", ["制度型开放，自由贸易。"]),
    "b/four.md": ("2023-01-05", "改革", ["改革，改革。"]),
    "none.md": (None, "不知何时", ["开放。"]),
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    settings = settings_in(tmp_path_factory.mktemp("dated"))
    for name, (date, title, texts) in ISSUES.items():
        front = f"---\ndate: {date}\n---\n" if date else ""
        write_seed(settings, name, f"{front}# {title}\n\n" + "\n\n".join(texts) + "\n")
    build(settings, jobs=1)
    with Library(settings).snapshot() as snapshot:
        yield snapshot


def spread(
    snapshot: Snapshot,
    *phrases: str,
    by: Division = Division.ARTICLE,
    nested: Nested = Nested.ALL,
    filters: tuple[Filter, ...] = (),
) -> Distribution:
    queries: Sequence[Query] = [parse_query(each, filters=filters) for each in phrases]
    return distribute(snapshot, queries, by, nested)


def test_each_article_has_its_text_and_counts(snapshot: Snapshot) -> None:
    found = spread(snapshot, "开放", "改革")
    names = snapshot.articles_by_id(part.value for part in found.parts)
    counted = {names[part.value].title: (part.characters, *part.counts) for part in found.parts}
    assert counted["开放之路"] == (4 + 11 + 6, Counts(4, 3, 1), Counts(1, 1, 1))
    assert counted["无关"] == (2 + 5, Counts(0, 0, 0), Counts(0, 0, 0))
    assert found.whole.counts == (Counts(7, 6, 3), Counts(4, 3, 2))
    assert found.whole.characters == sum(part.characters for part in found.parts)
    assert (found.together, found.overlap) == (1, False)


@pytest.mark.parametrize("by", [Division.ARTICLE, Division.YEAR])
@pytest.mark.parametrize(
    ("query", "together"),
    [("制度型 改革", 0), ("开放 -制度型", 1), ("改革 OR 制度型", 2), ("扩大 制度型", 1)],
)
def test_articles_that_have_all_have_each_as_it_is_searched(
    snapshot: Snapshot, query: str, together: int, by: Division
) -> None:
    other = "改革" if "-" in query else "开放"
    assert spread(snapshot, query, other, by=by).together == together


def test_a_year_with_text_has_a_zero_and_one_without_has_nothing(snapshot: Snapshot) -> None:
    found = spread(snapshot, "开放", by=Division.YEAR)
    years = [(part.value, part.articles, part.counts[0].occurrences) for part in found.parts]
    assert years == [("2021", 3, 6), ("2022", 0, 0), ("2023", 1, 0), ("", 1, 1)]
    empty, zero = found.parts[1], found.parts[2]
    assert rate(empty.counts[0], empty.characters) is None
    assert rate(zero.counts[0], zero.characters) == 0
    assert found.spreads[0].dispersion.parts == 3


def test_months_reach_over_the_end_of_a_year(snapshot: Snapshot) -> None:
    months = [part.value for part in spread(snapshot, "开放", by=Division.MONTH).parts]
    assert months[0] == "2021-03"
    assert months[-2:] == ["2023-01", ""]
    assert len(months) == 10 + 12 + 1 + 1


def test_folders_add_up_and_authors_need_not(snapshot: Snapshot) -> None:
    found = spread(snapshot, "开放", by=Division.FOLDER)
    assert [(part.value, part.counts[0].occurrences) for part in found.parts] == [("a", 4), ("b", 2), ("", 1)]


def test_only_the_longest_counts_where_it_is_asked_for(snapshot: Snapshot) -> None:
    both = spread(snapshot, "开放", "制度型开放").whole.counts
    longest = spread(snapshot, "开放", "制度型开放", nested=Nested.LONGEST).whole.counts
    assert [each.occurrences for each in both] == [7, 2]
    assert [each.occurrences for each in longest] == [5, 2]


def test_first_and_last_are_by_date_and_silence_needs_text(snapshot: Snapshot) -> None:
    opening, reform = spread(snapshot, "开放", "改革").spreads
    assert opening.first is not None
    assert opening.first.article.title == "开放之路"
    assert opening.in_title is not None
    assert opening.in_title.article.title == "开放之路"
    assert opening.silence is not None
    assert (opening.silence.first, opening.silence.last) == ("2021-03-02", "2021-06-01")
    assert (opening.silence.days, opening.silence.articles) == (91, 1)
    assert reform.last is not None
    assert reform.last.article.title == "改革"
    # Two articles lie between, and all of 2022, which has no text, adds none.
    assert reform.silence is not None
    assert reform.silence.articles == 2


def test_filters_are_the_library_that_is_divided(snapshot: Snapshot) -> None:
    found = spread(snapshot, "开放", by=Division.YEAR, filters=(Filter("folder", "a"),))
    assert [(part.value, part.articles) for part in found.parts] == [("2021", 2)]
    assert found.whole.counts == (Counts(4, 3, 1),)


def test_what_does_not_occur_has_no_places(snapshot: Snapshot) -> None:
    (nothing,) = spread(snapshot, "没有的话").spreads
    assert (nothing.first, nothing.last, nothing.in_title, nothing.silence) == (None, None, None, None)
    assert nothing.dispersion.dp is None
