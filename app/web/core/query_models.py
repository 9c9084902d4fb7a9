"""Every parameter of an address, declared once: pages and API read these models, OpenAPI shows them.

Pages pass over parameters that they do not know (``utm_…``); the API forbids them. Empty values count as
absent, and of several values of one that takes one the last counts.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    StringConstraints,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic.fields import FieldInfo

from app.article import Kind
from app.errors import InputError, LimitError
from app.facets import FACETS, counted_as
from app.library.queries import Mode
from app.search.cursor import LONGEST
from app.search.request import Filter, Group, Scope, Sort
from app.web.core.urls import Pairs

# Deeper than this nobody pages; the lists can be exported instead.
MAX_OFFSET = 1_000_000
MAX_LIMIT = 200
MAX_FILTERS = 50
MAX_VALUE = 200
"""Longest value of a filter, and longest id, in characters."""
MAX_LINE = 100_000_000
WIDTH, MAX_WIDTH = 30, 500
"""Characters that a row shows on either side of an occurrence, by default and at most."""
SHOWN = 40
"""Characters of a bad value that are repeated to whoever sent it."""


class ListOrder(StrEnum):
    """The order of a list of articles."""

    PAGE = "page"
    DATE = "date"
    OLDEST = "oldest"
    TITLE = "title"
    AUTHOR = "author"
    LENGTH = "length"


class Format(StrEnum):
    """The form of a list."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"


class SearchFormat(StrEnum):
    """The form of the results of a search: a list of hits, or references to all articles found."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"
    RIS = "ris"
    CSL_JSON = "csl-json"


class Rows(StrEnum):
    """What one row of a list of hits is."""

    PARAGRAPHS = "paragraphs"
    OCCURRENCES = "occurrences"


def _digits(value: object) -> object:
    """Return ``value``; ValueError for what ``int`` takes though it is not plain digits: ``+1``, ``１``."""
    if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
        raise ValueError(value)
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Whole = Annotated[int, BeforeValidator(_digits)]
Id = Annotated[Text, Field(max_length=MAX_VALUE)]


class QueryModel(BaseModel):
    """The parameters of one address; what cannot be meant is an InputError that names the parameter."""

    model_config = ConfigDict(frozen=True)
    code_if_missing: ClassVar[str] = ""
    """The code of the error that the one parameter is missing that there must be."""

    @classmethod
    def read(cls, pairs: Pairs) -> Self:
        """Return the parameters in the pairs of a query string."""
        given: dict[str, Any] = {}
        for name, value in pairs:
            if name in _lists(cls):
                given.setdefault(name, []).append(value)
            else:
                given[name] = value
        return cls.model_validate(given)

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, given: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(given, dict):
            given = {
                name: [each for each in value if each] if isinstance(value, list) else value
                for name, value in given.items()
            }
            given = {name: value for name, value in given.items() if value or name not in cls.model_fields}
        try:
            return read(given)
        except ValidationError as error:
            raise _refusal(cls, error) from None


PUNCTUATION: Any = Field("", description="Whether punctuation in texts is passed over.")
FORM: Any = Field("", description="Whether characters are found only in the form that is typed.")


class Marks(QueryModel):
    """A query, and how it is understood: all that is needed to mark its hits."""

    q: Text = Field("", description="The query; see the help page.", examples=["新质生产力"])
    scope: Scope = Field(Scope.PARAGRAPH, description="Where all words must stand together.")
    punctuation: Literal["", "ignore"] = PUNCTUATION
    form: Literal["", "strict"] = FORM


_VALUES: dict[str, dict[str, Any]] = {"kind": {"enum": [each.value for each in Kind]}}
"""What is known of the values of a facet; any other value finds nothing."""
_FACETS: dict[str, Any] = {
    name: (
        list[Annotated[str, Field(json_schema_extra={"maxLength": MAX_VALUE, **_VALUES.get(name, {})})]],
        Field([], description="Only articles with this value; repeat it for any of several."),
    )
    for name in FACETS
}
_Facets: Any = create_model("_Facets", __base__=QueryModel, **_FACETS)


class Facets(_Facets):  # type: ignore[misc]
    """A parameter for each facet, which takes several values."""

    def filters(self) -> tuple[Filter, ...]:
        """Return the values of all facets, each once, in a fixed order; LimitError if there are too many."""
        given = ((name, value) for name in FACETS for value in getattr(self, name))
        found = {Filter(name, each) for name, value in given for each in counted_as(name, value)}
        if len(found) > MAX_FILTERS or any(len(each.value) > MAX_VALUE for each in found):
            raise LimitError("filters-too-many", number=MAX_FILTERS, length=MAX_VALUE)
        return tuple(sorted(found, key=lambda each: (FACETS.index(each.name), each.value)))


class Slice(QueryModel):
    """A slice of a list."""

    offset: Whole = Field(0, ge=0, le=MAX_OFFSET, description="Where the slice begins.")
    p: Whole = Field(
        default_factory=int,
        ge=1,
        le=MAX_OFFSET + 1,
        description="The slice by its number, from 1; it stands in place of offset.",
    )
    limit: Whole = Field(default_factory=int, ge=1, le=MAX_LIMIT, description="Length of the slice.")
    """0, which cannot be given, stands for the length that the settings say."""

    def start(self, limit: int) -> int:
        """Return where the slice begins, if one has ``limit`` items."""
        return (self.p - 1) * limit if self.p else self.offset


class BrowseQuery(Slice, Facets):
    """The parameters of a list of articles."""

    sort: ListOrder = Field(ListOrder.PAGE, description="The order.")
    format: Format = Field(Format.HTML, description="The form of the list.")


class SearchQuery(Slice, Facets, Marks):
    """The parameters of a search."""

    mode: Mode = Field(Mode.EXACT, description="Whether the related lane is wanted too.")
    sort: Sort = Field(Sort.RELEVANCE, description="The order of the hits.")
    group: Literal["", Group.PARAGRAPH, Group.ARTICLE] = Field(
        "", description="What is listed and paged through: articles on the page, else paragraphs."
    )
    cursor: Text = Field(
        "",
        max_length=LONGEST,
        description="What an answer gave as next: the list goes on there, as it was; it stands in place of"
        " offset and p.",
    )
    open: list[Id] = Field([], description="Articles that show every hit, grouped by article.")
    rows: Rows = Field(Rows.PARAGRAPHS, description="One row a paragraph, or one an occurrence.")
    width: Whole = Field(WIDTH, ge=0, le=MAX_WIDTH, description="Characters on either side of an occurrence.")
    format: SearchFormat = Field(SearchFormat.HTML, description="The form of the list.")
    limit: Whole = Field(
        default_factory=int,
        ge=1,
        le=MAX_LIMIT,
        description="Length of the slice; without it tables, occurrences and references hold everything.",
    )


class FacetQuery(QueryModel):
    """What the page of all values of a facet takes besides the parameters of its list."""

    find: Text = Field("", max_length=MAX_VALUE, description="A part of the values to list.")


class NameQuery(FacetQuery):
    """The parameters of an index of names."""

    letter: Text = Field("", max_length=1, description="The letter that the names begin with.")


class ArticleQuery(Marks):
    """The parameters of an article."""

    hit: Whole = Field(0, ge=0, le=MAX_OFFSET, description="The number of the hit in hand.")
    at: Id = Field("", description="A block; the hit in hand is the first one in it.")
    part: Text = Field("", description="A selected part, or its beginning.")
    to: Text = Field("", description="The end of a selected part.")
    before: Text = Field("", description="What stands before a selected part, to tell it from its like.")
    after: Text = Field("", description="What stands after it.")
    portion: Whole = Field(0, ge=0, le=MAX_OFFSET, description="A portion of a long article, from 1.")
    view: Literal["", "whole"] = Field("", description="Whether a long article is shown on one page.")


class SourceQuery(QueryModel):
    """The parameters of a source page; a printed one takes those of an article too, to mark hits."""

    line: Whole = Field(0, ge=0, le=MAX_LINE, description="A line to show, counted from 1.")
    block: Id = Field("", description="A block to mark.")
    article: Id = Field("", description="An article to begin at.")
    sheet: Whole = Field(0, ge=0, le=MAX_OFFSET, description="A printed sheet to show, counted from 1.")
    view: Literal["", "lines"] = Field("", description="Whether a printed source is shown line by line.")


@cache
def _lists(model: type[QueryModel]) -> frozenset[str]:
    """Return the names of the parameters that take several values."""
    return frozenset(
        name for name, field in model.model_fields.items() if get_origin(field.annotation) is list
    )


def _refusal(model: type[QueryModel], error: ValidationError) -> InputError:
    """Return the first thing that is wrong with parameters, and what can be given instead."""
    fault = error.errors(include_url=False)[0]
    name, kind = str(fault["loc"][0]), fault["type"]
    if kind == "extra_forbidden":
        return InputError("parameter-unknown", name=name[:SHOWN], known=", ".join(model.model_fields))
    if kind in ("missing", "string_too_short", "too_short"):
        return InputError(model.code_if_missing)
    field, value = model.model_fields[name], str(fault["input"])
    if kind == "string_too_long":
        longest = fault["ctx"]["max_length"]
        return LimitError("parameter-too-long", name=name, length=len(value.strip()), longest=longest)
    if kind == "string_pattern_mismatch":
        # Only dates have a pattern.
        return InputError("parameter-not-date", name=name, value=value[:SHOWN])
    if kind in ("literal_error", "enum"):
        allowed: Any = field.annotation
        words = [str(word) for word in get_args(allowed) or allowed]
        if len(words) == 2 and "" in words:
            return InputError("parameter-not-flag", name=name, value=value[:SHOWN], on=words[-1])
        words = [word for word in words if word]
        return InputError("parameter-not-choice", name=name, value=value[:SHOWN], known=", ".join(words))
    smallest, largest = _bound(field, "ge"), _bound(field, "le")
    return InputError(
        "parameter-not-number", name=name, value=value[:SHOWN], smallest=smallest, largest=largest
    )


def _bound(field: FieldInfo, side: str) -> int:
    return next(int(getattr(each, side)) for each in field.metadata if hasattr(each, side))
