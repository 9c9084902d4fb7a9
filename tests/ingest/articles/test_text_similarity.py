from collections import Counter
from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from app.ingest.articles.text_similarity import (
    AT_ONCE,
    BigramModel,
    best_assignment,
    bigram_counts,
    bigram_coverage,
)
from app.ingest.lines.glyphs import is_han
from tests.ingest.setting import LIBRARY, MARKET, RIVER, SCHOOL

SCORES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.floats(-3, 3), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


def test_a_title_fits_the_text_that_speaks_of_it() -> None:
    words, title = BigramModel([RIVER, SCHOOL, MARKET]), "山里小学来了年轻教师"
    assert (
        words.title_log_odds(title, SCHOOL)
        > 0
        > max(words.title_log_odds(title, RIVER), words.title_log_odds(title, MARKET))
    )


def test_halves_of_a_text_share_more_than_two_texts() -> None:
    words = BigramModel([RIVER, SCHOOL, MARKET, LIBRARY])
    assert words.overlap(RIVER, RIVER) > 0.99
    assert words.overlap(RIVER, MARKET) < 0.2
    assert bigram_coverage("老码头", RIVER) == 1
    assert bigram_coverage("老码头", MARKET) == 0


@given(SCORES)
def test_the_matching_is_the_best_there_is(scores: list[list[float]]) -> None:
    given_to = best_assignment(scores)
    total = sum(scores[row][column] for row, column in enumerate(given_to) if column is not None)
    size = max(len(scores), len(scores[0]))
    square = [[max(v, 0.0) for v in row] + [0.0] * (size - len(row)) for row in scores]
    square += [[0.0] * size for _ in range(size - len(square))]
    best = max(sum(square[r][c] for r, c in enumerate(p)) for p in permutations(range(size)))
    assert abs(total - best) < 1e-6
    used = [column for column in given_to if column is not None]
    assert len(used) == len(set(used))


def test_a_long_text_has_the_pairs_of_its_pieces() -> None:
    text = "改革开放，扩大" * (AT_ONCE // 7) + "国内需求" * 30
    expected = Counter(a + b for a, b in pairwise(text) if is_han(a) and is_han(b))
    assert bigram_counts(text) == expected
