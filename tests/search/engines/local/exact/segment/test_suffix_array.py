import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.exact.segment.suffix_array import sort_suffixes


@given(st.lists(st.text("甲乙丙", max_size=8), max_size=9))
def test_suffixes_are_all_places_in_the_order_of_what_follows(blocks: list[str]) -> None:
    ranks = [rank for block in blocks for rank in [*("甲乙丙".index(char) + 1 for char in block), 0]]
    found = sort_suffixes(np.array(ranks, ">u2")).tolist()
    assert sorted(found) == [place for place, rank in enumerate(ranks) if rank]
    follows = [ranks[place : ranks.index(0, place)] for place in found]
    assert follows == sorted(follows)
