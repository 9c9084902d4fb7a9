from pathlib import Path

import pytest

from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.formulations import reader
from app.search.engines.local.segments import FORMULATIONS
from tests.builders import index_article

SAID = ["坚持普惠包容。", "推动普惠包容的开放。", "普惠包容，共赢。", "要普惠包容！"]


def test_what_is_mined_when_asked_for_is_what_a_build_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [index_article(f"{chr(97 + n)}1", None, text) for n, text in enumerate(SAID)]
    engine = LocalEngine()
    engine.build(tmp_path / "whole", articles)
    monkeypatch.setattr("app.search.engines.local.engine.AT_ONCE", 1)
    engine.build(tmp_path / "before", articles[:3])
    engine.build(tmp_path / "grown", articles[3:], tmp_path / "before", {"page-d"})
    assert (tmp_path / "whole" / FORMULATIONS).is_file()
    assert not (tmp_path / "grown" / FORMULATIONS).exists()
    found = engine.open(tmp_path / "grown").formulations()
    assert found == engine.open(tmp_path / "whole").formulations()
    assert [(each.text, each.occurrences, each.articles) for each in found] == [("普惠包容", 4, 4)]
    assert reader.AT_ONCE > 100_000
