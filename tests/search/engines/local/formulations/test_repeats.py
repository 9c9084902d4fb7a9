"""Maximal repeats against a look at every string of every text."""

from collections import Counter
from collections.abc import Callable
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.search.contract import IndexArticle
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.exact.segment.word_places import WordBorders
from app.search.engines.local.formulations.phrases import Phrases
from app.search.engines.local.formulations.repeats import find_repeats
from app.search.engines.local.formulations.windows import LEAST
from app.text import fold
from tests.builders import index_article

TEXTS = st.lists(st.text("甲乙丙，”", min_size=1, max_size=30), min_size=1, max_size=6)
Open = Callable[[list[IndexArticle]], ExactSearcher]


def repeats(exact: ExactSearcher, least: int) -> dict[str, tuple[int, float, float]]:
    """Every repeat with its occurrences and the entropies of its sides."""
    found = {}
    with TemporaryDirectory() as folder:
        phrases = Phrases(exact.segments, exact.plain, Path(folder))
        for windows in phrases.windows():
            for rows, each in find_repeats(windows, phrases.quote, phrases.rank_of(""), least):
                for n, text in enumerate(phrases.texts(rows)):
                    assert text not in found
                    found[text] = int(each.cut[n]), float(each.left[n]), float(each.right[n])
    return found


def entropy(neighbours: list[str]) -> float:
    """The entropy of neighbours, each mark and border one of its own."""
    own = [char if char not in '，,"' and char else f"{n}" for n, char in enumerate(neighbours)]
    return -sum(n / len(own) * log2(n / len(own)) for n in Counter(own).values())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS)
def test_neighbours_are_those_that_a_scan_finds(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("segment") / "exact"
    write_segment(path, [index_article("a1", None, *texts)])
    exact = ExactSearcher([path], 10**9)
    found = repeats(exact, 2)
    for text, (times, left, right) in found.items():
        places = [
            (block, at)
            for block, whole in enumerate(map(fold, texts))
            for at in range(len(whole))
            if whole.startswith(text, at) and _is_cut(exact, block, at, len(text))
        ]
        assert len(places) == times >= 2
        before = [fold(texts[block])[at - 1 : at] if at else "" for block, at in places]
        after = [fold(texts[block])[at + len(text) : at + len(text) + 1] for block, at in places]
        assert left == pytest.approx(entropy(before))
        assert right == pytest.approx(entropy(after))


def _is_cut(exact: ExactSearcher, block: int, at: int, length: int) -> bool:
    """Whether no word goes on at either edge of a stretch."""
    places = exact.plain.starts[block] + np.array([at, at + length])
    return not WordBorders(exact.segments, "plain").part_words(places).any()


def test_a_string_is_a_repeat_where_it_parts_and_before_a_mark(opened: Open) -> None:
    texts = ["甲乙丙丁，", "甲乙丙丁戊，", "甲乙丙丁己", "“子丑寅卯”，", "“子丑寅卯”，"]
    found = repeats(opened([index_article("a1", None, *texts)]), 2)
    assert "子丑寅卯" in found
    assert not any(text.startswith("甲乙丙丁戊") for text in found)
    assert all(len(text) >= LEAST for text in found)
