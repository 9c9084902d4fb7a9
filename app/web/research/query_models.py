"""The parameters of the research desk."""

from typing import Annotated, Literal

from pydantic import Field

from app.analysis.concordance import CONTEXT, Listed
from app.analysis.distribution import Division, Nested
from app.analysis.formulations.catalogue import FormulationList, FormulationOrder
from app.search.concordance import Order
from app.web.core.query_models import (
    FORM,
    MAX_VALUE,
    MAX_WIDTH,
    PUNCTUATION,
    Facets,
    Format,
    Marks,
    QueryModel,
    Slice,
    Text,
    Whole,
)


class DistributionQuery(Facets):
    """What is counted, and how the library is divided."""

    q: list[Text] = Field(
        [],
        description="A query; repeat it for each of several.",
        examples=[["新质生产力", "数字经济"]],
    )
    by: Division = Field(Division.ARTICLE, description="What the library is divided by.")
    nested: Nested = Field(Nested.ALL, description="Whether a phrase inside another asked for counts too.")
    punctuation: Literal["", "ignore"] = PUNCTUATION
    form: Literal["", "strict"] = FORM


class TrendsQuery(Slice, DistributionQuery):
    """The parameters of ``/trends``."""

    format: Format = Field(Format.HTML, description="The form of the table.")


MAX_LEAST = 1_000_000
MOST_WITHOUT = 20
"""Longer strings that can be excluded."""


class ConcordanceQuery(Slice, Facets, Marks):
    """The parameters of ``/concordance``."""

    sort: Order = Field(Order.RIGHT, description="The order of the lines.")
    width: Whole = Field(CONTEXT, ge=0, le=MAX_WIDTH, description="Characters on either side.")
    without: list[Annotated[Text, Field(max_length=MAX_VALUE)]] = Field(
        [], description="A longer string; the query does not count inside it. Repeat it for several."
    )
    show: Listed = Field(Listed.LINES, description="Lines, what stands beside them, or the words near them.")
    format: Format = Field(Format.HTML, description="The form of the list.")


class FormulationsQuery(Slice, Facets):
    """The parameters of ``/formulations``; facets say in which articles formulations are counted."""

    sort: FormulationOrder = Field(
        FormulationOrder.PINYIN, description="The order; by keyness where parts are compared, else by pinyin."
    )
    least: Whole = Field(0, ge=0, le=MAX_LEAST, description="The least number of occurrences.")
    articles: Whole = Field(0, ge=0, le=MAX_LEAST, description="The least number of articles.")
    one: Text = Field(
        "",
        description="A part of the library whose formulations are compared: a facet and its value.",
        examples=["year:2024"],
    )
    other: Text = Field("", description="The part that it is compared with; without one all the rest.")
    show: FormulationList = Field(
        FormulationList.ALL, description="All, those first used lately, or those not used for long."
    )
    since: str = Field("", pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$", description="The day that divides these.")
    format: Format = Field(Format.HTML, description="The form of the list.")


class DossierQuery(QueryModel):
    """The parameters of ``/formulations/{phrase}``."""

    format: Format = Field(Format.HTML, description="The form of the dossier.")
