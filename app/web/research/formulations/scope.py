"""The articles that formulations are counted in: the facets that narrow them down."""

from collections.abc import Iterator

from app.facets import FACETS
from app.library.snapshot import Snapshot
from app.search.request import Filter
from app.web.core.overview import VALUES, LibraryOverview
from app.web.layout.elements import FacetView
from app.web.layout.facets.filter_links import FacetLinks, useful_facets
from app.web.research.params import FormulationsParams

SHOWN = VALUES - 1


def scope_facets(
    snapshot: Snapshot,
    overview: LibraryOverview,
    links: FacetLinks[FormulationsParams],
    filters: tuple[Filter, ...],
    total: int,
) -> Iterator[FacetView]:
    """Yield the facets that narrow ``total`` articles down, each with the values that most of them have.

    The values have no numbers: those of articles are not those of the list that they lead to.
    """
    found = {name: _values(snapshot, overview, filters, name) for name in FACETS}
    articles = {name: list(values.values()) for name, values in found.items()}
    for name in useful_facets(articles, total, filters):
        chosen = [each.value for each in filters if each.name == name]
        yield links.facet_of_values(name, dict.fromkeys([*list(found[name])[:SHOWN], *chosen]))


def _values(
    snapshot: Snapshot, overview: LibraryOverview, filters: tuple[Filter, ...], name: str
) -> dict[str, int]:
    """Return the values of a facet that most articles have, of those that the filters of others keep."""
    others = tuple((each.name, each.value) for each in filters if each.name != name)
    return dict(snapshot.filter_values(name, others, VALUES) if others else overview.values[name])
