"""The parameters of the research desk."""

from typing import Literal

from pydantic import Field

from app.analysis.distribution import Division, Nested
from app.web.core.query_models import FORM, PUNCTUATION, Facets, Format, Slice, Text


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
