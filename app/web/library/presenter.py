"""The library as lists: articles under their pages, and the pages themselves."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from app.facets import FACETS
from app.library.contents import PageEntry
from app.library.snapshot import Snapshot
from app.store.lists import Filters, ListQuery
from app.store.rows import StoredArticle, StoredPage
from app.web.core.overview import LibraryOverview
from app.web.core.params import BrowseParams
from app.web.core.query_models import ListOrder
from app.web.core.viewer import Viewer
from app.web.layout.elements import Choice, FacetView, Link
from app.web.layout.filter_links import FacetLinks, affiliation_links, filtered, useful_facets
from app.web.layout.labels import (
    continuation,
    dateline,
    length,
    page_label,
    unusual_kind,
)
from app.web.layout.pagination import pager
from app.web.library.views import HomeView, ItemView, PageEntryView, PageGroupView, PageListView

FACET_VALUES = 16
"""Values of a facet that a list shows; the rest are reached by search or by an article."""


def home_view(
    viewer: Viewer, snapshot: Snapshot, overview: LibraryOverview, params: BrowseParams
) -> HomeView:
    """Return articles in the order asked for, neighbours of one page under one heading."""
    filters = tuple((each.name, each.value) for each in params.filters)
    found = snapshot.articles(ListQuery(filters, params.sort, params.offset, params.limit))
    words = viewer.words
    return HomeView(
        figures=_figures(viewer, snapshot, overview),
        examples=tuple(Link(each, viewer.links.search([("q", each)])) for each in overview.examples),
        active=FacetLinks(viewer, overview, params, viewer.links.home).active(),
        kept=words.ngettext("%(n)s item", "%(n)s items", found.total) if filters else "",
        facets=_facets(viewer, snapshot, overview, params, found.total),
        sorts=_sorts(viewer, params),
        page_groups=tuple(
            _page_group(viewer, overview.pages[page], list(some))
            for page, some in groupby(found.articles, key=lambda article: article.page)
        ),
        empty="" if found.articles else _empty(viewer, overview),
        pager=None if viewer.static else pager(viewer, params, found.total, viewer.links.home),
    )


def _empty(viewer: Viewer, overview: LibraryOverview) -> str:
    if overview.pages:
        return viewer.words.gettext("No article matches these filters.")
    return viewer.words.gettext(
        "The library is empty. Put pages as .txt or .md files into the seeds and build."
    )


def pages_view(
    viewer: Viewer, snapshot: Snapshot, overview: LibraryOverview, offset: int, limit: int
) -> PageListView:
    """Return the source pages, a slice of them, and the files that could not be taken."""
    words, params = viewer.words, BrowseParams(offset=offset, limit=limit, default_limit=limit)
    some = list(overview.pages.values())[offset : offset + limit]
    return PageListView(
        pages=tuple(_page_entry(viewer, entry) for entry in snapshot.page_entries(some)),
        skipped=tuple(
            words.gettext(
                "%(file)s: %(why)s", file=file.file, why=words.message(file.why) if file.why else ""
            )
            for file in snapshot.skipped()
        ),
        pager=pager(viewer, params, len(overview.pages), viewer.links.pages),
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
    viewer: Viewer, snapshot: Snapshot, overview: LibraryOverview, params: BrowseParams, total: int
) -> tuple[FacetView, ...]:
    """Return the facets that narrow the list down further, each counted under the filters of the others."""
    filters = tuple((each.name, each.value) for each in params.filters)
    links = FacetLinks(viewer, overview, params, viewer.links.home)
    values = {name: facet_values(snapshot, overview, name, filters) for name in FACETS}
    facets = []
    articles = {name: [number for _, number in each] for name, each in values.items()}
    for name in useful_facets(articles, total, params.filters):
        chosen = [value for value in values[name][FACET_VALUES:] if (name, value[0]) in filters]
        listed = [*values[name][:FACET_VALUES], *chosen]
        text = viewer.words.gettext("all %(n)s", n=viewer.words.number(len(values[name])))
        address = viewer.links.facet(name, replace(params, offset=0).pairs())
        more = Link(text, address) if len(values[name]) > len(listed) else None
        facets.append(links.facet(name, listed, more))
    return tuple(facets)


def facet_values(
    snapshot: Snapshot, overview: LibraryOverview, name: str, filters: Filters
) -> list[tuple[str, int]]:
    """Return the values of a facet with their articles, of those that the filters of other facets keep."""
    others = tuple(each for each in filters if each[0] != name)
    return snapshot.filter_values(name, others) if others else overview.values[name]


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


def _page_group(viewer: Viewer, page: StoredPage, articles: list[StoredArticle]) -> PageGroupView:
    return PageGroupView(
        label=page_label(page, viewer.words),
        href=viewer.links.page(page.id),
        figures=_page_figures(viewer, page, articles),
        items=tuple(_item(viewer, article) for article in articles),
    )


def _page_entry(viewer: Viewer, entry: PageEntry) -> PageEntryView:
    page, articles = entry.page, entry.articles
    untitled = viewer.words.gettext("no title in print")
    return PageEntryView(
        label=page_label(page, viewer.words),
        href=viewer.links.page(page.id),
        figures=_page_figures(viewer, page, articles),
        articles=tuple(
            Link(
                each.label,
                viewer.links.article(each.id),
                title="" if each.title else untitled,
                rest=continuation(each),
            )
            for each in articles
        ),
    )


def _page_figures(viewer: Viewer, page: StoredPage, articles: Sequence[StoredArticle]) -> tuple[str, ...]:
    words = viewer.words
    paragraphs = sum(article.paragraphs for article in articles)
    items = words.ngettext("%(n)s item", "%(n)s items", len(articles))
    counted = f"{items} · {words.ngettext('%(n)s paragraph', '%(n)s paragraphs', paragraphs)}"
    printed = " · ".join(dateline(articles[0], words)) if articles else ""
    return tuple(figure for figure in (page.folder, counted, printed) if figure)


def _item(viewer: Viewer, article: StoredArticle) -> ItemView:
    return ItemView(
        title=article.label,
        untitled=article.title is None,
        href=viewer.links.article(article.id),
        kind=unusual_kind(article, viewer.words),
        lead=article.lead,
        authors=tuple(Link(name, filtered(viewer, "author", name)) for name in article.authors),
        affiliation=affiliation_links(viewer, article.affiliation),
        figures=length(article, viewer.words),
    )
