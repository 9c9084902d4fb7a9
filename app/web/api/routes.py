"""The API: the same readings as the pages, as JSON with stable names; described in OpenAPI with examples."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from app.api_models import article_shape, counts_shape, page_shape, resolved_shape, whole_page_shape
from app.errors import InputError, LimitError
from app.facets import FACETS
from app.permalinks.resolve import Status
from app.web.api import schemas
from app.web.api.schemas import in_path, parameter, words
from app.web.article.handlers import current_article
from app.web.context import AppState, RequestContext
from app.web.core.params import MAX_LIMIT, MAX_OFFSET, BrowseParams, Format, SearchParams
from app.web.library.handlers import articles_as, current_page
from app.web.search.handlers import search_csv, search_json

MAX_PHRASES = 200
"""Phrases counted in one request."""

_FILTERS = [
    parameter(
        name,
        f"Only articles with this {name}; repeat it for any of several.",
        {"type": "string", "maxLength": 200},
    )
    for name in FACETS
]
_SLICE = [
    parameter("offset", "Where the slice begins.", {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET}),
    parameter("limit", "Length of the slice.", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT}),
]
_FORM = parameter("format", "The form of the list.", words("json", "csv"))
_PROBLEMS = {
    400: "A parameter cannot be meant.",
    404: "Nothing has ever had this id.",
    413: "A parameter is larger than the limit.",
    503: "Nothing has been built yet.",
}


def articles(context: RequestContext) -> Response:
    """A filtered, sorted slice of all articles."""
    params = BrowseParams.read(context.pairs, context.state.limits)
    return articles_as(context, params)


def article(context: RequestContext) -> Response:
    """An article with its blocks; an old id leads to what became of it."""
    return JSONResponse(article_shape(current_article(context)))


def paragraph(context: RequestContext) -> Response:
    """What became of a paragraph's id, old or new; 410 when it is gone."""
    resolved = context.snapshot.resolve_block(context.request.path_params["id"])
    return JSONResponse(resolved_shape(resolved), 410 if resolved.status == Status.GONE else 200)


def pages(context: RequestContext) -> Response:
    """All source pages, and the files that could not be taken."""
    skipped = [{"file": each.file, "why": str(each.why)} for each in context.snapshot.skipped()]
    return JSONResponse(
        {"pages": [page_shape(each) for each in context.overview.pages.values()], "skipped": skipped}
    )


def page(context: RequestContext) -> Response:
    """A source page with its articles and what of it is in none of them."""
    found = current_page(context.snapshot.resolve_page(context.request.path_params["id"]))
    return JSONResponse(whole_page_shape(context.snapshot.page(found.id)))


def search(context: RequestContext) -> Response:
    """The exact lane; with mode=related the related lane too."""
    params = SearchParams.read(context.pairs, context.state.limits)
    if not params.q:
        raise InputError("query-missing")
    return search_csv(context, params) if params.form == Format.CSV else search_json(context, params)


def count(context: RequestContext) -> Response:
    """How often each literal phrase occurs; a zero means that it does not."""
    phrases = [value for name, value in context.pairs if name == "phrase" and value]
    if not phrases:
        raise InputError("phrase-missing")
    longest = context.state.limits.query
    if len(phrases) > MAX_PHRASES or any(len(each) > longest for each in phrases):
        raise LimitError("phrases-too-many", number=MAX_PHRASES, length=longest)
    counted = zip(phrases, context.snapshot.count(phrases), strict=True)
    return JSONResponse([{"phrase": phrase, **counts_shape(counts)} for phrase, counts in counted])


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: its handler, the shape of its answer, its parameters, the problems it can have."""

    path: str
    make: Callable[[RequestContext], Response]
    model: Any
    parameters: list[dict[str, Any]]
    codes: tuple[int, ...] = ()


_ID = "0h5k2m9p7q3r8s4t"
_SORT = parameter("sort", "The order.", words("page", "date", "title", "author", "length"))
_PHRASES = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "minItems": 1,
    "maxItems": MAX_PHRASES,
}
_QUERY = {
    **parameter("q", "The query; see the help page.", {"type": "string", "minLength": 1}, "新质生产力"),
    "required": True,
}
_SEARCH = [
    _QUERY,
    parameter("mode", "Whether the related lane is wanted too.", words("exact", "related")),
    parameter("scope", "Where all words must stand together.", words("paragraph", "article")),
    parameter("punctuation", "Whether punctuation in texts is passed over.", {"enum": ["ignore"]}),
    parameter("sort", "The order of the hits.", words("relevance", "occurrences", "page")),
    *_FILTERS,
    *_SLICE,
    _FORM,
]
_COUNT = [{**parameter("phrase", "A literal phrase.", _PHRASES, ["新质生产力"]), "required": True}]

ENDPOINTS = (
    Endpoint("/articles", articles, schemas.Articles, [*_FILTERS, _SORT, *_SLICE, _FORM], (400, 413)),
    Endpoint("/articles/{id}", article, schemas.Article, [in_path("id", "An article's id.", _ID)], (404,)),
    Endpoint(
        "/paragraphs/{id}", paragraph, schemas.Paragraph, [in_path("id", "A paragraph's id.", _ID)], (404,)
    ),
    Endpoint("/pages", pages, schemas.Pages, []),
    Endpoint(
        "/pages/{id:path}",
        page,
        schemas.WholePage,
        [in_path("id", "A page's id.", "2024/rmrb-0312-09")],
        (404,),
    ),
    Endpoint("/search", search, schemas.Search, _SEARCH, (400, 413)),
    Endpoint("/count", count, list[schemas.Counted], _COUNT, (400, 413)),
)


def api_router(state: AppState) -> APIRouter:
    """The routes with their descriptions."""
    router = APIRouter(prefix="/api")
    for endpoint in ENDPOINTS:
        _add(router, state, endpoint)
    return router


def _add(router: APIRouter, state: AppState, endpoint: Endpoint) -> None:
    make, summary = endpoint.make, (endpoint.make.__doc__ or "").strip()

    def handler(request: Request) -> Response:
        return state.answer(request, make)

    responses: dict[int | str, dict[str, Any]] = {code: _problem(code) for code in (*endpoint.codes, 503)}
    responses[200] = {"model": endpoint.model, "description": summary}
    if _FORM in endpoint.parameters:
        responses[200]["content"] = {"text/csv": {"schema": {"type": "string"}}}
    if make is paragraph:
        responses[410] = {
            "model": endpoint.model,
            "description": "Gone; the last known text is in the answer.",
        }
    router.add_api_route(
        endpoint.path,
        handler,
        methods=["GET"],
        response_class=Response,
        responses=responses,
        name=make.__name__,
        summary=summary,
        operation_id=make.__name__,
        openapi_extra={"parameters": endpoint.parameters},
    )


def _problem(code: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": schemas.Problem.model_json_schema()}}
    return {"content": content, "description": _PROBLEMS[code]}
