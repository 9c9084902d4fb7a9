from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.formulations.fingerprints import Prefixes, fingerprints, strings_of, sums

TEXT = st.text("甲乙丙\0\U00020000", max_size=12)


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_equal_texts_have_one_number_and_others_have_others(texts: list[str]) -> None:
    numbers = fingerprints(texts).tolist()
    for one, number in zip(texts, numbers, strict=True):
        assert [other == one for other in texts] == [other == number for other in numbers]


@given(TEXT, st.integers(1, 14))
def test_the_strings_of_a_text_are_all_of_its_parts(text: str, longest: int) -> None:
    parts = [text[a:b] for a in range(len(text)) for b in range(a + 1, min(len(text), a + longest) + 1)]
    assert Counter(strings_of(text, longest).tolist()) == Counter(fingerprints(parts).tolist())
    first = np.array([a for a in range(len(text)) for b in range(a + 1, len(text) + 1)], np.int64)
    end = np.array([b for a in range(len(text)) for b in range(a + 1, len(text) + 1)], np.int64)
    between = Prefixes([text]).between(np.zeros_like(first), first, end).tolist()
    assert between == [fingerprints([text[a:b]])[0] for a, b in zip(first, end, strict=True)]


def test_numbers_are_summed_up() -> None:
    numbers, more = sums(np.array([5, 2, 5, 7], np.uint64), np.array([1, 1, -1, -1]))
    assert (numbers.tolist(), more.tolist()) == ([2, 5, 7], [1, 0, -1])
