"""Handlers for machines and switches: health, metrics, feeds, preferences, help, static files."""

from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from app.errors import NotFoundError, StoreUnavailableError
from app.library.snapshot import Snapshot
from app.store.lists import ListQuery
from app.store.rows import Generation
from app.web.context import AppState, RequestContext
from app.web.core.metrics import Metrics
from app.web.core.preferences import COOKIE, choose, cookie_value
from app.web.core.viewer import return_address
from app.web.formats import feeds
from app.web.layout.elements import Head
from app.web.service.api_reference import api_reference
from app.web.service.help import help_view
from app.web.service.views import ApiPage, HelpPage

YEAR = 365 * 24 * 3600
AWAY = "unavailable"
"""What is told of a part that does not answer."""


def help_page(context: RequestContext) -> HelpPage:
    """``/help``"""
    links = context.viewer.links
    title = f"{context.viewer.words.gettext('How to search')} · 句读"
    head = Head(title=title, canonical=links.absolute(links.plain("help")))
    return HelpPage(context.layout("help"), head, help_view(context.viewer))


def api_page(context: RequestContext) -> ApiPage:
    """``/api``: what the OpenAPI description says, for people."""
    head = Head(
        title="API · 句读", canonical=context.viewer.links.absolute(context.viewer.links.plain("api"))
    )
    document, viewer = context.request.app.state.api.application.openapi(), context.viewer
    view = api_reference(document, viewer.links, viewer.words, _known_ids(context))
    return ApiPage(context.layout(), head, view)


def _known_ids(context: RequestContext) -> dict[str, str]:
    """Return for each address of the API that ends with an id one of this library."""
    articles = context.snapshot.sample_articles(1)
    if not articles:
        return {}
    first = context.snapshot.article(articles[0])
    found = {"/api/articles/{id}": first.article.id, "/api/pages/{id}": first.page.id}
    return found | {"/api/paragraphs/{id}": first.blocks[0].id if first.blocks else ""}


def feed(context: RequestContext) -> Response:
    """``/feed.atom``: the articles that were added or changed last."""
    found = context.snapshot.articles(ListQuery(sort="updated", limit=feeds.FEED_ENTRIES))
    return feeds.articles_feed(context.viewer, context.snapshot.generation, found.articles)


def opensearch(context: RequestContext) -> Response:
    """``/opensearch.xml``"""
    return feeds.opensearch_description(context.viewer)


def sitemap(context: RequestContext) -> Response:
    """``/sitemap.xml`` and its parts"""
    part = context.request.path_params.get("part")
    found = feeds.sitemap_xml(context.viewer, sorted(context.snapshot.article_ids()), part)
    if found is None:
        raise NotFoundError("sitemap-part-unknown", part=str(part))
    return found


def robots(context: RequestContext) -> Response:
    """``/robots.txt``"""
    return feeds.robots_txt(context.viewer)


def health(state: AppState) -> Response:
    """``/healthz``: which generation is served, how much is in it, and which parts answer.

    Without the search engine pages can be read: only where these cannot is the status 503.
    """
    try:
        with state.library.snapshot() as snapshot:
            search = snapshot.if_searchable(partial(_searched, snapshot), AWAY)
            return JSONResponse(_health(snapshot.generation, search))
    except StoreUnavailableError:
        return JSONResponse({"status": AWAY, "store": AWAY, "search": None}, 503)


def _searched(snapshot: Snapshot) -> str:
    """Say that the search engine answers, once it has."""
    snapshot.count(["的"])
    return "ok"


def _health(whole: Generation, search: str) -> dict[str, str | int]:
    return {
        "status": "ok" if search == "ok" else "degraded",
        "store": "ok",
        "search": search,
        "engine": whole.engine,
        "generation": whole.name,
        "built": whole.built,
        "pages": whole.pages,
        "articles": whole.articles,
        "paragraphs": whole.paragraphs,
    }


def preferences(state: AppState, request: Request) -> Response:
    """``/preferences``: keep a choice in the cookie and lead back."""
    viewer = state.viewer(request)
    choices = choose(request)
    response = RedirectResponse(return_address(request, viewer), status_code=303)
    response.set_cookie(
        COOKIE,
        cookie_value(choices),
        max_age=YEAR,
        path=f"{viewer.links.root}/",
        secure=viewer.links.origin.startswith("https:"),
        httponly=True,
        samesite="lax",
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def static(state: AppState, request: Request) -> Response:
    """``/static/{digest}/{name}``: for ever, if the digest is that of the file."""
    file = state.static_files.get(request.path_params["name"])
    current = request.path_params["digest"] == file.digest
    caching = f"public, max-age={YEAR}, immutable" if current else "no-cache"
    # Weak, since what is sent may be compressed.
    headers = {"Cache-Control": caching, "ETag": f'W/"{file.digest}"', "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(file.body, media_type=file.media_type, headers=headers)


def metrics(metrics: Metrics, snapshot: Snapshot | None) -> Response:
    """``/metrics``"""
    text = metrics.text(snapshot.generation if snapshot else None)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8")
