from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError, LimitError
from app.facets import FACETS
from app.library.queries import Mode
from app.web.api.query_models import ApiBrowseQuery, ApiQuery, ApiSearchQuery, CountQuery
from app.web.core.query_models import (
    BrowseQuery,
    Facets,
    QueryModel,
    SearchQuery,
    SourceQuery,
)
from app.web.research.query_models import FormulationsQuery

API: list[type[QueryModel]] = [ApiQuery, ApiBrowseQuery, ApiSearchQuery, CountQuery]


@given(st.text(min_size=1), st.text(min_size=1))
def test_pages_pass_over_parameters_that_they_do_not_know(name: str, value: str) -> None:
    foreign = f"utm_{name}"
    assert SearchQuery.read([(foreign, value), ("q", "开放")]) == SearchQuery.read([("q", "开放")])


@pytest.mark.parametrize("model", API)
@pytest.mark.parametrize("value", ["x", ""])
def test_the_api_refuses_them_and_lists_its_own(model: type[QueryModel], value: str) -> None:
    needed = (
        [("q", "开放")] if model is ApiSearchQuery else [("phrase", "开放")] if model is CountQuery else []
    )
    with pytest.raises(InputError, match="'utm_source'") as refused:
        model.read([*needed, ("utm_source", value)])
    assert all(name in str(refused.value) for name in model.model_fields)


def test_of_several_values_the_last_counts_and_empty_ones_are_absent() -> None:
    query = SearchQuery.read([("mode", "exact"), ("mode", "related"), ("limit", ""), ("offset", "0")])
    assert (query.mode, query.limit, query.offset) == (Mode.RELATED, 0, 0)


@pytest.mark.parametrize("query", ["", "q=", "q=%20%20", "limit=3"])
def test_a_search_of_the_api_needs_a_query(query: str) -> None:
    with pytest.raises(InputError, match="^q is missing; say what to search for$"):
        ApiSearchQuery.read(parse_qsl(query, keep_blank_values=True))


@pytest.mark.parametrize("query", ["", "phrase=", "phrase=&phrase="])
def test_counting_needs_a_phrase(query: str) -> None:
    with pytest.raises(InputError, match="^phrase is missing; say what to count, once for each phrase$"):
        CountQuery.read(parse_qsl(query, keep_blank_values=True))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("mode", "best", "mode='best' is not known; it can be exact, related"),
        ("format", "xml", "format='xml' is not known; it can be html, json, csv, ris, csl-json"),
        ("group", "page", "group='page' is not known; it can be paragraph, article"),
        ("punctuation", "keep", "punctuation='keep' is not known; leave it out or say 'ignore'"),
        ("limit", "0", "limit='0' is not a whole number from 1 to 200"),
        ("limit", "+1", "limit='+1' is not a whole number from 1 to 200"),
        ("offset", "9" * 5000, f"offset='{'9' * 40}' is not a whole number from 0 to 1000000"),
    ],
)
def test_a_refusal_says_what_can_be_given(name: str, value: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        SearchQuery.read([(name, value)])
    assert str(refused.value) == told


def test_the_api_has_no_pages() -> None:
    with pytest.raises(InputError, match="it can be json, csv$"):
        ApiBrowseQuery.read([("format", "html")])


def test_an_id_is_no_longer_than_ids_are() -> None:
    with pytest.raises(LimitError, match="^block has 201 characters; at most 200"):
        SourceQuery.read([("block", "x" * 201)])


@given(st.dictionaries(st.sampled_from(FACETS), st.lists(st.text(min_size=1, max_size=9), max_size=3)))
def test_every_facet_takes_several_values(chosen: dict[str, list[str]]) -> None:
    pairs = parse_qsl(urlencode(chosen, doseq=True))
    found = {(each.name, each.value) for each in BrowseQuery.read(pairs).filters()}
    assert found == {(name, value) for name, values in chosen.items() for value in values}


def test_facets_are_parameters() -> None:
    assert tuple(Facets.model_fields) == FACETS


def test_what_is_no_date_is_told() -> None:
    with pytest.raises(InputError, match="write 2024, 2024-03 or 2024-03-12"):
        FormulationsQuery.read([("since", "yesterday")])
