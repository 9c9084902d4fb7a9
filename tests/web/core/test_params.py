from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError, LimitError
from app.facets import FACETS
from app.library.queries import Mode
from app.search.request import Filter, Group, Scope, Sort
from app.web.core.params import BrowseParams, Limits, ReadParams, SearchParams, around_filters, toggled
from app.web.core.query_models import ListOrder, Rows, SearchFormat

LIMITS = Limits(query=2000, page_size=20)
FILTERS = st.builds(Filter, st.sampled_from(FACETS), st.text(min_size=1, max_size=20)).filter(
    lambda f: bool(f.value)
)
SEARCHES = st.builds(
    SearchParams,
    q=st.text(max_size=50).map(str.strip),
    mode=st.sampled_from(Mode),
    scope=st.sampled_from(Scope),
    ignore_punctuation=st.booleans(),
    strict=st.booleans(),
    filters=st.just(()),
    sort=st.sampled_from(Sort),
    offset=st.integers(0, 1_000_000),
    limit=st.integers(1, 200),
    form=st.sampled_from(SearchFormat),
    group=st.sampled_from(Group),
    open=st.lists(st.text("0ab", min_size=1, max_size=3), max_size=3, unique=True).map(tuple),
    rows=st.sampled_from(Rows),
    width=st.integers(0, 500),
)


@given(SEARCHES)
def test_a_search_reads_back_from_its_address(params: SearchParams) -> None:
    assert SearchParams.read(params.pairs(), LIMITS) == params


@given(st.lists(FILTERS, max_size=5, unique=True), st.sampled_from(ListOrder), st.integers(0, 1000))
def test_a_list_reads_back_from_its_address(filters: list[Filter], sort: ListOrder, offset: int) -> None:
    params = BrowseParams.read(
        [(f.name, f.value) for f in filters] + [("sort", sort), ("offset", str(offset))], LIMITS
    )
    assert BrowseParams.read(params.pairs(), LIMITS) == params
    assert set(params.filters) == set(filters)


@given(FILTERS)
def test_toggling_a_filter_twice_is_nothing(change: Filter) -> None:
    filters = (Filter("author", "甲"),)
    once = toggled(filters, change)
    assert (change in once) != (change in filters)
    assert set(toggled(once, change)) == set(filters)


@given(st.lists(FILTERS, min_size=1, max_size=5, unique=True), st.integers(0, 1000))
def test_other_filters_stand_where_filters_stand(filters: list[Filter], offset: int) -> None:
    for params in (SearchParams(q="开放", sort=Sort.PAGE), BrowseParams(sort=ListOrder.TITLE, numbered=True)):
        before, after = around_filters(replace(params, offset=offset))
        whole = replace(params, filters=tuple(filters), offset=0).pairs()
        assert [*before, *((each.name, each.value) for each in filters), *after] == whole


@pytest.mark.parametrize(
    "pair",
    [
        ("offset", "-1"),
        ("offset", "1" * 5000),
        ("offset", "10" * 30),
        ("offset", "٣"),
        ("limit", "1e3"),
        ("limit", "201"),
        ("sort", "best"),
        ("mode", "\x00"),
        ("scope", "x" * 100_000),
        ("format", "xml"),
        ("punctuation", "yes"),
    ],
)
def test_what_cannot_be_meant_is_named(pair: tuple[str, str]) -> None:
    with pytest.raises(InputError, match=pair[0]):
        SearchParams.read([("q", "开放"), pair], LIMITS)


def test_too_much_is_refused() -> None:
    with pytest.raises(LimitError, match="2001"):
        SearchParams.read([("q", "开" * 2001)], LIMITS)
    with pytest.raises(LimitError, match="50"):
        SearchParams.read([("author", str(i)) for i in range(51)], LIMITS)


def test_an_article_reads_its_marks_and_nothing_else() -> None:
    params = ReadParams.read([("q", "开放"), ("hit", "3"), ("part", "甲"), ("sort", "nonsense")], LIMITS)
    assert (params.search.q, params.hit, params.part) == ("开放", 3, "甲")
