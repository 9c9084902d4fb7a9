"""Filters as links: a value as people read it, the facets of a list, the list of all that have one value."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Generic

from app.facets import FACETS
from app.institutions import institution_names, parse_institutions, without_lead
from app.search.request import Filter
from app.web.core.params import BrowseParams, State, around_filters, toggled
from app.web.core.urls import query_string
from app.web.core.viewer import Viewer
from app.web.layout.elements import FacetView, Link
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.labels import facet_label

_MARK = ("page", "\0")
"""A filter that no address has."""
_NARROWER = {"month": "year", "date": "month"}
"""Facets that are of use within one value of another."""


def filtered(viewer: Viewer, name: str, value: str) -> str:
    """Return the address of all articles with one value; none in a site of files."""
    if viewer.static:
        return ""
    return viewer.links.home(BrowseParams(filters=(Filter(name, value),)).pairs())


def affiliation_links(viewer: Viewer, note: str | None) -> tuple[Link, ...]:
    """Return the note on the authors in pieces, as printed but for 作者系; bodies lead to their articles."""
    if not note:
        return ()
    rest, pieces = without_lead(note), []
    for name in [each.body for each in parse_institutions(note)] or institution_names(note):
        before, _, rest = rest.partition(name)
        pieces += [Link(before, ""), Link(name, filtered(viewer, "institution", name))]
    return tuple(piece for piece in (*pieces, Link(rest, "")) if piece.text)


def useful_facets(
    articles: Mapping[str, Sequence[int]], total: int, filters: Iterable[Filter]
) -> tuple[str, ...]:
    """Return the facets to show, given how many of ``total`` articles have each value.

    A facet is of use where one of its values narrows the list down, or was chosen and can be left again;
    months are shown within a year, days within a month.
    """
    chosen = {each.name for each in filters}
    single = {name for name, numbers in articles.items() if len(numbers) == 1}
    return tuple(
        name
        for name in FACETS
        # Where each page has one article, the page says no more than the article.
        if articles.get(name)
        and (name != "page" or name in chosen or any(number > 1 for number in articles[name]))
        and (name in chosen or any(number < total for number in articles[name]))
        and (name not in _NARROWER or _NARROWER[name] in chosen | single)
    )


class FacetLinks(Generic[State]):
    """Makes the values of facets links: each adds its value to the filters of a list, or takes it away."""

    def __init__(
        self,
        names: ValueNames,
        params: State,
        address: Callable[[list[tuple[str, str]]], str],
    ) -> None:
        self._names, self._words, self._address = names, names.viewer.words, address
        self._params: State = params
        before, after = around_filters(params)
        # A page has a hundred addresses that differ in their filters alone.
        pattern, mark = address([*before, _MARK, *after]), query_string([_MARK])
        self._before, self._mark, self._after = pattern.partition(mark)

    def address(self, filters: tuple[Filter, ...]) -> str:
        """Return the address of the list from its start with other filters."""
        if not (filters and self._mark):  # In a site of files no address has any.
            return self._address(replace(self._params, filters=(), offset=0).pairs())
        chosen = query_string((each.name, each.value) for each in filters)
        return f"{self._before}{chosen}{self._after}"

    def active(self) -> tuple[Link, ...]:
        """Return the filters that are chosen; each link takes one away."""
        return tuple(self.link(each) for each in self._params.filters)

    def link(self, each: Filter, count: int | None = None, name: str = "") -> Link:
        """Return one value of a facet with its count, under its own name or the one that a list gives it."""
        return Link(
            name or self._names.of(each),
            self.address(toggled(self._params.filters, each)),
            each in self._params.filters,
            "" if count is None else self._words.number(count),
        )

    def facet(self, name: str, counted: Iterable[tuple[str, int | None]], more: Link | None) -> FacetView:
        """Return a facet with the values to show, if counted with numbers; ``more`` leads to all of them."""
        counted = tuple(counted)
        self._names.prepare(name, (value for value, _ in counted))
        shown = self._names.apart(name, (value for value, _ in counted))
        values = tuple(self.link(Filter(name, value), count, shown[value]) for value, count in counted)
        return FacetView(facet_label(name, self._words), values, more)
