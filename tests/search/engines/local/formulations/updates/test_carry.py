"""A library brought up to date is as if mined: here of the five pages; ``test_mine.py`` tries any history."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.search.contract import IndexArticle
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.formulations.updates import carry
from tests.search.libraries import desk, generation, opened, seeds_library


def pages() -> list[IndexArticle]:
    """The articles of the five pages, a page each."""
    return [
        replace(article, page=f"p{n:02}", page_order=f"p{n:02}") for n, article in enumerate(seeds_library())
    ]


def test_five_pages_brought_up_to_date_are_as_mined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carry, "_SHARE", 0)
    library, engine = pages(), LocalEngine(tmp_path)
    before, fresh = generation(engine, library[:-2]), generation(engine, library[1:])
    monkeypatch.delattr("app.search.engines.local.formulations.generation.mine")
    changed = {library[n].page for n in (0, -2, -1)}
    grown = generation(engine, library[1:], before, changed)
    found, whole = (desk(opened(engine, each)).formulations() for each in (grown, fresh))
    assert found == whole
    assert len(whole) > 100


def test_a_change_of_much_of_a_library_has_it_mined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, engine = pages(), LocalEngine(tmp_path)
    before = generation(engine, library[:2])
    monkeypatch.delattr("app.search.engines.local.formulations.generation.mine")
    with pytest.raises(NameError):
        generation(engine, library, before, {each.page for each in library[2:]})
