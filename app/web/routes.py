"""Which address leads to which handler."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from app.analysis.formulations.catalogue import FormulationList
from app.deferred import DeferredModule
from app.errors import IndexMissingError, UnavailableError
from app.facets import FACETS
from app.web.context import AppState, Handler
from app.web.core.metrics import Metrics

article_pages = DeferredModule("app.web.article.handlers")
library_pages = DeferredModule("app.web.library.handlers")
printed_pages = DeferredModule("app.web.printed.handlers")
search_pages = DeferredModule("app.web.search.handlers")
search_exports = DeferredModule("app.web.search.exports")
service_pages = DeferredModule("app.web.service.handlers")
parallels = DeferredModule("app.web.research.parallels.handlers")
concordance = DeferredModule("app.web.research.concordance.handlers")
trends = DeferredModule("app.web.research.trends.handlers")
quote = DeferredModule("app.web.research.quote.handlers")
formulations = DeferredModule("app.web.research.formulations.handlers")
dossier = DeferredModule("app.web.research.dossier.handlers")

PAGES: tuple[tuple[str, Handler], ...] = (
    ("/", library_pages.home_page),
    ("/titles", library_pages.title_index),
    ("/authors", library_pages.author_index),
    ("/institutions", library_pages.institution_index),
    ("/pages", library_pages.page_list),
    ("/pages/{id:path}", library_pages.source_page),
    ("/source/{id:path}.txt", library_pages.source_text),
    ("/articles/{id}.{ending}", article_pages.article_as),
    ("/articles/{id}", article_pages.article_page),
    ("/articles/{id}/parallels", parallels.parallels_page),
    ("/articles/{id}/cite", article_pages.article_cite),
    ("/articles/{id}/cite/{format}", article_pages.article_cite_as),
    ("/articles/{id}/qr.svg", article_pages.article_qr),
    ("/p/{id}", article_pages.paragraph_page),
    ("/p/{id}/cite", article_pages.paragraph_cite),
    ("/p/{id}/cite/{format}", article_pages.paragraph_cite_as),
    ("/p/{id}/qr.svg", article_pages.paragraph_qr),
    ("/search", search_pages.search_page),
    ("/search.atom", search_exports.search_atom),
    *((f"/facets/{name}", partial(library_pages.facet_page, name)) for name in FACETS),
    *((f"/search/{name}", partial(search_pages.facet_page, name)) for name in FACETS),
    ("/concordance", concordance.concordance_page),
    ("/trends", trends.trends_page),
    ("/quote", quote.quote_page),
    ("/compare", parallels.compare_page),
    ("/shifts", parallels.shifts_page),
    ("/formulations", formulations.formulations_page),
    *(
        (f"/formulations/{show}.atom", partial(formulations.formulations_atom, show=show))
        for show in FormulationList
        if show is not FormulationList.ALL
    ),
    *((f"/formulations/facets/{name}", partial(formulations.formulations_facet, name)) for name in FACETS),
    ("/formulations/{phrase:path}", dossier.dossier_page),
    ("/suggest", search_pages.suggestions),
    ("/help", service_pages.help_page),
    ("/api", service_pages.api_page),
    ("/feed.atom", service_pages.feed),
    ("/opensearch.xml", service_pages.opensearch),
    ("/sitemap.xml", service_pages.sitemap),
    ("/sitemap-{part:int}.xml", service_pages.sitemap),
    ("/robots.txt", service_pages.robots),
)

PICTURES: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("/pages/{id:path}/picture/{sheet:int}.png", printed_pages.sheet_drawing),
    ("/pages/{id:path}/picture/{sheet:int}-dark.png", printed_pages.dark_sheet_drawing),
    ("/p/{id}/cutting.png", printed_pages.cutting_drawing),
)


DRAWN: tuple[tuple[str, Handler], ...] = (("/p/{id}/quotation.png", article_pages.paragraph_picture),)
"""Pictures that are made of a text, not of a file."""
_Route = tuple[str, Callable[[Request], Awaitable[Response] | Response]]


def add_routes(app: Starlette, state: AppState, metrics: Metrics) -> None:
    """Add every page; the API brings its own routes.

    An address is compared with one after another: those without an id come first.
    """
    named: list[_Route] = [(path, _page(state, handler)) for path, handler in PAGES]
    # Before the pages, whose ids may have any number of slashes.
    drawn: list[_Route] = [(path, _picture(state, find)) for path, find in PICTURES]
    drawn += [(path, _drawn(state, handler)) for path, handler in DRAWN]
    for path, answer in (
        *(page for page in named if "{" not in page[0]),
        *drawn,
        *(page for page in named if "{" in page[0]),
    ):
        app.add_route(path, answer, methods=["GET"], include_in_schema=False)
    app.add_route("/quote", _posted(state), methods=["POST"], include_in_schema=False)
    app.add_route(
        "/preferences", lambda request: service_pages.preferences(state, request), include_in_schema=False
    )
    app.add_route(
        "/static/{digest}/{name}",
        lambda request: service_pages.static(state, request),
        include_in_schema=False,
    )
    app.add_route("/healthz", lambda _: service_pages.health(state), include_in_schema=False)
    app.add_route("/metrics", lambda _: _metrics(state, metrics), include_in_schema=False)


def _page(state: AppState, handler: Handler) -> Callable[[Request], Response]:
    return lambda request: state.answer(request, handler)


def _posted(state: AppState) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        response: Response = await quote.post_page(state, request)
        return response

    return answer


def _drawn(state: AppState, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await state.drawing.run(lambda: state.answer(request, handler))

    return answer


def _picture(state: AppState, find: Callable[..., Any]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await state.drawing.run(lambda: printed_pages.answer_picture(state, request, find))

    return answer


def _metrics(state: AppState, metrics: Metrics) -> Response:
    try:
        with state.library.snapshot() as snapshot:
            answer: Response = service_pages.metrics(metrics, snapshot)
    except (IndexMissingError, UnavailableError):
        answer = service_pages.metrics(metrics, None)
    return answer
