"""Handlers for machines and switches: health, metrics, feeds, preferences, help, static files."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from app.errors import NotFoundError
from app.library.snapshot import Reading
from app.store.reader import ListQuery
from app.web.context import Case, Desk
from app.web.core.metrics import Metrics
from app.web.core.preferences import COOKIE, back, choose, cookie_value
from app.web.formats import feeds
from app.web.layout.contexts import ApiPage, HelpPage
from app.web.layout.elements import Head
from app.web.layout.views import ApiRoute, ApiView
from app.web.service.help import help_view

FEED_ENTRIES = 50
YEAR = 365 * 24 * 3600


def help_page(case: Case) -> HelpPage:
    """``/help``"""
    links = case.visit.links
    title = f"{case.visit.words.gettext('How to search')} · 句读"
    head = Head(title=title, canonical=links.absolute(links.plain("help")))
    return HelpPage(case.site("help"), head, help_view(case.visit))


def api_page(case: Case) -> ApiPage:
    """``/api``: what the OpenAPI description says, for people."""
    document = case.request.app.openapi()
    root = case.visit.links.root
    routes = [
        ApiRoute(
            path=path,
            summary=operation["summary"],
            parameters=tuple(
                (each["name"], each["description"])
                for each in operation.get("parameters", ())
                if each["in"] == "query"
            ),
            example=root + _example(path, operation),
        )
        for path, operations in document["paths"].items()
        for operation in operations.values()
    ]
    head = Head(title="API · 句读", canonical=case.visit.links.absolute(case.visit.links.plain("api")))
    view = ApiView(case.visit.links.plain("api/openapi.json"), tuple(routes))
    return ApiPage(case.site(), head, view)


def feed(case: Case) -> Response:
    """``/feed.atom``: the newest articles."""
    found = case.reading.articles(ListQuery(sort="date", limit=FEED_ENTRIES))
    return feeds.articles_feed(case.visit, case.reading.generation, found.articles)


def opensearch(case: Case) -> Response:
    """``/opensearch.xml``"""
    return feeds.opensearch(case.visit)


def sitemap(case: Case) -> Response:
    """``/sitemap.xml`` and its parts"""
    part = case.request.path_params.get("part")
    found = feeds.sitemap(case.visit, sorted(case.reading.reader.article_ids()), part)
    if found is None:
        raise NotFoundError(f"the sitemap has no part {part}")
    return found


def robots(case: Case) -> Response:
    """``/robots.txt``"""
    return feeds.robots(case.visit)


def health(case: Case) -> Response:
    """``/healthz``: which generation is served, and how much is in it."""
    whole = case.reading.generation
    return JSONResponse(
        {
            "status": "ok",
            "generation": whole.name,
            "built": whole.built,
            "pages": whole.pages,
            "articles": whole.articles,
            "paragraphs": whole.paragraphs,
        }
    )


def preferences(desk: Desk, request: Request) -> Response:
    """``/preferences``: keep a choice in the cookie and lead back."""
    visit = desk.visit(request)
    choices = choose(request)
    response = RedirectResponse(back(request, visit), status_code=303)
    response.set_cookie(
        COOKIE,
        cookie_value(choices),
        max_age=YEAR,
        path=f"{visit.links.root}/",
        secure=visit.links.origin.startswith("https:"),
        httponly=True,
        samesite="lax",
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def static(desk: Desk, request: Request) -> Response:
    """``/static/{digest}/{name}``: for ever, if the digest is that of the file."""
    file = desk.statics.get(request.path_params["name"])
    current = request.path_params["digest"] == file.digest
    caching = f"public, max-age={YEAR}, immutable" if current else "no-cache"
    headers = {"Cache-Control": caching, "ETag": f'"{file.digest}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(file.body, media_type=file.media_type, headers=headers)


def metrics(metrics: Metrics, reading: Reading | None) -> Response:
    """``/metrics``"""
    text = metrics.text(reading.generation if reading else None)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8")


def _example(path: str, operation: dict[str, object]) -> str:
    parameters = operation.get("parameters", ())
    assert isinstance(parameters, list | tuple)
    given = {
        each["name"]: each["example"] for each in parameters if each["in"] == "query" and "example" in each
    }
    shown = "&".join(
        f"{name}={value[0] if isinstance(value, list) else value}" for name, value in given.items()
    )
    return f"{path}?{shown}" if shown else path
