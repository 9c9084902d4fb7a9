from pathlib import Path

import pytest

from app.build.build import build
from app.library.library import open_snapshot
from app.library.queries import parse_query
from tests.builders import build_library, settings_in
from tests.search.stand_in import use_stand_in


def test_places_in_articles_are_the_same_without_a_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = build_library(tmp_path)
    requests = [parse_query(text).request for text in ("开放", "年", "没有的")]
    with open_snapshot(settings) as snapshot:
        ids = snapshot.article_ids()
        known = snapshot.article_places(requests, ids)
    use_stand_in(monkeypatch, tmp_path / "server")
    elsewhere = settings_in(tmp_path, "elsewhere")
    build(elsewhere)
    with open_snapshot(elsewhere) as snapshot:
        found = snapshot.article_places(requests, ids)
    assert [list(each) for each in found] == [list(each) for each in known]
    for one, other in zip(found, known, strict=True):
        assert all(one[name] == pytest.approx(other[name]) for name in one)
    assert any(found)
