from pathlib import Path

import pytest

from app.errors import LimitError
from app.search.contract import SearchEngine
from app.search.engines.local.engine import LocalEngine
from app.search.request import Scope
from tests.search.contract_tests import *  # noqa: F403
from tests.search.libraries import SMALL, request


@pytest.fixture(scope="module")
def engine() -> SearchEngine:
    return LocalEngine()


@pytest.mark.parametrize("query", ["开 NEAR/5 放 NEAR/9 放", "开 NEAR/5 放 -within 放"])
@pytest.mark.parametrize("scope", Scope)
def test_words_that_stand_at_too_many_places_are_not_compared(
    query: str, scope: Scope, engine: SearchEngine, tmp_path: Path
) -> None:
    engine.build(tmp_path / "g", SMALL)
    searcher = engine.open(tmp_path / "g")
    places = sum(counts.times for counts in searcher.count(["开", "放", "放"]))
    for most in (places, places - 1):
        strict = LocalEngine(most_places=most).open(tmp_path / "g")
        asked = request(query, scope=scope)
        if most == places:
            assert strict.search(asked) == searcher.search(asked)
            assert strict.count_by_article(asked) == searcher.count_by_article(asked)
        else:
            for question in (strict.search, strict.count_by_article):
                with pytest.raises(LimitError, match=f"{places:,} places"):
                    question(asked)
        strict.close()
    one = LocalEngine(most_places=1).open(tmp_path / "g")
    for cheap in ("开", "开 放 的", "开 OR 放 OR 的", "开 NEAR/5 放", "开 -within 放"):
        assert one.search(request(cheap)) == searcher.search(request(cheap))
