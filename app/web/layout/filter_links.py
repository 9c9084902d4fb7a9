"""A filter's value as people read it, and the list of all articles that have it."""

from app.search.contract import Filter
from app.web.core.overview import LibraryOverview
from app.web.core.params import BrowseParams
from app.web.core.viewer import Viewer
from app.web.layout.labels import institution_label, kind_label, page_label


def value_label(viewer: Viewer, overview: LibraryOverview, each: Filter) -> str:
    """Return a filter's value as people read it."""
    if each.name == "page" and each.value in overview.pages:
        return page_label(overview.pages[each.value], viewer.words)
    if each.name == "kind":
        return kind_label(each.value, viewer.words)
    if each.name == "date":
        return viewer.words.day(each.value)
    return institution_label(each.value) if each.name == "institution" else each.value


def filtered(viewer: Viewer, name: str, value: str) -> str:
    """Return the address of all articles with one value; none in a site of files."""
    if viewer.static:
        return ""
    return viewer.links.home(BrowseParams(filters=(Filter(name, value),)).pairs())
