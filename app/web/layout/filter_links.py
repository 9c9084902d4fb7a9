"""A filter's value as people read it, and the list of all articles that have it."""

from app.search.contract import Filter
from app.web.core.cache import Shelf
from app.web.core.params import BrowseParams
from app.web.core.preferences import Visit
from app.web.i18n.labels import institution_label, kind_label, page_label


def value_label(visit: Visit, shelf: Shelf, each: Filter) -> str:
    """A filter's value as people read it."""
    if each.name == "page" and each.value in shelf.pages:
        return page_label(shelf.pages[each.value], visit.words)
    if each.name == "kind":
        return kind_label(each.value, visit.words)
    if each.name == "date":
        return visit.words.day(each.value)
    return institution_label(each.value) if each.name == "institution" else each.value


def filtered(visit: Visit, name: str, value: str) -> str:
    """The address of all articles with one value; none in a site of files."""
    if visit.static:
        return ""
    return visit.links.home(BrowseParams(filters=(Filter(name, value),)).pairs())
