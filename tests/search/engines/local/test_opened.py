from pathlib import Path

import pytest

from app.errors import IndexDamagedError
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.opened import LocalIndex
from tests.search.libraries import SMALL, generation, request


@pytest.fixture
def index(tmp_path: Path) -> LocalIndex:
    engine = LocalEngine(tmp_path)
    opened = engine.open(generation(engine, SMALL), lambda _: {})
    assert isinstance(opened, LocalIndex)
    return opened


def test_any_file_that_is_still_read_is_watched(index: LocalIndex) -> None:
    assert index.related.search(request("数字经济")).hits
    for path in index.files:
        assert not index.has_changed()
        whole = path.read_bytes()
        path.write_bytes(whole + b"?")
        assert index.has_changed(), path
        path.unlink()
    index.close()


def test_files_that_change_before_they_are_opened_are_refused(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path)
    handle = generation(engine, SMALL)
    (phrases,) = tmp_path.rglob("phrases")
    phrases.write_bytes(phrases.read_bytes() + b"?")
    with pytest.raises(IndexDamagedError, match="judou build"):
        engine.open(handle, lambda _: {})
