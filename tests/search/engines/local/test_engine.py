from dataclasses import replace
from pathlib import Path

import pytest

from app.config import MAX_PLACES
from app.errors import IndexDamagedError, LimitError
from app.search.contract import ExactReader, SearchEngine
from app.search.engines.local.engine import LocalEngine
from app.search.request import Scope
from tests.search.building_tests import *  # noqa: F403
from tests.search.contract_tests import *  # noqa: F403
from tests.search.libraries import SMALL, generation, opened, request


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    return LocalEngine(tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize("query", ["开 NEAR/5 放 NEAR/9 放", "开 NEAR/5 放 -within 放"])
@pytest.mark.parametrize("scope", Scope)
def test_words_that_stand_at_too_many_places_are_not_compared(
    query: str, scope: Scope, tmp_path: Path
) -> None:
    handle = generation(LocalEngine(tmp_path), SMALL)

    def bounded(most: int) -> ExactReader:
        return opened(LocalEngine(tmp_path, most_places=most), handle).exact

    exact = bounded(MAX_PLACES)
    places = sum(counts.at_least for counts in exact.count(["开", "放", "放"]))
    for most in (places, places - 1):
        strict = bounded(most)
        asked = request(query, scope=scope)
        if most == places:
            assert strict.search(asked) == exact.search(asked)
            assert strict.count_by_article(asked) == exact.count_by_article(asked)
        else:
            for question in (strict.search, strict.count_by_article):
                with pytest.raises(LimitError, match=f"{places:,} places"):
                    question(asked)
    one = bounded(1)
    for cheap in ("开", "开 放 的", "开 OR 放 OR 的", "开 NEAR/5 放", "开 -within 放"):
        assert one.search(request(cheap)) == exact.search(request(cheap))


def test_what_another_proof_refused_is_read_by_its_own(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path)
    handle = generation(engine, SMALL)
    with pytest.raises(IndexDamagedError):
        engine.verify(replace(handle, proof="another"))
    engine.verify(handle)
