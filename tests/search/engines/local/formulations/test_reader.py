from pathlib import Path

import pytest

from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.formulations import reader
from app.search.engines.local.segments import FORMULATIONS
from tests.builders import index_article
from tests.search.libraries import desk, generation, opened

SAID = ["坚持普惠包容。", "推动普惠包容的开放。", "普惠包容，共赢。", "要普惠包容！"]


def test_what_is_mined_when_asked_for_is_what_a_build_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [index_article(f"{chr(97 + n)}1", None, text) for n, text in enumerate(SAID)]
    engine = LocalEngine(tmp_path)
    whole = generation(engine, articles)
    monkeypatch.setattr("app.search.engines.local.engine.AT_ONCE", 1)
    grown = generation(engine, articles, generation(engine, articles[:3]), {"page-d"})
    assert (tmp_path / whole.name / FORMULATIONS).is_file()
    assert not (tmp_path / grown.name / FORMULATIONS).exists()
    found = desk(opened(engine, grown)).formulations()
    assert found == desk(opened(engine, whole)).formulations()
    assert [(each.text, each.occurrences, each.articles) for each in found] == [("普惠包容", 4, 4)]
    assert reader.AT_ONCE > 100_000
