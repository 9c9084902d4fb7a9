import pytest

from app.errors import SearchUnavailableError
from app.library import open_generation
from app.library.open_generation import OpenGeneration
from app.search.generation import Handle
from app.store.rows import Generation

HANDLE = Handle("g000001-00000000", "stand-in", "")
GENERATION = Generation("g000001-00000000", "2026-01-01", "stand-in", "", 0, 0, 0, 0, 0)


@pytest.fixture
def away() -> OpenGeneration:
    error = SearchUnavailableError("search-unavailable", engine="stand-in", reason="gone")
    return OpenGeneration(GENERATION, HANDLE, error)


def test_an_engine_that_is_away_is_told_by_whoever_asks_it(away: OpenGeneration) -> None:
    assert not away.has_changed()
    with pytest.raises(SearchUnavailableError, match="gone"):
        assert away.index
    away.close()


def test_it_is_asked_again_after_a_while(away: OpenGeneration, monkeypatch: pytest.MonkeyPatch) -> None:
    states = [away.is_current]
    monkeypatch.setattr(open_generation, "OPENED_AGAIN", -1.0)
    assert [*states, away.is_current] == [True, False]
