from pathlib import Path

import pytest

from app.errors import IndexDamagedError
from app.search.contract import IndexArticle, IndexDelta
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.related.segments import (
    WORDS,
    new_segment_names,
    read_segment_names,
    write_segment_names,
)
from tests.builders import index_article
from tests.search.libraries import request

LIBRARY = [index_article(f"p{n}", f"第{n}篇", *(f"第{n}篇第{m}段" for m in range(9))) for n in range(9)]


def grown(
    engine: LocalEngine, folder: Path, library: list[IndexArticle], added: set[str], previous: Path
) -> list[str]:
    folder.mkdir()
    engine.build(folder, library, IndexDelta(frozenset(added), frozenset()), previous)
    return read_segment_names(folder)


def test_large_parts_are_linked_and_small_ones_written_anew(tmp_path: Path) -> None:
    engine = LocalEngine()
    first, second, third = tmp_path / "first", tmp_path / "second", tmp_path / "third"
    first.mkdir()
    engine.build(first, LIBRARY, None, None)
    more = [*LIBRARY, index_article("q1", None, "新的一篇")]
    assert grown(engine, second, more, {"q1"}, first) == ["000001", "000002"]
    segment = next((first / WORDS / "000001").glob("*.seg"))
    assert segment.samefile(second / WORDS / "000001" / segment.name)
    more += [index_article("q2", None, "又一篇", "两段")]
    assert grown(engine, third, more, {"q2"}, second) == ["000001", "000002"]
    assert engine.open(third).search_related(request("新的 又")).total >= 2


def test_another_dictionary_cuts_everything_anew(tmp_path: Path) -> None:
    dictionary, first, second = tmp_path / "dictionary.txt", tmp_path / "first", tmp_path / "second"
    first.mkdir()
    LocalEngine().build(first, LIBRARY, None, None)
    dictionary.write_text("第1篇\n", encoding="utf-8")
    grown(LocalEngine(dictionary), second, LIBRARY, set(), first)
    segment = next((first / WORDS / "000001").glob("*.seg"))
    assert not (second / WORDS / "000001" / segment.name).exists()


def test_names_of_parts_go_on() -> None:
    assert new_segment_names({"000002", "000007"}, 2) == ["000008", "000009"]


@pytest.mark.parametrize("layout", ["", "[]", '{"format": 0, "parts": []}', '{"format": 1}'])
def test_a_layout_that_cannot_be_read_is_named(layout: str, tmp_path: Path) -> None:
    (tmp_path / "layout.json").write_text(layout, encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="judou build"):
        read_segment_names(tmp_path)
    write_segment_names(tmp_path, ["000001"])
    assert read_segment_names(tmp_path) == ["000001"]
