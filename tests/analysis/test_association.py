"""Each measure against a second reading of its definition, and against figures worked out by hand."""

from math import inf, isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.association import Table, log_dice, log_likelihood, log_ratio, mutual_information


@st.composite
def tables(draw: st.DrawFn) -> Table:
    places_here, places_there = draw(st.integers(1, 10**6)), draw(st.integers(1, 10**8))
    return Table(
        draw(st.integers(0, places_here)), places_here, draw(st.integers(0, places_there)), places_there
    )


def entropy(*counts: int) -> float:
    """Return Σ k ln k: G² is a sum of these over cells, rows, columns and the whole."""
    return sum(k * log(k) for k in counts if k)


@given(tables())
def test_log_likelihood_is_the_difference_of_entropies(table: Table) -> None:
    cells = (table.here, table.places_here - table.here, table.there, table.places_there - table.there)
    a, b, c, d = cells
    second = 2 * (entropy(*cells) - entropy(a + b, c + d) - entropy(a + c, b + d) + entropy(a + b + c + d))
    # Entropies of millions cancel each other: what remains is as exact as they are large.
    slack = 1e-15 * entropy(sum(cells)) * 8 + 1e-9
    assert isclose(abs(log_likelihood(table)), abs(second), rel_tol=1e-9, abs_tol=slack)
    if abs(second) > slack:
        assert (log_likelihood(table) > 0) == (a * (c + d) > c * (a + b))


def test_log_likelihood_by_hand() -> None:
    # Cells 10, 90, 10, 890; expected 2, 98, 18, 882.
    expected = 2 * (10 * log(10 / 2) + 90 * log(90 / 98) + 10 * log(10 / 18) + 890 * log(890 / 882))
    assert isclose(log_likelihood(Table(10, 100, 10, 900)), expected, rel_tol=1e-12)
    assert isclose(log_likelihood(Table(10, 900, 10, 100)), -expected, rel_tol=1e-12)
    assert log_likelihood(Table(5, 100, 45, 900)) == pytest.approx(0, abs=1e-12)


@given(tables())
def test_ratios_are_logarithms_of_quotients(table: Table) -> None:
    here, there = (table.here or 0.5) / table.places_here, (table.there or 0.5) / table.places_there
    assert isclose(2 ** log_ratio(table), here / there, rel_tol=1e-9)
    if not table.here:
        assert log_dice(table) == mutual_information(table) == -inf
        return
    share = table.places_here / (table.places_here + table.places_there)
    assert isclose(
        2 ** mutual_information(table), table.here / (share * (table.here + table.there)), rel_tol=1e-9
    )
    dice = 2 * table.here / (table.places_here + table.here + table.there)
    assert isclose(2 ** (log_dice(table) - 14), dice, rel_tol=1e-9)
    assert log_dice(table) <= 14


def test_nothing_to_compare_tells_nothing() -> None:
    for table in (Table(0, 0, 3, 10), Table(3, 10, 0, 0), Table(0, 10, 0, 10), Table(10, 10, 10, 10)):
        assert log_likelihood(table) == 0
    assert log_ratio(Table(0, 0, 3, 10)) == log_ratio(Table(3, 10, 0, 0)) == 0
