"""The parameters of the pages about what articles share."""

from enum import StrEnum

from pydantic import Field

from app.analysis.parallels import ParallelOrder
from app.web.core.query_models import Format, Id, Slice, Text


class Likeness(StrEnum):
    """How much alike passages are."""

    VERBATIM = "verbatim"
    NEAR = "near"
    FORMULAS = "formulas"


class ParallelsQuery(Slice):
    """The parameters of ``/articles/{id}/parallels``."""

    show: Likeness = Field(
        Likeness.VERBATIM, description="Passages that are the same, or nearly so; or formulas."
    )
    sort: ParallelOrder = Field(ParallelOrder.WEIGHT, description="The order of the passages.")
    format: Format = Field(Format.HTML, description="The form of the list.")


class ShiftsQuery(Slice):
    """The parameters of ``/shifts``."""

    q: Text = Field("", description="What one of the two wordings contains.", examples=["自贸"])
    format: Format = Field(Format.HTML, description="The form of the list.")


class CompareQuery(Slice):
    """The parameters of ``/compare``."""

    a: Id = Field("", description="The id of an article.", examples=["0h5k2m9p7q3r8s4t"])
    b: Id = Field("", description="The id of another one.", examples=["0h5k2m9p7q3r8s4t"])
    format: Format = Field(Format.HTML, description="The form of the list.")
