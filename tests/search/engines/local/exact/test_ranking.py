import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.exact.ranking import top_scores


@given(st.lists(st.integers(0, 4)), st.integers(0, 12))
def test_best_are_the_first_of_a_stable_sort(scores: list[int], count: int) -> None:
    expected = sorted(range(len(scores)), key=lambda n: -scores[n])[:count]
    assert top_scores(np.array(scores, np.float32), count).tolist() == expected
