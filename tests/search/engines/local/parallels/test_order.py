from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.parallels.order import in_order

PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 5)), max_size=7)


@given(PAIRS)
def test_the_heaviest_ascending_pairs_are_chosen(pairs: list[tuple[int, int, int]]) -> None:
    def ascend(chosen: list[tuple[int, int, int]]) -> bool:
        return all(a[0] < b[0] and a[1] < b[1] for a, b in zip(chosen, chosen[1:], strict=False))

    found = in_order(pairs)
    assert ascend(sorted(pairs[n] for n in found))
    best = max(
        sum(each[2] for each in some)
        for size in range(len(pairs) + 1)
        for some in combinations(sorted(pairs), size)
        if ascend(list(some))
    )
    assert sum(pairs[n][2] for n in found) == best
