"""A change is only written down; it is counted in by readers or for good."""

from pathlib import Path

import pytest

from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.files.names import CHANGES, FORMULATIONS
from app.search.engines.local.formulations import generation as generations
from app.search.generation import Handle
from tests.search.engines.local.formulations.test_mine import pages
from tests.search.libraries import desk, generation, opened

FIRST = {
    n: f"坚持普惠包容，{text}新质生产力。" for n, text in enumerate(["发展", "培育", "形成", "因地制宜发展"])
}
MORE = {4: "对外开放！推进对外开放的事。对外开放，普惠包容。"}


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalEngine:
    monkeypatch.setattr("app.search.engines.local.formulations.updates.carry._SHARE", 0)
    return LocalEngine(tmp_path)


def grown(engine: LocalEngine, library: dict[int, str], before: Handle | None, *changed: int) -> Handle:
    """Build a generation; of the one before, if there is one."""
    return generation(engine, pages(library), before, {f"p{n:02}" for n in changed})


def test_a_change_writes_what_has_changed_and_links_the_rest(engine: LocalEngine, tmp_path: Path) -> None:
    first = grown(engine, FIRST, None)
    second = grown(engine, FIRST | MORE, first, 4)
    assert (tmp_path / second.name / FORMULATIONS).samefile(tmp_path / first.name / FORMULATIONS)
    assert (tmp_path / second.name / CHANGES).stat().st_size < 1000
    found = desk(opened(engine, second)).formulations()
    assert found == desk(opened(engine, grown(engine, FIRST | MORE, None))).formulations()
    assert found


def test_readers_count_a_change_in_once(engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    second = grown(engine, FIRST | MORE, grown(engine, FIRST, None), 4)
    found = desk(opened(engine, second)).formulations()
    monkeypatch.delattr(generations, "carry")
    assert desk(opened(engine, second)).formulations() == found


def test_what_came_and_left_again_counts_for_nothing(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = grown(engine, FIRST, None)
    third = grown(engine, FIRST, grown(engine, {-1: MORE[4]} | FIRST, first, -1), -1)
    monkeypatch.delattr(generations, "carry")
    assert desk(opened(engine, third)).formulations() == desk(opened(engine, first)).formulations()


def test_many_changes_are_counted_in_for_good(
    engine: LocalEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = grown(engine, FIRST | MORE, grown(engine, FIRST, None), 4)
    assert engine.outgrown(second) is None
    monkeypatch.setattr(generations, "_MOST", 10)
    assert engine.outgrown(second) == frozenset()
    third = grown(engine, FIRST | MORE, second)
    assert not (tmp_path / third.name / CHANGES).exists()
    assert engine.outgrown(third) is None
    assert desk(opened(engine, third)).formulations() == desk(opened(engine, second)).formulations()
