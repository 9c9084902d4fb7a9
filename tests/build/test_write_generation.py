from collections.abc import Iterator
from pathlib import Path

import pytest

from app.build.write_generation import write_generation
from app.errors import IndexDamagedError
from app.search.contract import SearchEngine
from app.search.engines.registry import create_search_engine
from app.search.generation import Check, Handle, Previous
from app.store.reader import Reader
from app.store.store import open_to_read
from tests.builders import build_library, settings_in

NAME = "g000009-00000000"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    store = open_to_read(build_library(tmp_path).database_url)
    with store.reading() as opened:
        yield opened
    store.close()


@pytest.fixture
def engine(reader: Reader, tmp_path: Path) -> SearchEngine:
    return create_search_engine(settings_in(tmp_path))


def silent(_stage: str, _done: int, _total: int) -> None:
    return None


def test_a_generation_is_written_and_proved(engine: SearchEngine, reader: Reader) -> None:
    handle = write_generation(engine, NAME, reader, None, silent)
    engine.verify(handle, Check.FULL)
    opened = engine.open(handle, lambda _: {})
    assert opened.exact.count(["年"])[0].at_least >= 9
    opened.close()


def test_a_damaged_previous_generation_is_not_carried_over(engine: SearchEngine, reader: Reader) -> None:
    damaged = Previous(Handle("g000008-00000000", engine.name, ""), frozenset())
    engine.verify(write_generation(engine, NAME, reader, damaged, silent))


def test_an_index_that_miscounts_is_not_published(
    engine: SearchEngine, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, before = engine.build, engine.generations()
    monkeypatch.setattr(
        engine, "build", lambda name, read, *rest: build(name, lambda pages: list(read(pages))[:1], *rest)
    )
    with pytest.raises(IndexDamagedError, match="was not published"):
        write_generation(engine, NAME, reader, None, silent)
    assert engine.generations() == before
