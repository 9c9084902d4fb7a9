"""Dispersion against second readings of the definitions, and against its borders."""

from math import isclose
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.dispersion import dispersion

PARTS = st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 10**6)), min_size=1, max_size=40)


@given(PARTS)
def test_dispersion_is_as_defined(parts: list[tuple[int, int]]) -> None:
    counts, sizes = [count for count, _ in parts], [size for _, size in parts]
    found = dispersion(counts, sizes)
    assert (found.parts, found.range) == (len(parts), sum(map(bool, counts)))
    if not sum(counts):
        assert (found.dp, found.dp_norm, found.juilland_d) == (None, None, None)
        return
    # Half of the sum of all differences is what one side has too much.
    excess = sum(max(0.0, c / sum(counts) - s / sum(sizes)) for c, s in parts)
    assert found.dp is not None
    assert isclose(found.dp, excess, rel_tol=1e-9, abs_tol=1e-12)
    if len(parts) == 1:
        assert (found.dp_norm, found.juilland_d) == (None, None)
        return
    assert found.dp_norm is not None
    assert found.juilland_d is not None
    assert isclose(
        found.dp_norm, excess * sum(sizes) / (sum(sizes) - min(sizes)), rel_tol=1e-9, abs_tol=1e-12
    )
    rates = [c / s for c, s in parts]
    second = 1 - pstdev(rates) / fmean(rates) / (len(rates) - 1) ** 0.5
    assert isclose(found.juilland_d, second, rel_tol=1e-9, abs_tol=1e-9)
    assert -1e-9 <= found.dp_norm <= 1 + 1e-9
    assert -1e-9 <= found.juilland_d <= 1 + 1e-9


def test_even_and_uneven() -> None:
    even, single = dispersion([10, 20, 30], [100, 200, 300]), dispersion([0, 0, 7], [50, 50, 50])
    assert even.dp == pytest.approx(0)
    assert even.juilland_d == pytest.approx(1)
    assert single.dp_norm == pytest.approx(1)
    assert single.juilland_d == pytest.approx(0)
    assert single.range == 1


def test_parts_without_text_do_not_count() -> None:
    assert dispersion([3, 0, 5], [10, 0, 30]) == dispersion([3, 5], [10, 30])
    with pytest.raises(ValueError, match="without text"):
        dispersion([3, 1], [10, 0])
