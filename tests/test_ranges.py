import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.ranges import in_ranges


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 20)), max_size=30))
def test_ranges_are_listed_one_after_another(ranges: list[tuple[int, int]]) -> None:
    first, sizes = np.array(ranges, np.int64).reshape(-1, 2).T
    expected = [number for begin, size in ranges for number in range(begin, begin + size)]
    assert in_ranges(first, sizes).tolist() == expected
