"""Handlers of the library: home, the list of pages, a raw page, a page's source."""

from collections.abc import Callable
from dataclasses import replace

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from app.deferred import deferred
from app.errors import NotFoundError
from app.facets import UNSHELVED
from app.library.contents import FullPage
from app.permalinks.resolve import Resolved, Status
from app.search.language.tree import Field
from app.search.language.unparse import unparse
from app.store.rows import StoredPage
from app.web.context import RequestContext
from app.web.core.params import BrowseParams
from app.web.core.query_models import FacetQuery, Format, NameQuery, SourceQuery
from app.web.layout.elements import Head, Link, MessagePage, MessageView, PageContext, Pager, Scope
from app.web.layout.facets.facet_page import FacetList, FacetPage
from app.web.layout.facets.filter_links import FacetLinks
from app.web.layout.labels import page_label
from app.web.library.front import LARGE, front_view, place_view
from app.web.library.name_index import NAMES, NameIndex
from app.web.library.presenter import every_value, folder_of, home_view, pages_view
from app.web.library.source_presenter import LINES_SHOWN, SourcePresenter
from app.web.library.views import (
    FrontPage,
    HomePage,
    NameIndexPage,
    NameIndexView,
    PageListPage,
    PlacePage,
    PlaceView,
    SourcePage,
    SourcePageView,
)

printed_page: Callable[..., PageContext] = deferred("app.web.printed.handlers", "printed_page")
articles_as: Callable[..., Response] = deferred("app.web.library.exports", "articles_as")


def home_page(context: RequestContext) -> HomePage | FrontPage | PlacePage | Response:
    """``/``: all articles, as a page, JSON or CSV; a large library begins with its shelves and years."""
    params = BrowseParams.read(context.pairs, context.state.limits)
    if params.form != Format.HTML:
        return articles_as(context, params)
    words, links = context.viewer.words, context.viewer.links
    shown = (context.names, context.snapshot, context.overview, params)
    folder, large = folder_of(params), context.snapshot.generation.articles > LARGE
    if not context.viewer.static and (folder or (large and not params.is_whole)):
        return _place_page(context, params, folder, place_view(*shown))
    head = Head(
        title=words.gettext("Judou 句读: newspaper articles to read, search and cite"),
        description=words.gettext("A searchable library of Chinese newspaper and policy articles."),
        canonical=links.absolute(links.home()),
        indexed=not context.pairs,
    )
    if large and not context.viewer.static:
        key = (context.snapshot.generation.name, words.language, links.root, links.origin)
        # What lacks a part is made anew as long as it does.
        whole = not context.snapshot.lacks_search
        view = context.state.overviews.view(key, lambda: front_view(*shown)) if whole else front_view(*shown)
        return FrontPage(context.layout("home"), head, view)
    return HomePage(context.layout("home"), head, home_view(*shown))


def _place_page(context: RequestContext, params: BrowseParams, folder: str, view: PlaceView) -> PlacePage:
    found = view.list.pager or Pager("")
    links = context.viewer.links
    head = replace(
        context.head(view.title),
        canonical=links.absolute(links.home(params.pairs())),
        previous=found.previous,
        following=found.following,
    )
    crumbs = context.names.crumbs(folder)
    scope = Scope(folder, view.title, chosen=True) if folder and folder != UNSHELVED else None
    return PlacePage(context.layout("home", crumbs=crumbs, scope=scope), head, view)


def facet_page(name: str, context: RequestContext) -> FacetPage:
    """``/facets/{facet}``: all values that the list of articles can be filtered by."""
    params = replace(BrowseParams.read(context.pairs, context.state.limits), form=Format.HTML)
    viewer, links = context.viewer, context.viewer.links
    values = FacetList(
        viewer,
        params,
        FacetLinks(context.names, params, links.home),
        name,
        every_value(context.snapshot, name, params),
        FacetQuery.read(pair for pair in context.pairs if pair[0] == "find").find,
        links.facet,
    )
    back = Link(viewer.words.gettext("All articles"), links.home(replace(params, offset=0).pairs()))
    view = values.view(back)
    return FacetPage(context.layout("home"), context.head(view.name), view)


def title_index(context: RequestContext) -> NameIndexPage | Response:
    """``/titles``: all titles by letter; to find one of them is a search."""
    index = _index(context)
    if index.find:
        query = unparse(Field("title", index.find))
        return RedirectResponse(context.viewer.links.search([("q", query)]), status_code=303)
    return _name_page(context, index.titles())


def author_index(context: RequestContext) -> NameIndexPage:
    """``/authors``"""
    words, links = context.viewer.words, context.viewer.links

    def total(number: int) -> str:
        return words.ngettext("%(n)s author", "%(n)s authors", number)

    view = _index(context).people("author", words.gettext("Authors"), total, links.authors)
    return _name_page(context, view)


def institution_index(context: RequestContext) -> NameIndexPage:
    """``/institutions``"""
    words, links = context.viewer.words, context.viewer.links

    def total(number: int) -> str:
        return words.ngettext("%(n)s institution", "%(n)s institutions", number)

    view = _index(context).people("institution", words.gettext("Institutions"), total, links.institutions)
    return _name_page(context, view)


def _index(context: RequestContext) -> NameIndex:
    query = NameQuery.read(pair for pair in context.pairs if pair[0] in NameQuery.model_fields)
    place = [pair for pair in context.pairs if pair[0] in ("p", "offset")]
    limits = replace(context.state.limits, page_size=NAMES)
    params = BrowseParams.read(place, limits)
    return NameIndex(context.viewer, context.snapshot, params, query.letter.upper(), query.find)


def _name_page(context: RequestContext, view: NameIndexView) -> NameIndexPage:
    found = view.pager or Pager("")
    head = replace(context.head(view.title), previous=found.previous, following=found.following)
    return NameIndexPage(context.layout("home"), head, view)


def page_list(context: RequestContext) -> PageListPage:
    """``/pages``: the source pages and what could not be taken."""
    params = BrowseParams.read(context.pairs, context.state.limits)
    view = pages_view(context.viewer, context.snapshot, params.offset, params.limit)
    links = context.viewer.links
    head = Head(
        title=f"{context.viewer.words.gettext('Pages')} · 句读", canonical=links.absolute(links.pages())
    )
    return PageListPage(context.layout("pages"), head, view)


def whole_page_list(context: RequestContext) -> PageListPage:
    """``/pages`` of a static site: all of them on one page."""
    number = context.snapshot.generation.pages or 1
    view = replace(pages_view(context.viewer, context.snapshot, 0, number), pager=None)
    return PageListPage(context.layout("pages"), context.head(context.viewer.words.gettext("Pages")), view)


def source_page(context: RequestContext) -> SourcePage | PageContext | Response:
    """``/pages/{id}``: the source beside its reconstruction, as a picture or line by line."""
    resolved = context.snapshot.resolve_page(context.request.path_params["id"])
    if resolved.current is None:
        return _gone(context, resolved.was)
    stored = resolved.current
    if resolved.status != Status.CURRENT:
        return RedirectResponse(context.viewer.links.page(stored.id), status_code=301)
    query = SourceQuery.read(context.pairs)
    page = context.snapshot.page(stored.id)
    printed = page.source.printed
    if printed and printed.sheets and not (query.view or query.line) and context.shows_pictures:
        return printed_page(context, page, printed, query, _neighbours(context, stored))
    presenter = SourcePresenter(context.viewer, page)
    block, article = query.block, query.article
    line = query.line or (presenter.line_of_block(block) if block else presenter.line_of_article(article))
    links = context.viewer.links
    head = Head(
        title=f"{page_label(stored, context.viewer.words)} · 句读",
        canonical=links.absolute(links.page(stored.id)),
    )
    layout = context.layout("pages", crumbs=context.crumbs(stored.id))
    return SourcePage(layout, head, _source_view(context, presenter, stored, line, block or article))


def _gone(context: RequestContext, was: str) -> Response:
    words = context.viewer.words
    title = words.gettext("This page is gone")
    text = words.gettext("“%(was)s” was taken out of the library.", was=was)
    ways = (Link(words.gettext("All pages"), context.viewer.links.pages()), *context.fallback_links())
    return context.state.html(
        MessagePage(context.layout(), context.head(title), MessageView(title, text, ways)), 410
    )


def source_text(context: RequestContext) -> Response:
    """``/source/{id}.txt``: the decoded source and nothing else."""
    found = context.snapshot.source(context.request.path_params["id"])
    return PlainTextResponse(found.text.encode("utf-8", "replace"))


def current_page(resolved: Resolved[StoredPage]) -> StoredPage:
    """Return the page that an id leads to; NotFoundError where it leads nowhere any more."""
    if resolved.current is None:
        raise NotFoundError("page-removed", id=resolved.id[:80])
    return resolved.current


def _source_view(
    context: RequestContext, presenter: SourcePresenter, stored: StoredPage, line: int, marked: str
) -> SourcePageView:
    words = context.viewer.words
    # A window begins at a multiple of its length, so that every line has one address.
    first = (min(line, len(presenter.lines)) - 1) // LINES_SHOWN * LINES_SHOWN + 1
    previous, following = _neighbours(context, stored)
    return SourcePageView(
        label=page_label(stored, words),
        id=stored.file,
        figures=(
            words.ngettext("%(n)s line", "%(n)s lines", len(presenter.lines)),
            words.characters(stored.characters),
            stored.encoding,
        ),
        articles=_articles(context, presenter, first),
        links=_doors(context, presenter.page),
        notes=tuple(words.message(note) for note in stored.notes),
        rows=presenter.rows(first, marked),
        previous=previous,
        following=following,
        pager=_pager(context, stored, first, len(presenter.lines)),
    )


def _doors(context: RequestContext, page: FullPage) -> tuple[Link, ...]:
    words, links = context.viewer.words, context.viewer.links
    picture = Link(words.gettext("As a picture"), links.page(page.page.id))
    alone = Link(words.gettext("The source alone"), links.source(page.page.id))
    return (picture, alone) if page.source.printed and context.shows_pictures else (alone,)


def _neighbours(context: RequestContext, stored: StoredPage) -> tuple[Link | None, Link | None]:
    around = context.snapshot.pages_from(max(0, stored.position - 1), 3)
    before = next((each for each in around if each.position == stored.position - 1), None)
    after = next((each for each in around if each.position > stored.position), None)
    return _neighbour(context, before), _neighbour(context, after)


def _articles(context: RequestContext, presenter: SourcePresenter, first: int) -> tuple[Link, ...]:
    """Return the articles of the page; ``title`` is where each begins in the source."""
    links, found = context.viewer.links, []
    for view in presenter.page.articles:
        article = view.article
        line = presenter.line_of_article(article.id)
        here = first <= line < first + LINES_SHOWN
        anchor = f"a-{article.id}"
        where = f"#{anchor}" if here else links.page(article.page, [("line", str(line))], anchor)
        found.append(Link(article.label, links.article(article.id), title=where))
    return tuple(found)


def _neighbour(context: RequestContext, other: StoredPage | None) -> Link | None:
    return (
        Link(page_label(other, context.viewer.words), context.viewer.links.page(other.id)) if other else None
    )


def _pager(context: RequestContext, stored: StoredPage, first: int, total: int) -> Pager | None:
    if total <= LINES_SHOWN:
        return None
    words, links = context.viewer.words, context.viewer.links
    last = min(first + LINES_SHOWN - 1, total)
    before = links.page(stored.id, [("line", str(first - LINES_SHOWN))]) if first > 1 else ""
    after = links.page(stored.id, [("line", str(last + 1))]) if last < total else ""
    place = words.gettext(
        "lines %(first)s–%(last)s of %(total)s", first=first, last=last, total=words.number(total)
    )
    return Pager(place, before, after)
