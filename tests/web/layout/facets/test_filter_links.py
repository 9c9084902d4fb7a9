from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.facets import FACETS
from app.i18n.catalogues import Language, texts
from app.library.library import Library
from app.search.request import Filter, Sort
from app.web.core.params import SearchParams
from app.web.core.urls import Links
from app.web.core.viewer import Viewer
from app.web.layout.facets.filter_links import FacetLinks
from app.web.layout.facets.value_names import ValueNames
from tests.builders import build_library

FILTERS = st.builds(Filter, st.sampled_from(FACETS), st.text(min_size=1))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(build_library(tmp_path_factory.mktemp("library")))


@given(
    st.sampled_from(["开放", "page=%00&a", "page=\0", "a+b %00#？"]),
    st.lists(FILTERS, max_size=4, unique=True).map(tuple),
    st.lists(FILTERS, max_size=4, unique=True).map(tuple),
)
def test_addresses_with_other_filters_are_those_of_the_whole_state(
    library: Library, query: str, chosen: tuple[Filter, ...], others: tuple[Filter, ...]
) -> None:
    viewer = Viewer(Links("/under", "http://here"), texts(Language.ENGLISH))
    params = SearchParams(q=query, filters=chosen, sort=Sort.NEWEST, offset=40)
    with library.snapshot() as snapshot:
        links = FacetLinks(ValueNames(viewer, snapshot), params, viewer.links.search)
    whole = replace(params, filters=others, offset=0)
    assert links.address(others) == viewer.links.search(whole.pairs())


def test_in_a_site_of_files_no_address_has_filters(library: Library) -> None:
    viewer = Viewer(Links("", "", "search/index.html"), texts(Language.ENGLISH), static=True)
    with library.snapshot() as snapshot:
        links = FacetLinks(ValueNames(viewer, snapshot), SearchParams(), viewer.links.search)
    assert links.address((Filter("year", "2024"),)) == links.address(())
