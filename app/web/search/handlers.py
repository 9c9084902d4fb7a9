"""Handlers of searching: the page, its other forms, suggestions while typing."""

from dataclasses import replace

from starlette.responses import JSONResponse, Response

from app.api_models import Search
from app.library.queries import Mode, answer
from app.web.context import RequestContext
from app.web.core.params import SearchParams
from app.web.core.query_models import Format
from app.web.formats.csv import CSV_ROWS, hits_csv
from app.web.formats.feeds import FEED_ENTRIES, search_feed
from app.web.formats.json import json_response
from app.web.layout.elements import Alternate, Head
from app.web.search.presenter import SearchPresenter
from app.web.search.views import SearchPage

SUGGESTED = 10
"""Suggestions while typing."""


def search_page(context: RequestContext) -> SearchPage | Response:
    """``/search``: as a page, JSON or CSV."""
    params = SearchParams.read(context.pairs, context.state.limits)
    if params.form == Format.JSON:
        return search_json(context, params)
    if params.form == Format.CSV:
        return search_csv(context, params)
    presenter = SearchPresenter(context.viewer, context.overview, context.snapshot.generation, params)
    if params.q:
        query = params.query()
        view = presenter.view(query, answer(context.snapshot, query, params.mode))
    else:
        view = presenter.empty()
    return SearchPage(context.layout(query=params.q), _head(context, params), view)


def search_json(context: RequestContext, params: SearchParams) -> Response:
    """Answer as ``judou search --json`` prints it."""
    request = params.query().request
    exact = context.snapshot.search(request)
    wanted = params.mode == Mode.RELATED and params.q
    related = context.snapshot.search_related(request) if wanted else None
    return json_response(Search.of(params.q, exact, related))


def search_csv(context: RequestContext, params: SearchParams) -> Response:
    """Answer with the hits of the exact lane as a table."""
    exact = context.snapshot.search(replace(params, limit=CSV_ROWS).query().request)
    return hits_csv(context.viewer, exact.groups)


def search_atom(context: RequestContext) -> Response:
    """``/search.atom``: the hits of a search as a feed."""
    params = SearchParams.read(context.pairs, context.state.limits)
    params = replace(params, limit=FEED_ENTRIES, form=Format.HTML)
    exact = context.snapshot.search(params.query().request)
    return search_feed(context.viewer, context.snapshot.generation, params, exact.groups)


def suggestions(context: RequestContext) -> Response:
    """``/suggest``: what may be meant, in the form of OpenSearch suggestions."""
    params = SearchParams.read([pair for pair in context.pairs if pair[0] == "q"], context.state.limits)
    found = context.snapshot.suggest(params.q, SUGGESTED) if params.q else []
    words, links = context.viewer.words, context.viewer.links
    counts = [words.ngettext("%(n)s time", "%(n)s times", each.occurrences) for each in found]
    urls = [links.absolute(links.search([("q", each.phrase)])) for each in found]
    body = [params.q, [each.phrase for each in found], counts, urls]
    return JSONResponse(body, media_type="application/x-suggestions+json")


def _head(context: RequestContext, params: SearchParams) -> Head:
    words = context.viewer.words
    title = f"{params.q} · {words.gettext('Search')}" if params.q else words.gettext("Search")
    feed = context.viewer.links.search_feed(params.marking())
    alternates = (Alternate(feed, "application/atom+xml", title=title),) if params.q else ()
    return Head(title=f"{title} · 句读", indexed=False, alternates=alternates)
