"""The state of each page of the desk: its address, read and written back."""

from dataclasses import dataclass, replace
from typing import Self

from app.analysis.distribution import MOST_PHRASES, Division, Nested, counted_queries
from app.errors import LimitError
from app.library.queries import Query, parse_query
from app.web.core.params import Limits, ListParams
from app.web.core.query_models import Format
from app.web.core.urls import Pairs
from app.web.research.query_models import DistributionQuery, TrendsQuery

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
        return replace(counted, offset=query.offset, limit=query.limit or PARTS, form=query.format)

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
            ("offset", str(self.offset or "")),
            ("limit", "" if self.limit == PARTS else str(self.limit)),
            ("format", "" if self.form == Format.HTML else self.form),
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
