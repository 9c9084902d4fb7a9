"""The address is the state: a query string becomes a frozen request, and a request writes it back.

A link to another state is the same object with one field replaced. Pages and API use the same names.
"""

from abc import ABC, abstractmethod
from dataclasses import field, replace
from typing import Self, TypeVar

from app.errors import LimitError
from app.frozen import dataclass
from app.library.queries import Mode, Query, parse_query
from app.search.cursor import Cursor
from app.search.request import Filter, Group, Scope, Sort
from app.web.core.query_models import (
    WIDTH,
    ArticleQuery,
    BrowseQuery,
    Format,
    ListOrder,
    Marks,
    Rows,
    SearchFormat,
    SearchQuery,
)
from app.web.core.urls import Pairs


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that the settings set."""

    query: int
    page_size: int

    def text(self, name: str, value: str) -> str:
        """Return the text of a parameter; LimitError where it is longer than a query may be."""
        if len(value) > self.query:
            raise LimitError("parameter-too-long", name=name, length=len(value), longest=self.query)
        return value


@dataclass(frozen=True, slots=True)
class ListParams(ABC):
    """The state of any page that lists something: what it is filtered by, and which slice is shown."""

    filters: tuple[Filter, ...] = ()
    offset: int = 0
    limit: int = 20

    @abstractmethod
    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""


@dataclass(frozen=True, slots=True)
class SearchParams(ListParams):
    """The state of a search page."""

    q: str = ""
    mode: Mode = Mode.EXACT
    scope: Scope = Scope.PARAGRAPH
    ignore_punctuation: bool = False
    strict: bool = False
    sort: Sort = Sort.RELEVANCE
    group: Group = Group.ARTICLE
    open: tuple[str, ...] = ()
    """Articles that show every hit."""
    rows: Rows = Rows.PARAGRAPHS
    width: int = WIDTH
    most: int | None = field(default=None, compare=False)
    """The limit, where an address named one: without it a file to take along holds everything."""
    form: SearchFormat = SearchFormat.HTML
    default_limit: int = 20
    cursor: str = field(default="", compare=False)
    """Where the list goes on. It belongs to this slice alone: no link takes it along."""

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        return cls.of(SearchQuery.read(pairs), limits)

    @classmethod
    def of(cls, query: SearchQuery, limits: Limits) -> Self:
        """Return the state that parameters say; LimitError where they are larger than a limit."""
        return cls(
            q=limits.text("q", query.q),
            scope=query.scope,
            ignore_punctuation=query.punctuation == "ignore",
            strict=query.form == "strict",
            mode=query.mode,
            filters=query.filters(),
            sort=query.sort,
            group=query.group or _usual_group(query.format),
            open=tuple(dict.fromkeys(query.open)),
            rows=query.rows,
            width=query.width,
            offset=Cursor.read(query.cursor).offset
            if query.cursor
            else query.start(query.limit or limits.page_size),
            cursor=query.cursor,
            limit=query.limit or limits.page_size,
            most=query.limit or None,
            form=query.format,
            default_limit=limits.page_size,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            *self.marking(),
            ("mode", "" if self.mode == Mode.EXACT else self.mode),
            *((each.name, each.value) for each in self.filters),
            ("sort", "" if self.sort == Sort.RELEVANCE else self.sort),
            ("group", "" if self.group == _usual_group(self.form) else self.group),
            *(("open", each) for each in self.open),
            ("rows", "" if self.rows == Rows.PARAGRAPHS else self.rows),
            ("width", "" if self.width == WIDTH else str(self.width)),
            *slice_pairs(self, self.default_limit if self.most is None else 0, self.form),
        ]

    def marking(self) -> list[tuple[str, str]]:
        """Return the part of the state that marks hits in an article."""
        return [
            ("q", self.q),
            ("scope", "" if self.scope == Scope.PARAGRAPH else self.scope),
            ("punctuation", "ignore" if self.ignore_punctuation else ""),
            ("form", "strict" if self.strict else ""),
        ]

    def query(self) -> Query:
        """Parse the query and make its request to the engine."""
        return parse_query(
            self.q,
            scope=self.scope,
            ignore_punctuation=self.ignore_punctuation,
            strict=self.strict,
            filters=self.filters,
            sort=self.sort,
            offset=self.offset,
            after=self.cursor,
            limit=self.limit,
            group=self.group,
            whole=frozenset(self.open),
        )


def _usual_group(form: SearchFormat) -> Group:
    """Return what a search lists where nothing else is asked for."""
    return Group.ARTICLE if form == SearchFormat.HTML else Group.PARAGRAPH


@dataclass(frozen=True, slots=True)
class BrowseParams(ListParams):
    """The state of the list of articles."""

    sort: ListOrder = ListOrder.PAGE
    form: Format = Format.HTML
    default_limit: int = 20
    numbered: bool = field(default=False, compare=False)
    """Whether a page of the list was asked for: the first page of a large library is no list."""

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        return cls.of(BrowseQuery.read(pairs), limits)

    @classmethod
    def of(cls, query: BrowseQuery, limits: Limits) -> Self:
        """Return the state that parameters say; LimitError where they are larger than a limit."""
        return cls(
            filters=query.filters(),
            sort=query.sort,
            offset=query.start(query.limit or limits.page_size),
            limit=query.limit or limits.page_size,
            form=query.format,
            default_limit=limits.page_size,
            numbered=bool(query.p or query.offset),
        )

    @property
    def is_whole(self) -> bool:
        """True for the library as it begins: nothing chosen, sorted or passed over."""
        return not (self.filters or self.offset or self.numbered) and self.sort == ListOrder.PAGE

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            *((each.name, each.value) for each in self.filters),
            ("sort", "" if self.sort == ListOrder.PAGE else self.sort),
            *slice_pairs(self, self.default_limit, self.form),
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
    before: str = ""
    """What stands around the part, where the same words stand elsewhere too."""
    after: str = ""
    portion: int = 0
    """The portion of a long article to show, from 1; 0 is that of the place."""
    whole: bool = False

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        listed = list(pairs)
        query = ArticleQuery.read(listed)
        return cls(
            search=SearchParams.read([pair for pair in listed if pair[0] in Marks.model_fields], limits),
            hit=query.hit,
            at=query.at,
            part=limits.text("part", query.part),
            part_end=limits.text("to", query.to),
            before=limits.text("before", query.before),
            after=limits.text("after", query.after),
            portion=query.portion,
            whole=query.view == "whole",
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        marks = self.search.marking() if self.search.q else []
        hit = str(self.hit or "")
        part = [("part", self.part), ("to", self.part_end), ("before", self.before), ("after", self.after)]
        shown = [("portion", str(self.portion or "")), ("view", "whole" if self.whole else "")]
        return [*marks, ("hit", hit), ("at", self.at), *part, *shown]


State = TypeVar("State", bound=ListParams)


def slice_pairs(params: ListParams, usual: int, form: Format | SearchFormat) -> list[tuple[str, str]]:
    """Return where a slice begins, how long it is unless ``usual``, and its form unless that is a page.

    It begins at a page's number or, where it is at none, at an offset.
    """
    number, rest = divmod(params.offset, params.limit)
    first = isinstance(params, BrowseParams) and params.numbered and not params.filters
    begins = ("offset", str(params.offset)) if rest else ("p", str(number + 1) if number or first else "")
    length = "" if params.limit == usual else str(params.limit)
    return [begins, ("limit", length), ("format", "" if form == Format.HTML else form)]


def toggled(filters: tuple[Filter, ...], change: Filter) -> tuple[Filter, ...]:
    """Return filters with one added, or taken away if it was there."""
    others = tuple(each for each in filters if each != change)
    return others if change in filters else (*others, change)


def around_filters(params: ListParams) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what stands before and after the filters in the query string of a list from its start."""
    mark = Filter("page", "\0")
    pairs = replace(params, filters=(mark,), offset=0).pairs()
    at = pairs.index((mark.name, mark.value))
    return pairs[:at], pairs[at + 1 :]
