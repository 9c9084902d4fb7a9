"""The parameters of the API: those of the pages, and none that does not exist."""

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from app.analysis.distribution import MOST_PHRASES
from app.analysis.parallels import ParallelOrder
from app.i18n.catalogues import Language
from app.web.core.query_models import (
    FORM,
    PUNCTUATION,
    BrowseQuery,
    Format,
    QueryModel,
    SearchFormat,
    SearchQuery,
    Text,
)
from app.web.research.parallels.query_models import ShiftsQuery
from app.web.research.query_models import (
    ConcordanceQuery,
    DistributionQuery,
    DossierQuery,
    FormulationsQuery,
)

MAX_PHRASES = 200
"""Phrases counted in one request."""


class ApiQuery(QueryModel):
    """The parameters of every address of the API; one that does not exist is an InputError."""

    model_config = ConfigDict(extra="forbid")

    lang: str = Field(
        default_factory=str,
        description="Language of problems and of a table's headings; else what Accept-Language says.",
        json_schema_extra={"enum": [each.value for each in Language]},
    )


AnswerFormat = Annotated[Literal[Format.JSON, Format.CSV], Field(description="The form of the list.")]
"""A list of the API is no page."""
SearchAnswerFormat = Annotated[
    Literal[SearchFormat.JSON, SearchFormat.CSV, SearchFormat.RIS, SearchFormat.CSL_JSON],
    Field(description="The form of the results; the last two are references to the articles found."),
]


class ApiQuoteQuery(ApiQuery):
    """The parameters of ``POST /api/quote``, beside what is posted."""

    format: AnswerFormat = Format.JSON


class ApiBrowseQuery(ApiQuery, BrowseQuery):
    """The parameters of ``/api/articles``."""

    format: AnswerFormat = Format.JSON


class ApiSearchQuery(ApiQuery, SearchQuery):
    """The parameters of ``/api/search``."""

    code_if_missing: ClassVar[str] = "query-missing"

    q: Text = Field(min_length=1, description="The query; see the help page.", examples=["新质生产力"])
    format: SearchAnswerFormat = SearchFormat.JSON


class ApiFormulationsQuery(ApiQuery, FormulationsQuery):
    """The parameters of ``/api/formulations``."""

    format: AnswerFormat = Format.JSON


class ApiDossierQuery(ApiQuery, DossierQuery):
    """The parameters of ``/api/formulations/{phrase}``."""

    format: AnswerFormat = Format.JSON


class ApiConcordanceQuery(ApiQuery, ConcordanceQuery):
    """The parameters of ``/api/concordance``."""

    code_if_missing: ClassVar[str] = "query-missing"

    q: Text = Field(min_length=1, description="The query; see the help page.", examples=["新质生产力"])
    format: AnswerFormat = Format.JSON


class ApiParallelsQuery(ApiQuery):
    """The parameters of ``/api/parallels/{id}``."""

    sort: ParallelOrder = Field(ParallelOrder.WEIGHT, description="The order of the passages.")
    format: AnswerFormat = Format.JSON


class ApiShiftsQuery(ApiQuery, ShiftsQuery):
    """The parameters of ``/api/shifts``."""

    format: AnswerFormat = Format.JSON


class ApiTrendsQuery(ApiQuery, DistributionQuery):
    """The parameters of ``/api/trends``, which lists all parts."""

    code_if_missing: ClassVar[str] = "query-missing"

    q: list[Text] = Field(
        min_length=1,
        description="A query; repeat it for each of several.",
        examples=[["新质生产力", "数字经济"]],
        json_schema_extra={"maxItems": MOST_PHRASES},
    )
    format: AnswerFormat = Format.JSON


class CountQuery(ApiQuery):
    """The parameters of ``/api/count``."""

    code_if_missing: ClassVar[str] = "phrase-missing"

    phrase: list[str] = Field(
        min_length=1,
        description="A literal phrase; repeat it for each of several.",
        examples=[["新质生产力"]],
        json_schema_extra={"maxItems": MAX_PHRASES},
    )
    punctuation: Literal["", "ignore"] = PUNCTUATION
    form: Literal["", "strict"] = FORM
