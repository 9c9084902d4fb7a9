"""The contract on an engine that is elsewhere, and what builds leave there."""

from pathlib import Path

import pytest

from app.build.build import build
from app.errors import IndexDamagedError, NotOfferedError, SearchUnavailableError
from app.library.library import open_snapshot
from app.search.contract import SearchEngine
from tests.builders import build_library, markdown, paragraph, write_seed
from tests.search.building_tests import *  # noqa: F403
from tests.search.contract_tests import *  # noqa: F403
from tests.search.stand_in import StandIn, use_stand_in


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    return StandIn(tmp_path_factory.mktemp("server"))


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StandIn:
    return use_stand_in(monkeypatch, tmp_path / "server")


def test_five_builds_leave_two_generations_and_a_refused_one_none(elsewhere: StandIn, tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    for number in range(40, 44):
        write_seed(settings, "d.md", markdown("又一页", number))
        published = build(settings).generation
        assert published.engine == elsewhere.name
    assert len(elsewhere.generations()) == 2
    kept = elsewhere.generations()
    write_seed(settings, "d.md", markdown("又一页", 44))
    elsewhere.lose = lambda articles: articles[:-1]
    with pytest.raises(IndexDamagedError, match="was not published"):
        build(settings)
    assert elsewhere.generations() == kept
    with open_snapshot(settings) as snapshot:
        assert snapshot.generation == published
        assert snapshot.count([paragraph(43), paragraph(44)])[0].occurrences == 1


def test_what_a_killed_build_leaves_is_removed_by_the_next(elsewhere: StandIn, tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    for left in ("g000001-ffffffff", "g000009-00000000"):
        (elsewhere.server.indexes / left).mkdir()
    assert not build(settings).published
    with open_snapshot(settings) as snapshot:
        assert elsewhere.generations() == {snapshot.generation.name}


def test_a_build_whose_engine_goes_away_is_told_and_mended(elsewhere: StandIn, tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    before = elsewhere.generations()

    def go(articles: object) -> object:
        elsewhere.server.go()
        return articles

    write_seed(settings, "d.md", markdown("又一页", 40))
    elsewhere.lose = go  # type: ignore[assignment]
    with pytest.raises(SearchUnavailableError, match="nobody answers"):
        build(settings)
    elsewhere.server.come_back()
    assert len(elsewhere.generations()) == 2
    elsewhere.lose = lambda articles: articles
    assert build(settings).published
    assert elsewhere.generations() > before
    assert len(elsewhere.generations()) == 2


def test_another_engine_indexes_the_same_library_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = build_library(tmp_path)
    with open_snapshot(settings) as snapshot:
        ids = sorted(snapshot.article_ids())
    use_stand_in(monkeypatch, tmp_path / "server")
    report = build(settings)
    assert (report.published, report.parsed, report.generation.engine) == (True, 0, "stand-in")
    with open_snapshot(settings) as snapshot:
        assert sorted(snapshot.article_ids()) == ids


def test_what_an_engine_does_not_offer_is_told(elsewhere: StandIn, tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    with open_snapshot(settings) as snapshot:
        assert snapshot.suggest("开放", 5) == snapshot.did_you_mean("开放的大们", 5) == []
        with pytest.raises(NotOfferedError, match=elsewhere.name):
            snapshot.formulations()
