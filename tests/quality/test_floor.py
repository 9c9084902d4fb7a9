"""Reconstruction does not get worse: the pinned figures hold."""

from pathlib import Path

import pytest

from tests.quality import floor
from tests.quality.floor import SETS, fingerprint, pages_of, reached, read_floors, sunk


@pytest.mark.parametrize(
    "name", [*sorted(SETS.keys() - {"large"}), pytest.param("large", marks=pytest.mark.soak)]
)
def test_no_figure_sinks_below_its_floor(name: str) -> None:
    floors = read_floors()[name]
    assert fingerprint(pages_of(name)) == floors["pages"], "pages changed: python -m tests.quality --update"
    assert not sunk(reached(name), floors)


def test_a_floor_is_not_lowered_by_accident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor, "FLOOR", tmp_path / "floor.toml")
    floor.FLOOR.write_text("[known]\nmagic = 0.5\n", encoding="utf-8")
    assert "magic is 0.0000, its floor 0.5000" in floor.update(["known"], allow_regression=False)
    assert "magic" in read_floors()["known"]
    assert floor.update(["known"], allow_regression=True) == "floors written"
    assert "magic" not in read_floors()["known"]
    assert not sunk(reached("known"), read_floors()["known"])
