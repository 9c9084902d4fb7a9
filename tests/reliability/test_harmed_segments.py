"""Builds killed while they merge, indexes copied while they are built, few descriptors: all stays whole."""

from functools import partial
from pathlib import Path

import pytest

from tests.reliability.test_harm import harm as harm_of

harm = partial(harm_of, module="harm_segments", seconds=1200)


@pytest.mark.parametrize("times", [2, pytest.param(100, marks=pytest.mark.soak)])
def test_a_build_killed_while_it_merges_leaves_a_whole_state(tmp_path: Path, times: int) -> None:
    found = harm("merge", tmp_path, times, 1)
    assert found.get("killed, old", 0) + found.get("killed, new", 0) == times
    assert found.get("killed, new", 0) >= times // 10


@pytest.mark.parametrize("copies", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_a_copy_of_an_index_under_construction_is_one_state_or_refused(tmp_path: Path, copies: int) -> None:
    found = harm("copy", tmp_path, copies)
    assert sum(found.values()) == copies


@pytest.mark.parametrize("limits", [(8, 24, 60), pytest.param(range(6, 70, 2), marks=pytest.mark.soak)])
def test_a_build_with_few_descriptors_is_refused_or_whole(tmp_path: Path, limits: tuple[int, ...]) -> None:
    found = harm("descriptors", tmp_path, *limits)
    assert found["refused with a message"] >= 1
    assert found["built"] >= 1
