from collections.abc import Iterator
from pathlib import Path

import pytest

from app.build.write_generation import PreviousGeneration, write_generation
from app.errors import IndexDamagedError
from app.library.generation import verify
from app.search.engines.registry import create_search_engine
from app.store.reader import Reader
from app.store.store import open_to_read
from tests.builders import build_library, settings_in


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    store = open_to_read(build_library(tmp_path).database_url)
    with store.reading() as opened:
        yield opened
    store.close()


def silent(_stage: str, _done: int, _total: int) -> None:
    return None


def test_a_generation_is_written_and_sealed(reader: Reader, tmp_path: Path) -> None:
    engine, folder = create_search_engine(settings_in(tmp_path)), tmp_path / "g000009-00000000"
    verify(folder, write_generation(engine, folder, reader, None, silent))
    searcher = engine.open(folder)
    assert searcher.count(["年"])[0].times >= 9
    searcher.close()


def test_a_damaged_previous_generation_is_not_carried_over(reader: Reader, tmp_path: Path) -> None:
    engine, folder = create_search_engine(settings_in(tmp_path)), tmp_path / "g000009-00000000"
    damaged = PreviousGeneration(tmp_path / "nowhere", "", frozenset())
    verify(folder, write_generation(engine, folder, reader, damaged, silent))


def test_an_index_that_miscounts_is_not_published(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, folder = create_search_engine(settings_in(tmp_path)), tmp_path / "g000009-00000000"
    build = engine.build
    monkeypatch.setattr(engine, "build", lambda where, library, *rest: build(where, list(library)[:1], *rest))
    with pytest.raises(IndexDamagedError, match="was not published"):
        write_generation(engine, folder, reader, None, silent)
    assert not folder.exists()
