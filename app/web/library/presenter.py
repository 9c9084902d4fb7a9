"""The library as lists: articles under their pages, and the pages themselves."""

from dataclasses import replace
from itertools import groupby

from app.facets import FACETS
from app.library.snapshot import Reading
from app.search.contract import Filter
from app.store.reader import Filters, ListQuery
from app.store.rows import StoredArticle, StoredPage
from app.web.core.cache import Shelf
from app.web.core.params import BrowseParams, Order, toggled
from app.web.core.preferences import Visit
from app.web.i18n.labels import (
    dateline,
    facet_label,
    goes_on,
    institution_label,
    length,
    page_label,
    unusual_kind,
)
from app.web.i18n.messages import said
from app.web.layout.elements import Choice, Facet, Link
from app.web.layout.filter_links import filtered, value_label
from app.web.layout.pagination import pager
from app.web.layout.views import HomeView, IssueView, ItemView, PagesView, SheetView

SHOWN = 16
"""Values of a facet that a list shows; the rest are reached by search or by an article."""


def home_view(visit: Visit, reading: Reading, shelf: Shelf, params: BrowseParams) -> HomeView:
    """Articles in the order asked for, neighbours of one page under one heading."""
    filters = tuple((each.name, each.value) for each in params.filters)
    found = reading.articles(ListQuery(filters, params.sort, params.offset, params.limit))
    words = visit.words
    return HomeView(
        figures=_figures(visit, reading, shelf),
        examples=tuple(Link(each, visit.links.search([("q", each)])) for each in shelf.examples),
        active=tuple(
            Link(value_label(visit, shelf, each), visit.links.home(toggled(params, each).pairs()))
            for each in params.filters
        ),
        kept=words.ngettext("%(n)s item", "%(n)s items", found.total) if filters else "",
        facets=_facets(visit, reading, shelf, params, filters),
        sorts=_sorts(visit, params),
        issues=tuple(
            _issue(visit, shelf.pages[page], list(some))
            for page, some in groupby(found.articles, key=lambda article: article.page)
        ),
        empty="" if found.articles else _empty(visit, shelf),
        pager=None if visit.static else pager(visit, params, found.total, visit.links.home),
    )


def _empty(visit: Visit, shelf: Shelf) -> str:
    if shelf.pages:
        return visit.words.gettext("No article matches these filters.")
    return visit.words.gettext(
        "The library is empty. Put pages as .txt or .md files into the seeds and build."
    )


def pages_view(visit: Visit, reading: Reading, shelf: Shelf, offset: int, limit: int) -> PagesView:
    """The source pages, a slice of them, and the files that could not be taken."""
    words, params = visit.words, BrowseParams(offset=offset, limit=limit, default_limit=limit)
    some = list(shelf.pages.values())[offset : offset + limit]
    articles = reading.reader.articles_of_pages(page.id for page in some)
    return PagesView(
        sheets=tuple(_sheet(visit, page, articles.get(page.id, [])) for page in some),
        skipped=tuple(
            words.gettext("%(file)s: %(why)s", file=file.file, why=said(file.why or "", words))
            for file in reading.skipped()
        ),
        pager=pager(visit, params, len(shelf.pages), visit.links.pages),
    )


def _figures(visit: Visit, reading: Reading, shelf: Shelf) -> tuple[str, ...]:
    words, whole = visit.words, reading.generation
    captions = shelf.kinds.get("caption", 0)
    figures = [
        words.ngettext("%(n)s page", "%(n)s pages", whole.pages),
        words.ngettext("%(n)s article", "%(n)s articles", whole.articles - captions),
        captions and words.ngettext("%(n)s picture caption", "%(n)s picture captions", captions),
        words.ngettext("%(n)s paragraph", "%(n)s paragraphs", whole.paragraphs),
        words.characters(whole.characters),
    ]
    return tuple(figure for figure in figures if figure)


def _facets(
    visit: Visit, reading: Reading, shelf: Shelf, params: BrowseParams, filters: Filters
) -> tuple[Facet, ...]:
    """What narrows the list down further, counted among the articles that it has now."""
    values = {name: reading.filter_values(name, filters) for name in FACETS} if filters else shelf.values
    chosen = {name for name, _ in filters}
    # A facet with one value narrows nothing down.
    useful = (name for name in FACETS if len(values[name]) > 1 or (values[name] and name in chosen))
    return tuple(_facet(visit, shelf, params, name, values[name]) for name in useful)


def _facet(
    visit: Visit, shelf: Shelf, params: BrowseParams, name: str, counted: list[tuple[str, int]]
) -> Facet:
    values = []
    for value, count in counted[:SHOWN]:
        each = Filter(name, value)
        href = visit.links.home(toggled(params, each).pairs())
        count_words = visit.words.number(count)
        values.append(Link(value_label(visit, shelf, each), href, each in params.filters, count_words))
    rest = len(counted) - SHOWN
    more = visit.words.ngettext("and %(n)s more", "and %(n)s more", rest) if rest > 0 else ""
    return Facet(facet_label(name, visit.words), tuple(values), more)


def _sorts(visit: Visit, params: BrowseParams) -> Choice:
    words = visit.words
    names = {
        Order.PAGE: words.pgettext("order", "page"),
        Order.DATE: words.pgettext("order", "date"),
        Order.TITLE: words.pgettext("order", "title"),
        Order.AUTHOR: words.pgettext("order", "author"),
        Order.LENGTH: words.pgettext("order", "length"),
    }
    return Choice(
        words.gettext("Order"),
        tuple(
            Link(text, visit.links.home(replace(params, sort=order, offset=0).pairs()), order == params.sort)
            for order, text in names.items()
        ),
    )


def _issue(visit: Visit, page: StoredPage, articles: list[StoredArticle]) -> IssueView:
    return IssueView(
        label=page_label(page, visit.words),
        href=visit.links.page(page.id),
        figures=_page_figures(visit, articles),
        items=tuple(_item(visit, article) for article in articles),
    )


def _sheet(visit: Visit, page: StoredPage, articles: list[StoredArticle]) -> SheetView:
    untitled = visit.words.gettext("no title in print")
    return SheetView(
        label=page_label(page, visit.words),
        href=visit.links.page(page.id),
        figures=_page_figures(visit, articles),
        articles=tuple(
            Link(
                each.label,
                visit.links.article(each.id),
                title="" if each.title else untitled,
                rest=goes_on(each),
            )
            for each in articles
        ),
    )


def _page_figures(visit: Visit, articles: list[StoredArticle]) -> tuple[str, ...]:
    words = visit.words
    paragraphs = sum(article.paragraphs for article in articles)
    items = words.ngettext("%(n)s item", "%(n)s items", len(articles))
    counted = f"{items} · {words.ngettext('%(n)s paragraph', '%(n)s paragraphs', paragraphs)}"
    return (counted, " · ".join(dateline(articles[0], words))) if articles else (counted,)


def _item(visit: Visit, article: StoredArticle) -> ItemView:
    institution = article.affiliation
    return ItemView(
        title=article.label,
        untitled=article.title is None,
        href=visit.links.article(article.id),
        kind=unusual_kind(article, visit.words),
        lead=article.lead,
        authors=tuple(Link(name, filtered(visit, "author", name)) for name in article.authors),
        affiliation=(
            Link(institution_label(institution), filtered(visit, "institution", institution))
            if institution
            else None
        ),
        figures=length(article, visit.words),
    )
