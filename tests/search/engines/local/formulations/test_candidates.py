import numpy as np

from app.search.engines.local.exact.arrays import Array, StringArray
from app.search.engines.local.formulations.candidates import Candidates, Found, find_candidates
from app.search.engines.local.formulations.fingerprints import fingerprints, marks
from app.search.engines.local.formulations.repeats import Repeats


def found(*texts: tuple[str, tuple[int, ...]], free: float = 0.5) -> Found:
    """Texts with the places where their words begin; each occurs well cut ten times."""
    words = [sum(1 << at for at in starts) for _, starts in texts]
    cut, often = np.full(len(texts), 10), np.full(len(texts), free)
    return Found(StringArray.of([text for text, _ in texts]), cut, often, np.array(words, np.uint32))


def candidates(found: Found, times: list[int], parts: Array) -> Candidates:
    """Return strings as candidates that occur so often, and their parts."""
    return Candidates(found, np.array(times), parts, *map(marks, found.numbers()))


def test_a_string_is_divided_before_each_of_its_words_but_the_first() -> None:
    both = found(("新质生产力", (0, 2)), ("高质量", (0,)), ("深化改革开放", (0, 2, 4)))
    owners, at = both.divisions()
    assert (owners.tolist(), at.tolist()) == ([0, 2, 2], [2, 2, 4])
    parts = np.arange(6).reshape(-1, 2)
    kept = candidates(both, [1, 2, 3], parts).take(np.array([False, True, True]))
    assert (kept.times.tolist(), kept.parts.tolist()) == ([2, 3], [[2, 3], [4, 5]])
    assert list(kept.with_more(kept).found.texts) == ["高质量", "深化改革开放"] * 2


def test_a_variant_of_a_unit_need_not_be_as_firm_as_the_unit() -> None:
    strings = found(("制度型开放", (0, 3)), ("扩大制度型开放", (0, 2, 5)), ("扩大某某某开放", (0, 2, 5)))
    parts = np.array([[10, 10], [100, 100], [100, 100], [100, 100], [100, 100]])
    every = candidates(strings, [10, 10, 10], parts)
    assert every.units(25_000) == [0, 1]
    assert every.units(10**9) == [0, 1, 2]


def test_what_is_cut_otherwise_as_often_as_not_is_no_unit() -> None:
    strings = found(("制度型开放", (0, 3)))
    parts = np.array([[10, 10]])
    assert candidates(strings, [20], parts).units(10_000) == [0]
    assert candidates(strings, [21], parts).units(10_000) == []


def test_repeats_with_various_neighbours_are_candidates_if_they_are_whole() -> None:
    texts = ["新质生产力", "新质生产力的", "始终如一的事", "第二十条"]
    various, apart = np.array([2.0, 2.0, 0.5, 2.0]), np.array([0.0, 1.0, 0.0, 0.0])
    repeats = Repeats(np.full(4, 5), various, various, np.full(4, 0.2), np.full(4, 0.4), apart)
    kept = find_candidates(texts, repeats, 5, None)
    assert (list(kept.texts), kept.free.tolist(), kept.words.tolist()) == (["新质生产力"], [0.2], [0b101])
    assert len(find_candidates(texts, repeats, 6, None).texts) == 0


def test_a_string_is_touched_where_it_or_a_part_of_it_is_among_others() -> None:
    both = found(("新质生产力", (0, 2)), ("高质量", (0,)), ("深化改革开放", (0, 2, 4)))
    every = candidates(both, [1, 2, 3], np.ones((3, 2), np.int64))
    for texts, touched in (
        (["高质量"], [1]),
        (["改革开放", "新质"], [0, 2]),
        (["改革", "质量"], []),
        ([], []),
    ):
        assert np.flatnonzero(every.touched(fingerprints(texts))).tolist() == touched
