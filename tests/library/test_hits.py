import pytest

from app.library.hits import ExactHits
from app.search.results import Counts, WordCount


@pytest.mark.parametrize(
    ("occurrences", "words", "all_of_them"),
    [(3, [], 3), (None, [2, 5], 7), (None, [2, None], None), (None, [], None)],
)
def test_occurrences_are_all_or_unknown(
    occurrences: int | None, words: list[int | None], all_of_them: int | None
) -> None:
    each = tuple(WordCount("词", times) for times in words)
    assert ExactHits(Counts(occurrences, 2, 1), (), {}, each).occurrences == all_of_them
