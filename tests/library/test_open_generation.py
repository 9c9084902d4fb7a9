import pytest

from app.errors import SearchUnavailableError
from app.library import open_generation
from app.library.open_generation import OpenGeneration
from app.store.rows import Generation

GENERATION = Generation("g000001-00000000", "2026-01-01", "stand-in", "", 0, 0, 0, 0, 0)


def test_an_engine_that_is_away_is_told_by_whoever_asks_it() -> None:
    away = OpenGeneration(
        GENERATION, SearchUnavailableError("search-unavailable", engine="it", reason="gone")
    )
    assert not away.has_changed()
    with pytest.raises(SearchUnavailableError, match="gone"):
        assert away.index
    away.close()


def test_it_is_asked_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    away = OpenGeneration(GENERATION, SearchUnavailableError("search-unavailable", engine="", reason="gone"))
    assert away.is_current
    monkeypatch.setattr(open_generation, "OPENED_AGAIN", -1.0)
    states = [away.is_current]
    assert states == [False]
