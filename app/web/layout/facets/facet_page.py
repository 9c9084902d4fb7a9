"""All values of one facet on a page of their own, with a form to search them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, Generic

from app.frozen import dataclass
from app.text import fold
from app.web.core.params import State
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link, PageContext, Pager
from app.web.layout.facets.filter_links import FacetLinks
from app.web.layout.labels import facet_label
from app.web.layout.pagination import pager

VALUES = 200
"""Values on one page."""


@dataclass(frozen=True, slots=True)
class FacetListView:
    """The values of a facet whose names contain ``find``, and the form that asks for others."""

    name: str
    back: Link
    action: str
    kept: tuple[tuple[str, str], ...]
    """The parameters that the form hands on."""
    find: str
    active: tuple[Link, ...]
    figures: str
    values: tuple[Link, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class FacetPage(PageContext):
    """``/search/{facet}``, ``/facets/{facet}`` and ``/formulations/facets/{facet}``"""

    template: ClassVar[str] = "facet.html"
    view: FacetListView


@dataclass(frozen=True, slots=True)
class FacetList(Generic[State]):
    """Presents the values of the facet ``name``: ``counted`` says how many of what each has, if known."""

    viewer: Viewer
    params: State
    links: FacetLinks[State]
    name: str
    counted: Sequence[tuple[str, int | None]]
    find: str
    address: Callable[[str, list[tuple[str, str]]], str]
    """The address of a page like this, given the facet and the parameters of its list."""

    def view(self, back: Link) -> FacetListView:
        """Return one page of the values, from the offset of the parameters on."""
        words = self.viewer.words
        every = self.links.facet(self.name, self.counted, None).values
        wanted = fold(self.find)
        found = [link for link in every if wanted in fold(link.text)]
        here = replace(self.params, limit=VALUES)
        kept = tuple(pair for pair in replace(self.params, offset=0).pairs() if pair[1])
        total = words.ngettext("%(n)s value", "%(n)s values", len(every))
        if self.find:
            total = words.gettext("%(found)s of %(total)s", found=words.number(len(found)), total=total)
        return FacetListView(
            name=facet_label(self.name, words),
            back=back,
            action=self.address(self.name, []),
            kept=kept,
            find=self.find,
            active=self.links.active(),
            figures=total,
            values=tuple(found[here.offset : here.offset + VALUES]),
            pager=pager(self.viewer, here, len(found), self._address),
        )

    def _address(self, pairs: list[tuple[str, str]]) -> str:
        return self.address(self.name, [*pairs, ("find", self.find)])
