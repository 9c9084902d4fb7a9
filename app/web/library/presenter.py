"""The library as lists: articles under their pages or folders, and the pages themselves."""

from dataclasses import replace

from app.facets import FACETS, UNDATED
from app.library.snapshot import Snapshot
from app.search.request import Filter
from app.store.lists import Filters, ListQuery
from app.web.core.overview import VALUES, LibraryOverview
from app.web.core.params import BrowseParams
from app.web.core.query_models import ListOrder
from app.web.core.viewer import Viewer
from app.web.layout.elements import Choice, FacetView, Link
from app.web.layout.facets.filter_links import FacetLinks, useful_facets
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.pagination import pager
from app.web.library.items import page_entry, page_groups
from app.web.library.views import HomeView, ListView, PageListView

SHOWN = VALUES - 1
"""Values of a facet that a list shows; the rest are reached by search or by an article."""
_BY_DATE = (ListOrder.DATE, ListOrder.OLDEST)


def home_view(
    names: ValueNames, snapshot: Snapshot, overview: LibraryOverview, params: BrowseParams
) -> HomeView:
    """Return a small library with all its figures."""
    return HomeView(
        figures=_figures(names.viewer, snapshot, overview),
        examples=examples(names.viewer, overview),
        list=list_view(names, snapshot, overview, params),
    )


def examples(viewer: Viewer, overview: LibraryOverview) -> tuple[Link, ...]:
    """Return searches worth trying."""
    return tuple(Link(each, viewer.links.search([("q", each)])) for each in overview.examples)


def list_view(
    names: ValueNames, snapshot: Snapshot, overview: LibraryOverview, params: BrowseParams
) -> ListView:
    """Return articles in the order asked for, neighbours of one page under one heading."""
    filters = filters_of(params)
    found = snapshot.articles(ListQuery(filters, params.sort, params.offset, params.limit))
    viewer = names.viewer
    return ListView(
        active=FacetLinks(names, params, viewer.links.home).active(),
        kept=viewer.words.ngettext("%(n)s item", "%(n)s items", found.total) if filters else "",
        facets=() if viewer.static else _facets(names, snapshot, overview, params, found.total),
        sorts=_sorts(viewer, params),
        remark=_undated(viewer, snapshot, params, found.total),
        page_groups=page_groups(names, snapshot, found.articles),
        empty="" if found.articles else _empty(viewer, snapshot),
        pager=None if viewer.static else pager(viewer, params, found.total, viewer.links.home),
    )


def filters_of(params: BrowseParams) -> Filters:
    """Return the filters of a list as the store takes them."""
    return tuple((each.name, each.value) for each in params.filters)


def _empty(viewer: Viewer, snapshot: Snapshot) -> str:
    if snapshot.generation.pages:
        return viewer.words.gettext("No article matches these filters.")
    return viewer.words.gettext(
        "The library is empty. Put pages "
        "(.txt .md .html .htm .pdf .docx .epub .eml .mhtml .csv .tsv .json .jsonl .ndjson) "
        "into the seeds and build."
    )


def _undated(viewer: Viewer, snapshot: Snapshot, params: BrowseParams, total: int) -> str:
    """Say of a list that is sorted by date how many articles have none."""
    periods = [each.value for each in params.filters if each.name in ("year", "month", "date")]
    if params.sort not in _BY_DATE or not total or (periods and periods != [UNDATED]):
        return ""
    filters = (*filters_of(params), ("year", UNDATED))
    missing = total if periods else snapshot.articles(ListQuery(filters, limit=0)).total
    if missing == total:
        return viewer.words.gettext("None of these has a known date: they stand in page order.")
    return (
        viewer.words.ngettext(
            "%(n)s article without a known date comes last.",
            "%(n)s articles without a known date come last.",
            missing,
        )
        if missing
        else ""
    )


def pages_view(viewer: Viewer, snapshot: Snapshot, offset: int, limit: int) -> PageListView:
    """Return the source pages, a slice of them, and the files that could not be taken."""
    words, params = viewer.words, BrowseParams(offset=offset, limit=limit, default_limit=limit)
    entries = snapshot.page_entries(snapshot.pages_from(offset, limit))
    return PageListView(
        pages=tuple(page_entry(viewer, entry.page, entry.articles) for entry in entries),
        skipped=tuple(
            words.gettext(
                "%(file)s: %(why)s", file=file.file, why=words.message(file.why) if file.why else ""
            )
            for file in snapshot.skipped()
        ),
        pager=None if viewer.static else pager(viewer, params, snapshot.generation.pages, viewer.links.pages),
    )


def _figures(viewer: Viewer, snapshot: Snapshot, overview: LibraryOverview) -> tuple[str, ...]:
    words, whole = viewer.words, snapshot.generation
    captions = overview.kinds.get("caption", 0)
    figures = [
        words.ngettext("%(n)s page", "%(n)s pages", whole.pages),
        words.ngettext("%(n)s article", "%(n)s articles", whole.articles - captions),
        captions and words.ngettext("%(n)s picture caption", "%(n)s picture captions", captions),
        words.ngettext("%(n)s paragraph", "%(n)s paragraphs", whole.paragraphs),
        words.characters(whole.characters),
    ]
    return tuple(figure for figure in figures if figure)


def _facets(
    names: ValueNames, snapshot: Snapshot, overview: LibraryOverview, params: BrowseParams, total: int
) -> tuple[FacetView, ...]:
    """Return the facets that narrow the list down further, each counted under the filters of the others."""
    filters, viewer = filters_of(params), names.viewer
    links = FacetLinks(names, params, viewer.links.home)
    values = {name: _most(snapshot, overview, name, filters) for name in FACETS}
    facets = []
    articles = {name: [number for _, number in each] for name, each in values.items()}
    for name in useful_facets(articles, total, params.filters):
        shown = values[name][:SHOWN]
        listed = [*shown, *_chosen(snapshot, filters, name, {value for value, _ in shown})]
        address = viewer.links.facet(name, replace(params, offset=0).pairs())
        more = Link(viewer.words.gettext("all of them"), address) if len(values[name]) > SHOWN else None
        facets.append(links.facet(name, listed, more))
    return tuple(facets)


def _most(
    snapshot: Snapshot, overview: LibraryOverview, name: str, filters: Filters
) -> list[tuple[str, int]]:
    """Return the values of a facet that most articles have, of those that the filters of others keep."""
    others = tuple(each for each in filters if each[0] != name)
    return snapshot.filter_values(name, others, VALUES) if others else overview.values[name]


def _chosen(snapshot: Snapshot, filters: Filters, name: str, shown: set[str]) -> list[tuple[str, int]]:
    """Return the values that are chosen and not among those shown, with their numbers."""
    others = tuple(each for each in filters if each[0] != name)
    missing = [value for facet, value in filters if facet == name and value not in shown]
    return [
        (value, snapshot.articles(ListQuery((*others, (name, value)), limit=0)).total) for value in missing
    ]


def every_value(snapshot: Snapshot, name: str, params: BrowseParams) -> list[tuple[str, int]]:
    """Return all values of a facet with their articles, of those that the filters of other facets keep."""
    return snapshot.filter_values(name, tuple(each for each in filters_of(params) if each[0] != name))


def folder_of(params: BrowseParams) -> str:
    """Return the one folder that a list is kept to, or nothing."""
    folders = [each for each in params.filters if isinstance(each, Filter) and each.name == "folder"]
    return folders[0].value if len(folders) == 1 else ""


def _sorts(viewer: Viewer, params: BrowseParams) -> Choice:
    words = viewer.words
    names = {
        ListOrder.PAGE: words.pgettext("order", "page"),
        ListOrder.DATE: words.pgettext("order", "newest"),
        ListOrder.OLDEST: words.pgettext("order", "oldest"),
        ListOrder.TITLE: words.pgettext("order", "title"),
        ListOrder.AUTHOR: words.pgettext("order", "author"),
        ListOrder.LENGTH: words.pgettext("order", "length"),
    }
    return Choice(
        words.gettext("Order"),
        tuple(
            Link(text, viewer.links.home(replace(params, sort=order, offset=0).pairs()), order == params.sort)
            for order, text in names.items()
        ),
    )
