"""What wordings contain and where they stand is what a plain scan finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.formulations import wordings as module
from app.analysis.formulations.wordings import Wordings, matches
from app.code_points import points_of

WORDINGS = st.lists(st.text("甲乙丙𠀀", min_size=1, max_size=6), unique=True, max_size=30)


@given(WORDINGS, st.text("甲乙丙𠀀\n", max_size=60), st.integers(1, 70))
def test_wordings_are_found_wherever_they_stand(texts: list[str], text: str, together: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_TOGETHER", together)
        places, numbers = Wordings(texts).within(points_of(text))
    plain = sorted(
        (at, len(texts[number]), number)
        for number in range(len(texts))
        for at in range(len(text))
        if text.startswith(texts[number], at)
    )
    assert list(zip(places.tolist(), numbers.tolist(), strict=True)) == [(at, n) for at, _, n in plain]


@given(WORDINGS, st.text("甲乙丙𠀀", max_size=3))
def test_wordings_that_contain_a_text_are_found(texts: list[str], text: str) -> None:
    found = Wordings(texts)
    assert [found[n] for n in range(len(found))] == texts
    assert found.containing(text).tolist() == [n for n, each in enumerate(texts) if text in each]
    assert found.sharing(set(text)).tolist() == [len(set(text) & set(each)) for each in texts]


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_numbers_are_matched_with_all_that_are_equal(some: list[int], wanted: list[int]) -> None:
    ascending = np.array(sorted(some), np.uint64)
    places, at = matches(ascending, np.array(wanted, np.uint64))
    pairs = [(n, m) for n, one in enumerate(wanted) for m, other in enumerate(sorted(some)) if one == other]
    assert list(zip(places.tolist(), at.tolist(), strict=True)) == pairs
