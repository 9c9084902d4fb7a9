"""The state of the pages about what articles share: their addresses, read and written back."""

from typing import Self

from app.analysis.parallels import ParallelOrder
from app.frozen import dataclass
from app.web.core.params import Limits, ListParams, slice_pairs
from app.web.core.query_models import Format
from app.web.core.urls import Pairs
from app.web.research.parallels.query_models import CompareQuery, Likeness, ParallelsQuery, ShiftsQuery

PASSAGES = 50
"""Passages on one page, by default."""


@dataclass(frozen=True, slots=True)
class ParallelsParams(ListParams):
    """The state of ``/articles/{id}/parallels``."""

    show: Likeness = Likeness.VERBATIM
    sort: ParallelOrder = ParallelOrder.WEIGHT
    limit: int = PASSAGES
    form: Format = Format.HTML

    @classmethod
    def read(cls, pairs: Pairs) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        query = ParallelsQuery.read(pairs)
        limit = query.limit or PASSAGES
        return cls(
            offset=query.start(limit), limit=limit, show=query.show, sort=query.sort, form=query.format
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            ("show", "" if self.show is Likeness.VERBATIM else self.show),
            ("sort", "" if self.sort is ParallelOrder.WEIGHT else self.sort),
            *slice_pairs(self, PASSAGES, self.form),
        ]


@dataclass(frozen=True, slots=True)
class CompareParams(ListParams):
    """The state of ``/compare``."""

    a: str = ""
    b: str = ""
    limit: int = PASSAGES
    form: Format = Format.HTML

    @classmethod
    def read(cls, pairs: Pairs) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        query = CompareQuery.read(pairs)
        limit = query.limit or PASSAGES
        return cls(offset=query.start(limit), limit=limit, a=query.a, b=query.b, form=query.format)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            ("a", self.a),
            ("b", self.b),
            *slice_pairs(self, PASSAGES, self.form),
        ]


@dataclass(frozen=True, slots=True)
class ShiftsParams(ListParams):
    """The state of ``/shifts``."""

    q: str = ""
    limit: int = PASSAGES
    form: Format = Format.HTML

    @classmethod
    def read(cls, pairs: Pairs, limits: Limits) -> Self:
        """Read a query string's pairs; InputError names a parameter that cannot be meant."""
        return cls.of(ShiftsQuery.read(pairs), limits)

    @classmethod
    def of(cls, query: ShiftsQuery, limits: Limits) -> Self:
        """Return the state that parameters say; LimitError where they are larger than a limit."""
        limit = query.limit or PASSAGES
        q = limits.text("q", query.q)
        return cls(offset=query.start(limit), limit=limit, q=q, form=query.format)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string, defaults left out."""
        return [
            ("q", self.q),
            *slice_pairs(self, PASSAGES, self.form),
        ]
