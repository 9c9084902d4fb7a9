"""The articles that formulations are counted in: the facets that narrow them down."""

from collections.abc import Iterator
from dataclasses import replace

from app.facets import FACETS
from app.library.snapshot import Snapshot
from app.search.request import Filter
from app.web.core.overview import VALUES, LibraryOverview
from app.web.layout.elements import FacetView, Link
from app.web.layout.facets.filter_links import FacetLinks, useful_facets
from app.web.layout.facets.value_names import ValueNames
from app.web.research.params import FormulationsParams

SHOWN = VALUES - 1


def scope_facets(
    names: ValueNames,
    snapshot: Snapshot,
    overview: LibraryOverview,
    links: FacetLinks[FormulationsParams],
    params: FormulationsParams,
    total: int,
) -> Iterator[FacetView]:
    """Yield the facets that narrow ``total`` articles down, each with the values that most of them have.

    The values have no numbers: those of articles are not those of the list that they lead to.
    """
    viewer, filters = names.viewer, params.filters
    found = {name: _values(snapshot, overview, filters, name) for name in FACETS}
    articles = {name: list(values.values()) for name, values in found.items()}
    for name in useful_facets(articles, total, filters):
        chosen = [each.value for each in filters if each.name == name]
        shown = dict.fromkeys([*list(found[name])[:SHOWN], *chosen])
        address = viewer.links.formulations_facet(name, replace(params, offset=0).pairs())
        more = Link(viewer.words.gettext("all of them"), address) if len(found[name]) > SHOWN else None
        yield links.facet(name, shown.items(), more)


def every_value(snapshot: Snapshot, filters: tuple[Filter, ...], name: str) -> list[tuple[str, int | None]]:
    """Return all values of a facet, without numbers, of those that the filters of others keep."""
    return [(value, None) for value, _ in snapshot.filter_values(name, _others(filters, name))]


def _values(
    snapshot: Snapshot, overview: LibraryOverview, filters: tuple[Filter, ...], name: str
) -> dict[str, int]:
    """Return the values of a facet that most articles have, of those that the filters of others keep."""
    others = _others(filters, name)
    return dict(snapshot.filter_values(name, others, VALUES) if others else overview.values[name])


def _others(filters: tuple[Filter, ...], name: str) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, each.value) for each in filters if each.name != name)
