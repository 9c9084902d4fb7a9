from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from app.errors import IndexWriteError
from app.search.engines.local import segments
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.segments import read_segments
from tests.builders import Deadly
from tests.search.libraries import SMALL, request


@pytest.mark.parametrize("processes", [1, 3])
def test_segments_are_the_same_in_one_process_and_in_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(segments, "MOST_CHARACTERS", 60)
    told: list[int] = []
    LocalEngine(processes=processes).build(tmp_path / "several", iter(SMALL), progress=told.append)
    assert [segment.folder.name for segment in read_segments(tmp_path / "several")] == ["000001", "000002"]
    assert told
    monkeypatch.setattr(segments, "MOST_CHARACTERS", 5_000)
    LocalEngine().build(tmp_path / "whole", SMALL)
    several, whole = (LocalEngine().open(tmp_path / name) for name in ("several", "whole"))
    for query in ("开放", "人 -甲", "安全 OR 普惠"):
        assert several.search(request(query)) == whole.search(request(query))
        assert several.search_related(request(query)) == whole.search_related(request(query))


def test_a_process_that_is_ended_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "MOST_CHARACTERS", 60)
    articles = [replace(SMALL[0], kind=cast(Any, Deadly())), *SMALL[1:]]
    with pytest.raises(IndexWriteError, match="--jobs 1"):
        LocalEngine(processes=2).build(tmp_path / "several", articles)
