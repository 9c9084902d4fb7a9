import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.exact.bm25 import length_damping, term_scores, type_boosts


def test_a_block_of_mean_length_is_damped_by_k1() -> None:
    damping = length_damping(np.array([5, 10, 15]))
    assert damping[1] == np.float32(1.2)
    assert damping[0] < damping[1] < damping[2]
    assert len(length_damping(np.zeros(0, np.int64))) == 0


@given(st.integers(1, 1000), st.floats(0.01, 20), st.floats(0.1, 10))
def test_a_score_grows_with_frequency_up_to_its_limit(frequency: int, weight: float, damping: float) -> None:
    once, again = term_scores(
        weight, np.array([frequency, frequency + 1]), np.array([damping, damping])
    ).tolist()
    assert 0 < once < again < weight * 2.2


def test_a_type_without_a_factor_counts_once() -> None:
    boosts = type_boosts({"title": 2.0})
    assert boosts.tolist() == [2.0, 1.0, 1.0, 1.0, 1.0]
