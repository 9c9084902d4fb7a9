"""The API: the same reads as the pages, as JSON with stable names."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from app.answers.articles import Article, Articles, Page, Pages, Paragraph, Skipped, WholePage
from app.answers.concordance import CollocateList, ConcordanceLines, NeighbourList
from app.answers.dossier import DossierAnswer
from app.answers.formulations import FormulationFamilies, FormulationUses, KeyFormulations
from app.answers.hits import Occurrences, SearchByArticle
from app.answers.parallels import ParallelList
from app.answers.quotes import QuoteCheck, QuoteRequest
from app.answers.research import Trends
from app.answers.search import Counts, Search
from app.answers.shifts import ShiftList
from app.errors import LimitError
from app.permalinks.resolve import Status
from app.web.api.openapi import CSV, SEARCH_FORMS, problems
from app.web.api.query_models import (
    MAX_PHRASES,
    ApiBrowseQuery,
    ApiConcordanceQuery,
    ApiDossierQuery,
    ApiFormulationsQuery,
    ApiParallelsQuery,
    ApiQuery,
    ApiQuoteQuery,
    ApiSearchQuery,
    ApiShiftsQuery,
    ApiTrendsQuery,
    CountQuery,
)
from app.web.api.query_route import QueryRoute
from app.web.article.handlers import current_article, stored_article
from app.web.context import AppState, Handler, RequestContext
from app.web.core.params import BrowseParams, SearchParams
from app.web.formats.json import json_response
from app.web.library.exports import articles_as
from app.web.library.handlers import current_page
from app.web.research.concordance.handlers import concordance_as
from app.web.research.dossier.handlers import dossier_as
from app.web.research.formulations.handlers import formulations_as
from app.web.research.parallels.handlers import parallels_as, shifts_as
from app.web.research.parallels.params import ShiftsParams
from app.web.research.params import ConcordanceParams, FormulationsParams, TrendsParams
from app.web.research.quote.handlers import post_answer
from app.web.research.trends.handlers import trends_as
from app.web.search.exports import search_as

router = APIRouter(
    prefix="/api",
    route_class=QueryRoute,
    responses=problems(400, 413, 503),
    generate_unique_id_function=lambda route: route.name,
)
ArticleId = Annotated[str, Path(alias="id", description="An article's id.", examples=["0h5k2m9p7q3r8s4t"])]
ParagraphId = Annotated[str, Path(alias="id", description="A paragraph's id.", examples=["0h5k2m9p7q3r8s4t"])]
PageId = Annotated[str, Path(alias="id", description="A page's id.", examples=["2024/rmrb-0312-09"])]
Phrase = Annotated[str, Path(alias="phrase", description="A wording.", examples=["新质生产力"])]
Only = Annotated[ApiQuery, Query()]
"""No parameters but those of every address."""


@router.get("/articles", response_model=Articles, responses={200: CSV})
def articles(request: Request, query: Annotated[ApiBrowseQuery, Query()]) -> Response:
    """A filtered, sorted slice of all articles."""
    return _answer(
        request, lambda context: articles_as(context, BrowseParams.of(query, context.state.limits))
    )


@router.get("/articles/{id}", response_model=Article, responses=problems(404))
def article(request: Request, _id: ArticleId, _: Only) -> Response:
    """An article with its blocks; an old id leads to what became of it."""
    return _answer(request, lambda context: json_response(Article.of(current_article(context))))


@router.get(
    "/paragraphs/{id}",
    response_model=Paragraph,
    responses={
        410: {"model": Paragraph, "description": "Gone; the last known text is in the answer."},
        **problems(404),
    },
)
def paragraph(request: Request, paragraph_id: ParagraphId, _: Only) -> Response:
    """What became of a paragraph's id, old or new; 410 when it is gone."""

    def handler(context: RequestContext) -> Response:
        resolved = context.snapshot.resolve_block(paragraph_id)
        status = 410 if resolved.status == Status.GONE else 200
        return json_response(Paragraph.model_validate(resolved), status)

    return _answer(request, handler)


@router.get("/pages", response_model=Pages)
def pages(request: Request, _: Only) -> Response:
    """All source pages, and the files that could not be taken."""

    def handler(context: RequestContext) -> Response:
        taken = tuple(Page.model_validate(each) for each in context.snapshot.pages())
        skipped = tuple(Skipped(file=each.file, why=str(each.why)) for each in context.snapshot.skipped())
        return json_response(Pages(pages=taken, skipped=skipped))

    return _answer(request, handler)


@router.get("/pages/{id:path}", response_model=WholePage, responses=problems(404))
def page(request: Request, page_id: PageId, _: Only) -> Response:
    """A source page with its articles and what of it is in none of them."""

    def handler(context: RequestContext) -> Response:
        found = current_page(context.snapshot.resolve_page(page_id))
        return json_response(WholePage.of(context.snapshot.page(found.id)))

    return _answer(request, handler)


@router.get(
    "/search",
    response_model=Search | SearchByArticle | Occurrences,
    responses={200: SEARCH_FORMS},
)
def search(request: Request, query: Annotated[ApiSearchQuery, Query()]) -> Response:
    """The exact lane, by paragraph, article or occurrence; with mode=related the related lane too."""

    def handler(context: RequestContext) -> Response:
        return search_as(context, SearchParams.of(query, context.state.limits))

    return _answer(request, handler)


@router.get("/count", response_model=Counts)
def count(request: Request, query: Annotated[CountQuery, Query()]) -> Response:
    """How often each literal phrase occurs; a zero means that it does not."""

    def handler(context: RequestContext) -> Response:
        phrases, longest = query.phrase, context.state.limits.query
        if len(phrases) > MAX_PHRASES or any(len(each) > longest for each in phrases):
            raise LimitError("phrases-too-many", number=MAX_PHRASES, length=longest)
        ignore, strict = query.punctuation == "ignore", query.form == "strict"
        counted = context.snapshot.count(phrases, ignore_punctuation=ignore, strict=strict)
        return json_response(Counts.of(phrases, counted))

    return _answer(request, handler)


@router.get(
    "/concordance",
    response_model=ConcordanceLines | NeighbourList | CollocateList,
    responses={200: CSV},
)
def concordance(request: Request, query: Annotated[ApiConcordanceQuery, Query()]) -> Response:
    """Every occurrence of a query in a line of its own; what stands beside it; the words near it."""

    def handler(context: RequestContext) -> Response:
        return concordance_as(context, ConcordanceParams.of(query, context.state.limits))

    return _answer(request, handler)


@router.get("/parallels/{id}", response_model=ParallelList, responses={200: CSV, **problems(404)})
def parallels(request: Request, _id: ArticleId, query: Annotated[ApiParallelsQuery, Query()]) -> Response:
    """The passages of an article that stand in others too, verbatim or nearly, with every place."""
    return _answer(
        request, lambda context: parallels_as(context, stored_article(context), query.format, query.sort)
    )


@router.get(
    "/formulations",
    response_model=FormulationFamilies | KeyFormulations | FormulationUses,
    responses={200: CSV},
)
def formulations(request: Request, query: Annotated[ApiFormulationsQuery, Query()]) -> Response:
    """Wordings that recur as units, in families; what two parts of the library prefer; what is new."""

    def handler(context: RequestContext) -> Response:
        return formulations_as(context, FormulationsParams.of(query, context.state.limits))

    return _answer(request, handler)


@router.get(
    "/formulations/{phrase:path}", response_model=DossierAnswer, responses={200: CSV, **problems(404)}
)
def formulation(request: Request, _phrase: Phrase, query: Annotated[ApiDossierQuery, Query()]) -> Response:
    """What is known of one wording: its definition, variants, uses and neighbours."""
    return _answer(request, lambda context: dossier_as(context, query.format))


@router.get("/shifts", response_model=ShiftList, responses={200: CSV})
def shifts(request: Request, query: Annotated[ApiShiftsQuery, Query()]) -> Response:
    """Wordings that take each other's place in different articles; 503 until all texts are compared."""

    def handler(context: RequestContext) -> Response:
        return shifts_as(context, ShiftsParams.of(query, context.state.limits))

    return _answer(request, handler)


@router.get("/trends", response_model=Trends, responses={200: CSV})
def trends(request: Request, query: Annotated[ApiTrendsQuery, Query()]) -> Response:
    """How wordings are spread over the parts of the library, each beside the text that it has."""
    return _answer(
        request,
        lambda context: trends_as(context, TrendsParams.counting(query, context.state.limits), query.format),
    )


async def quote(request: Request, query: Annotated[ApiQuoteQuery, Query()]) -> Response:
    """Quotations compared with the library: what was changed, and where they stand. Nothing is kept."""
    return await post_answer(request.app.state.judou, request, query.format)


router.add_api_route(
    "/quote",
    quote,
    methods=["POST"],
    response_model=QuoteCheck,
    responses={200: CSV},
    route_class_override=APIRoute,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": QuoteRequest.model_json_schema()}},
        }
    },
)


def _answer(request: Request, handler: Handler) -> Response:
    state: AppState = request.app.state.judou
    return state.answer(request, handler)
