"""The address is the state: a query string becomes a frozen request, and a request writes it back.

A link to another state is the same object with one field replaced. Pages and API use the same names.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self, TypeVar

from app.errors import InputError, LimitError
from app.facets import FACETS
from app.library.queries import Mode, Query, parse_query
from app.search.contract import Filter, Scope, Sort
from app.web.core.urls import Pairs

# Deeper than this nobody pages; the lists can be exported instead.
MAX_OFFSET = 1_000_000
MAX_LIMIT = 200
MAX_FILTERS = 50
MAX_VALUE = 200
"""Longest value of a filter in characters."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class ListOrder(StrEnum):
    """The order of a list of articles."""

    PAGE = "page"
    DATE = "date"
    TITLE = "title"
    AUTHOR = "author"
    LENGTH = "length"


class Format(StrEnum):
    """The form of a list."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that the settings set."""

    query: int
    page_size: int


@dataclass(frozen=True, slots=True)
class SearchParams:
    """The state of a search page."""

    q: str = ""
    mode: Mode = Mode.EXACT
    scope: Scope = Scope.PARAGRAPH
    ignore_punctuation: bool = False
    filters: tuple[Filter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    form: Format = Format.HTML
    default_limit: int = 20

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        given = QueryReader(pairs)
        return cls(
            q=given.query("q", limits.query),
            mode=given.choice("mode", Mode.EXACT),
            scope=given.choice("scope", Scope.PARAGRAPH),
            ignore_punctuation=given.flag("punctuation", "ignore"),
            filters=given.filters(),
            sort=given.choice("sort", Sort.RELEVANCE),
            offset=given.number("offset", 0, MAX_OFFSET),
            limit=given.number("limit", limits.page_size, MAX_LIMIT, smallest=1),
            form=given.choice("format", Format.HTML),
            default_limit=limits.page_size,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            *self.marking(),
            ("mode", "" if self.mode == Mode.EXACT else self.mode),
            *((each.name, each.value) for each in self.filters),
            ("sort", "" if self.sort == Sort.RELEVANCE else self.sort),
            ("offset", str(self.offset or "")),
            ("limit", "" if self.limit == self.default_limit else str(self.limit)),
            ("format", "" if self.form == Format.HTML else self.form),
        ]

    def marking(self) -> list[tuple[str, str]]:
        """Return the part of the state that marks hits in an article."""
        return [
            ("q", self.q),
            ("scope", "" if self.scope == Scope.PARAGRAPH else self.scope),
            ("punctuation", "ignore" if self.ignore_punctuation else ""),
        ]

    def query(self) -> Query:
        """Parse the query and make its request to the engine."""
        return parse_query(
            self.q,
            scope=self.scope,
            ignore_punctuation=self.ignore_punctuation,
            filters=self.filters,
            sort=self.sort,
            offset=self.offset,
            limit=self.limit,
        )


@dataclass(frozen=True, slots=True)
class BrowseParams:
    """The state of the list of articles."""

    filters: tuple[Filter, ...] = ()
    sort: ListOrder = ListOrder.PAGE
    offset: int = 0
    limit: int = 20
    form: Format = Format.HTML
    default_limit: int = 20

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        given = QueryReader(pairs)
        return cls(
            filters=given.filters(),
            sort=given.choice("sort", ListOrder.PAGE),
            offset=given.number("offset", 0, MAX_OFFSET),
            limit=given.number("limit", limits.page_size, MAX_LIMIT, smallest=1),
            form=given.choice("format", Format.HTML),
            default_limit=limits.page_size,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            *((each.name, each.value) for each in self.filters),
            ("sort", "" if self.sort == ListOrder.PAGE else self.sort),
            ("offset", str(self.offset or "")),
            ("limit", "" if self.limit == self.default_limit else str(self.limit)),
            ("format", "" if self.form == Format.HTML else self.form),
        ]


@dataclass(frozen=True, slots=True)
class ReadParams:
    """The state of an article: the marks of a search, the current hit, a selected part."""

    search: SearchParams
    hit: int = 0
    at: str = ""
    """A block's id: the current hit is the first one in it."""
    part: str = ""
    part_end: str = ""

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs."""
        listed = list(pairs)
        given = QueryReader(listed)
        return cls(
            search=SearchParams.read(
                [pair for pair in listed if pair[0] in ("q", "scope", "punctuation")], limits
            ),
            hit=given.number("hit", 0, MAX_OFFSET),
            at=given.query("at", MAX_VALUE),
            part=given.query("part", limits.query),
            part_end=given.query("to", limits.query),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        marks = self.search.marking() if self.search.q else []
        hit = str(self.hit or "")
        return [*marks, ("hit", hit), ("at", self.at), ("part", self.part), ("to", self.part_end)]


_ListParams = TypeVar("_ListParams", SearchParams, BrowseParams)


def toggled(params: _ListParams, change: Filter) -> _ListParams:
    """Return the same list from its start, with a filter added, or taken away if it was there."""
    rest: tuple[Filter, ...] = tuple(each for each in params.filters if each != change)
    filters = rest if change in params.filters else (*rest, change)
    return replace(params, filters=filters, offset=0)


class QueryReader:
    """The pairs of a query string, read by type; empty values count as absent."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = [(name, value) for name, value in pairs if value]
        self._values = dict(self._pairs)

    def query(self, name: str, longest: int) -> str:
        """Read a text; LimitError beyond ``longest`` characters."""
        value = self._values.get(name, "").strip()
        if len(value) > longest:
            raise LimitError("parameter-too-long", name=name, length=len(value), longest=longest)
        return value

    def flag(self, name: str, on: str) -> bool:
        """Read a parameter that has one value; True if it is given."""
        value = self._values.get(name, "")
        if value not in ("", on):
            raise InputError("parameter-not-flag", name=name, value=value[:40], on=on)
        return value == on

    def choice(self, name: str, default: _Choice) -> _Choice:
        """Read one of a few words; InputError names the known ones."""
        value = self._values.get(name, default.value)
        try:
            return type(default)(value)
        except ValueError:
            known = ", ".join(type(default))
            raise InputError("parameter-not-choice", name=name, value=value[:40], known=known) from None

    def number(self, name: str, default: int, largest: int, smallest: int = 0) -> int:
        """Read a whole number from ``smallest`` to ``largest``."""
        value = self._values.get(name)
        if value is None:
            return default
        digits = value.isascii() and value.isdecimal() and len(value) <= len(str(largest))
        if not digits or not smallest <= int(value) <= largest:
            raise InputError(
                "parameter-not-number", name=name, value=value[:40], smallest=smallest, largest=largest
            )
        return int(value)

    def filters(self) -> tuple[Filter, ...]:
        """Read all facets' values, each once, in a fixed order."""
        found = {Filter(name, value) for name, value in self._pairs if name in FACETS}
        if len(found) > MAX_FILTERS or any(len(each.value) > MAX_VALUE for each in found):
            raise LimitError("filters-too-many", number=MAX_FILTERS, length=MAX_VALUE)
        return tuple(sorted(found, key=lambda each: (FACETS.index(each.name), each.value)))
