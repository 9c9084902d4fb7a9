"""Handlers of searching: the page, its other forms, suggestions while typing."""

import sys
from collections.abc import Callable
from dataclasses import replace

from starlette.responses import JSONResponse, Response

from app.deferred import deferred
from app.errors import LimitError
from app.library.queries import answer
from app.web.context import RequestContext
from app.web.core.params import SearchParams
from app.web.core.query_models import FacetQuery, SearchFormat
from app.web.layout.elements import Alternate, Head, Layout, Link, Scope
from app.web.layout.facets.facet_page import FacetList, FacetPage
from app.web.layout.facets.filter_links import FacetLinks
from app.web.search.presenter import SearchPresenter
from app.web.search.views import SearchPage

search_as: Callable[..., Response] = deferred("app.web.search.exports", "search_as")

SUGGESTED = 10
"""Suggestions while typing."""
ALL_VALUES = sys.maxsize


def search_page(context: RequestContext) -> SearchPage | Response:
    """``/search``: as a page, or in another form."""
    params = SearchParams.read(context.pairs, context.state.limits)
    if params.form != SearchFormat.HTML:
        return search_as(context, params)
    presenter = SearchPresenter(context.names, context.overview, context.snapshot.generation, params)
    if params.q:
        query = params.query()
        view = presenter.view(query, answer(context.snapshot, query, params.mode))
    else:
        view = presenter.empty()
    return SearchPage(_layout(context, params), _head(context, params), view)


def facet_page(name: str, context: RequestContext) -> FacetPage:
    """``/search/{facet}``: all values that a search can be filtered by."""
    params = replace(SearchParams.read(context.pairs, context.state.limits), open=(), form=SearchFormat.HTML)
    viewer, links = context.viewer, context.viewer.links
    request = params.query().request
    asked = replace(request, facets=(name,), facet_limit=ALL_VALUES, offset=0, after="", limit=0)
    found = context.snapshot.search(asked).facets[name]
    if found is None:
        raise LimitError("facet-uncounted", facet=name)
    values = FacetList(
        viewer,
        params,
        FacetLinks(context.names, params, links.search),
        name,
        [(value.value, value.counts.paragraphs) for value in found.values],
        FacetQuery.read(pair for pair in context.pairs if pair[0] == "find").find,
        links.search_facet,
    )
    back = Link(f"“{params.q}”", links.search(replace(params, offset=0).pairs()))
    view = values.view(back)
    return FacetPage(_layout(context, params), context.head(view.name), view)


def suggestions(context: RequestContext) -> Response:
    """``/suggest``: what may be meant, in the form of OpenSearch suggestions."""
    params = SearchParams.read([pair for pair in context.pairs if pair[0] == "q"], context.state.limits)
    found = context.snapshot.suggest(params.q, SUGGESTED) if params.q else []
    words, links = context.viewer.words, context.viewer.links
    counts = [words.ngettext("%(n)s time", "%(n)s times", each.occurrences) for each in found]
    urls = [links.absolute(links.search([("q", each.phrase)])) for each in found]
    body = [params.q, [each.phrase for each in found], counts, urls]
    return JSONResponse(body, media_type="application/x-suggestions+json")


def _layout(context: RequestContext, params: SearchParams) -> Layout:
    """Return the frame of a search; one that is kept to a folder says so and can be let go."""
    folders = [each.value for each in params.filters if each.name == "folder"]
    if len(folders) != 1:
        return context.layout(query=params.q)
    scope = Scope(folders[0], context.names.folder(folders[0]), chosen=True)
    return context.layout(query=params.q, crumbs=context.names.crumbs(folders[0], whole=True), scope=scope)


def _head(context: RequestContext, params: SearchParams) -> Head:
    words = context.viewer.words
    title = f"{params.q} · {words.gettext('Search')}" if params.q else words.gettext("Search")
    feed = context.viewer.links.search_feed(params.marking())
    alternates = (Alternate(feed, "application/atom+xml", title=title),) if params.q else ()
    return Head(title=f"{title} · 句读", indexed=False, alternates=alternates)
