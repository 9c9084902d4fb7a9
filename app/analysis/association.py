"""Measure how strongly two things occur together, and how unequally one occurs in two places.

All measures read one table of two by two, for which it does not matter what is counted: words near a
keyword and elsewhere, or a wording in two parts of a library. No measure smooths but the log-ratio, which
cannot do without.
"""

from math import inf, log, log2

from app.frozen import dataclass

SIGNIFICANT = 15.13
"""The least G² that counts by default: chance gives as much once in ten thousand tables (p < 0.0001)."""

_ZERO = 0.5
"""What the log-ratio counts for an occurrence that there is not (Hardie 2014)."""


@dataclass(frozen=True, slots=True)
class Table:
    """How often something occurs here, in how many places, and how often elsewhere, in how many.

    ``here`` of ``places_here``, ``there`` of ``places_there``: for collocations *here* are the places near
    the keyword and *there* all others; for keyness they are two parts of a library. No count is above its
    places.
    """

    here: int
    places_here: int
    there: int
    places_there: int

    @property
    def total(self) -> int:
        """The occurrences in both."""
        return self.here + self.there

    @property
    def places(self) -> int:
        """The places of both."""
        return self.places_here + self.places_there

    @property
    def expected(self) -> float:
        """The occurrences here if what occurs were spread by places alone."""
        return self.total * self.places_here / self.places if self.places else 0.0


def log_likelihood(table: Table) -> float:
    """Return G² = 2 Σ O ln(O/E) over the four cells, negative where fewer than expected occur here.

    Dunning 1993; the sign as in Evert 2004. A table with an empty row or column has nothing to tell: 0.
    """
    rows = (table.places_here, table.places_there)
    columns = (table.total, table.places - table.total)
    cells = ((table.here, rows[0] - table.here), (table.there, rows[1] - table.there))
    if not all(rows) or not all(columns):
        return 0.0
    total = sum(
        observed * log(observed * table.places / (row * column))
        for row, both in zip(rows, cells, strict=True)
        for column, observed in zip(columns, both, strict=True)
        if observed
    )
    # Rounding may leave a little less than nothing where observed and expected agree.
    return max(0.0, 2 * total) * (1 if table.here >= table.expected else -1)


def log_ratio(table: Table) -> float:
    """Return log₂ of the relative frequency here over that elsewhere: 1 is twice as frequent (Hardie)."""
    if not table.places_here or not table.places_there:
        return 0.0
    here, there = (count or _ZERO for count in (table.here, table.there))
    return log2(here / table.places_here) - log2(there / table.places_there)


def log_dice(table: Table) -> float:
    """Return 14 + log₂(2 O / (f₁ + f₂)), at most 14 (Rychlý 2008).

    f₁ is the number of places near the keyword, not of keywords, so that nothing can occur near it more often
    than f₁ allows; f₂ is the frequency of the other in the whole.
    """
    return 14 + log2(2 * table.here / (table.places_here + table.total)) if table.here else -inf


def mutual_information(table: Table) -> float:
    """Return log₂(O/E): how many times as often as expected, in doublings; rare things get high values."""
    return log2(table.here / table.expected) if table.here else -inf
