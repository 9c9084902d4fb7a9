"""A filter's value as people read it, and the list of all articles that have it."""

from app.institutions import institution_names, parse_institutions, without_lead
from app.search.contract import Filter
from app.web.core.overview import LibraryOverview
from app.web.core.params import BrowseParams
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.layout.labels import kind_label, page_label


def value_label(viewer: Viewer, overview: LibraryOverview, each: Filter) -> str:
    """Return a filter's value as people read it."""
    if each.name == "page" and each.value in overview.pages:
        return page_label(overview.pages[each.value], viewer.words)
    if each.name == "kind":
        return kind_label(each.value, viewer.words)
    if each.name == "date":
        return viewer.words.day(each.value)
    return each.value


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
