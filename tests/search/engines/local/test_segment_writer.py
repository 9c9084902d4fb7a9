from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from app.errors import IndexWriteError
from app.search.engines.local import segments
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.segments import read_segments
from tests.builders import Deadly
from tests.search.libraries import SMALL, generation, opened, request


@pytest.mark.parametrize("processes", [1, 3])
def test_segments_are_the_same_in_one_process_and_in_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(segments, "MOST_CHARACTERS", 60)
    told: list[int] = []
    engine = LocalEngine(tmp_path, processes=processes)
    handle = engine.build("g000001-00000000", lambda _: iter(SMALL), progress=told.append)
    assert [segment.folder.name for segment in read_segments(tmp_path / handle.name)] == ["000001", "000002"]
    assert told
    monkeypatch.setattr(segments, "MOST_CHARACTERS", 5_000)
    several, whole = (opened(engine, each) for each in (handle, generation(engine, SMALL)))
    for query in ("开放", "人 -甲", "安全 OR 普惠"):
        assert several.exact.search(request(query)) == whole.exact.search(request(query))
        assert several.related.search(request(query)) == whole.related.search(request(query))


def test_a_process_that_is_ended_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "MOST_CHARACTERS", 60)
    articles = [replace(SMALL[0], kind=cast(Any, Deadly())), *SMALL[1:]]
    with pytest.raises(IndexWriteError, match="--jobs 1"):
        generation(LocalEngine(tmp_path, processes=2), articles)
