import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.engines.local.exact import suffix_array
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.suffix_array import PreviousArrays, sort_suffixes, update_suffixes

BLOCKS = st.dictionaries(st.integers(0, 9), st.text("甲乙丙", max_size=8), max_size=9)
Laid = tuple[Array, Array]


def laid_out(blocks: list[str], shift: int = 0) -> Laid:
    """Text and starts of blocks, each closed by 0; ``shift`` moves the ranks of all characters."""
    ranks = [rank for block in blocks for rank in [*("甲乙丙".index(char) + 1 + shift for char in block), 0]]
    starts = np.cumsum([0, *(len(block) + 1 for block in blocks)])
    return np.array(ranks, ">u2"), starts.astype(np.int64)


def follows(laid: Laid, place: int) -> list[int]:
    """What stands from a place to the end of its block."""
    rest: list[int] = laid[0].tolist()[place:]
    return rest[: rest.index(0)]


def carried(old: dict[int, str], new: dict[int, str], came_from: Array) -> tuple[Laid, Array | None]:
    was, now = laid_out(list(old.values())), laid_out(list(new.values()), shift=4)
    ranks = np.array([0, 5, 6, 7])
    before = PreviousArrays(was[0], sort_suffixes(was[0]), was[1], ranks)
    return now, update_suffixes(now[0], now[1], before, came_from)


@settings(deadline=None, max_examples=300)
@given(BLOCKS, BLOCKS)
def test_carried_suffixes_are_all_places_in_order(old: dict[int, str], changed: dict[int, str]) -> None:
    # Some blocks are changed, gone, new or elsewhere; their keys say which they were, as ids do.
    new = dict(sorted({**old, **changed}.items(), key=lambda item: -item[0]))
    numbers = {key: number for number, key in enumerate(old)}
    came_from = np.array([numbers.get(key, -1) for key in new], np.int64)
    with_all_new = suffix_array.MAX_NEW_SHARE
    suffix_array.MAX_NEW_SHARE = 1
    try:
        laid, found = carried(old, new, came_from)
    finally:
        suffix_array.MAX_NEW_SHARE = with_all_new
    assert found is not None
    assert sorted(found.tolist()) == np.flatnonzero(laid[0]).tolist()
    order = [follows(laid, place) for place in found.tolist()]
    assert order == sorted(order)


def test_an_id_that_kept_another_text_is_not_believed() -> None:
    old, new = {1: "甲乙" * 90, 2: "丙丙"}, {1: "甲乙" * 90, 2: "丙甲"}
    laid, found = carried(old, new, np.array([0, 1]))
    assert found is not None
    assert [follows(laid, place) for place in found.tolist()][-1] == [7, 5]


def test_where_much_is_new_everything_is_sorted_anew() -> None:
    assert carried({1: "甲"}, {1: "甲", 2: "乙" * 50}, np.array([0, -1]))[1] is None
    assert carried({}, {1: "甲"}, np.array([-1]))[1] is None
