"""The state of each page of the desk: its address, read and written back."""

from dataclasses import replace
from typing import Self

from app.analysis.concordance import CONTEXT, LINES, Listed, Listing, without
from app.analysis.distribution import MOST_PHRASES, Division, Nested, counted_queries
from app.analysis.formulations.catalogue import FormulationList, FormulationOrder
from app.analysis.formulations.listing import FormulationListing, part_named
from app.errors import LimitError
from app.frozen import dataclass
from app.library.queries import Query, parse_query
from app.search.concordance import Order
from app.search.request import Filter, Scope
from app.web.core.params import Limits, ListParams, SearchParams, slice_pairs
from app.web.core.query_models import Format
from app.web.core.urls import Pairs
from app.web.research.query_models import (
    MOST_WITHOUT,
    ConcordanceQuery,
    DistributionQuery,
    FormulationsQuery,
    TrendsQuery,
)

FAMILIES = 100
"""Families of formulations on one page, by default."""
PARTS = 100
"""Parts in one table, by default."""


@dataclass(frozen=True, slots=True)
class TrendsParams(ListParams):
    """The state of ``/trends``."""

    q: tuple[str, ...] = ()
    by: Division = Division.ARTICLE
    nested: Nested = Nested.ALL
    ignore_punctuation: bool = False
    strict: bool = False
    limit: int = PARTS
    form: Format = Format.HTML

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        return cls.of(TrendsQuery.read(pairs), limits)

    @classmethod
    def of(cls, query: TrendsQuery, limits: Limits) -> Self:
        """Return the state that parameters say; LimitError where they are larger than a limit."""
        counted = cls.counting(query, limits)
        return replace(
            counted, offset=query.start(query.limit or PARTS), limit=query.limit or PARTS, form=query.format
        )

    @classmethod
    def counting(cls, query: DistributionQuery, limits: Limits) -> Self:
        """Return the state that counts everything that is asked for."""
        phrases = tuple(dict.fromkeys(limits.text("q", each) for each in query.q))
        if len(phrases) > MOST_PHRASES:
            raise LimitError("phrases-too-many", number=MOST_PHRASES, length=limits.query)
        return cls(
            q=phrases,
            by=query.by,
            nested=query.nested,
            ignore_punctuation=query.punctuation == "ignore",
            strict=query.form == "strict",
            filters=query.filters(),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            *(("q", each) for each in self.q),
            ("by", "" if self.by is Division.ARTICLE else self.by),
            ("nested", "" if self.nested is Nested.ALL else self.nested),
            *self.matching(),
            *((each.name, each.value) for each in self.filters),
            *slice_pairs(self, PARTS, self.form),
        ]

    def matching(self) -> list[tuple[str, str]]:
        """Return what counts as the same wording."""
        return [
            ("punctuation", "ignore" if self.ignore_punctuation else ""),
            ("form", "strict" if self.strict else ""),
        ]

    def queries(self) -> list[Query]:
        """Parse the queries, as they are counted beside each other."""
        parsed = [
            parse_query(
                each, ignore_punctuation=self.ignore_punctuation, strict=self.strict, filters=self.filters
            )
            for each in self.q
        ]
        return counted_queries(parsed, self.nested)


@dataclass(frozen=True, slots=True)
class ConcordanceParams(ListParams):
    """The state of ``/concordance``."""

    q: str = ""
    scope: Scope = Scope.PARAGRAPH
    ignore_punctuation: bool = False
    strict: bool = False
    sort: Order = Order.RIGHT
    width: int = CONTEXT
    without: tuple[str, ...] = ()
    show: Listed = Listed.LINES
    limit: int = LINES
    form: Format = Format.HTML

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        return cls.of(ConcordanceQuery.read(pairs), limits)

    @classmethod
    def of(cls, query: ConcordanceQuery, limits: Limits) -> Self:
        """Return the state that parameters say; LimitError where they are larger than a limit."""
        longer = tuple(dict.fromkeys(query.without))
        if len(longer) > MOST_WITHOUT:
            raise LimitError("phrases-too-many", number=MOST_WITHOUT, length=limits.query)
        return cls(
            q=limits.text("q", query.q),
            scope=query.scope,
            ignore_punctuation=query.punctuation == "ignore",
            strict=query.form == "strict",
            filters=query.filters(),
            sort=query.sort,
            width=query.width,
            without=longer,
            show=query.show,
            offset=query.start(query.limit or LINES),
            limit=query.limit or LINES,
            form=query.format,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            *self.search().marking(),
            ("sort", "" if self.sort is Order.RIGHT else self.sort),
            ("width", "" if self.width == CONTEXT else str(self.width)),
            *(("without", each) for each in self.without),
            *((each.name, each.value) for each in self.filters),
            ("show", "" if self.show is Listed.LINES else self.show),
            *slice_pairs(self, LINES, self.form),
        ]

    def search(self, text: str = "") -> SearchParams:
        """Return the search for the same, or for another text in the same way."""
        return SearchParams(
            q=text or self.q,
            scope=self.scope,
            ignore_punctuation=self.ignore_punctuation,
            strict=self.strict,
            filters=self.filters,
        )

    def listing(self) -> Listing:
        """Return what is listed."""
        return Listing(self.show, self.sort, self.width, self.offset, self.limit)

    def query(self) -> Query:
        """Parse the query, without what is excluded."""
        parsed = parse_query(
            self.q,
            scope=self.scope,
            ignore_punctuation=self.ignore_punctuation,
            strict=self.strict,
            filters=self.filters,
        )
        return without(parsed, self.without)


@dataclass(frozen=True, slots=True)
class FormulationsParams(ListParams):
    """The state of ``/formulations``; ``one`` and ``other`` are the parts that keyness compares."""

    sort: FormulationOrder = FormulationOrder.PINYIN
    least: int = 0
    articles: int = 0
    one: Filter | None = None
    other: Filter | None = None
    show: FormulationList = FormulationList.ALL
    since: str = ""
    limit: int = FAMILIES
    form: Format = Format.HTML

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        return cls.of(FormulationsQuery.read(pairs), limits)

    @classmethod
    def of(cls, query: FormulationsQuery, limits: Limits) -> Self:
        """Return the state that parameters say."""
        limit, filters = query.limit or FAMILIES, query.filters()
        nothing_compared = query.sort is FormulationOrder.KEYNESS and not query.one
        return cls(
            sort=FormulationOrder.PINYIN if nothing_compared else query.sort,
            least=query.least,
            articles=query.articles,
            one=part_named("one", limits.text("one", query.one)),
            other=part_named("other", limits.text("other", query.other)),
            show=query.show,
            since=query.since,
            filters=filters,
            offset=query.start(limit),
            limit=limit,
            form=query.format,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            ("sort", "" if self.sort is FormulationOrder.PINYIN else self.sort),
            ("least", str(self.least or "")),
            ("articles", str(self.articles or "")),
            ("one", f"{self.one.name}:{self.one.value}" if self.one else ""),
            ("other", f"{self.other.name}:{self.other.value}" if self.other else ""),
            ("show", "" if self.show is FormulationList.ALL else self.show),
            ("since", self.since),
            *((each.name, each.value) for each in self.filters),
            *slice_pairs(self, FAMILIES, self.form),
        ]

    def listing(self) -> FormulationListing:
        """Return what is listed."""
        return FormulationListing(
            self.show, self.sort, self.least, self.articles, self.one, self.other, self.since, self.filters
        )
