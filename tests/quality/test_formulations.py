"""The formulations of the five pages against one reader's judgement (``formulations.json``).

``found`` are wordings that must be among them, ``together`` those that belong into one family, ``parts``
strings that a border of words excludes, ``weak`` frames that only look like units, ``units`` the heads of
families that were judged to be units when the list was last read.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.analysis.formulations.catalogue import catalogue_of
from app.analysis.formulations.families import Family
from app.build.build import build
from app.config import Settings, read_settings
from app.library.library import Library
from app.text import fold

SEEDS = Path(__file__).parent.parent.parent / "seeds"
JUDGED = json.loads(Path(__file__).with_name("formulations.json").read_text(encoding="utf-8"))
MOST_WEAK, FIRST, LEAST_UNITS = 5, 100, 96


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Family, ...]]:
    settings: Settings = read_settings(seeds=SEEDS, index=tmp_path_factory.mktemp("index"))
    build(settings)
    library = Library(settings)
    with library.snapshot() as snapshot:
        yield tuple(catalogue_of(snapshot).families)


def texts(families: tuple[Family, ...]) -> set[str]:
    return {fold(each.text) for family in families for each in family.all}


def test_every_wording_that_must_be_found_is_found(families: tuple[Family, ...]) -> None:
    assert [wording for wording in JUDGED["found"] if fold(wording) not in texts(families)] == []


def test_no_part_of_a_wording_is_found(families: tuple[Family, ...]) -> None:
    assert [part for part in JUDGED["parts"] if fold(part) in texts(families)] == []


def test_few_weak_ones_are_found(families: tuple[Family, ...]) -> None:
    assert len([weak for weak in JUDGED["weak"] if fold(weak) in texts(families)]) <= MOST_WEAK


def test_what_belongs_together_is_one_family(families: tuple[Family, ...]) -> None:
    whole = [{fold(each.text) for each in family.all} for family in families]
    for wordings in JUDGED["together"]:
        assert any(set(map(fold, wordings)) <= family for family in whole), wordings


def test_of_the_first_hundred_families_nearly_all_are_units(families: tuple[Family, ...]) -> None:
    heads = [family.head.text for family in families[:FIRST]]
    assert len(heads) == FIRST
    units = set(JUDGED["units"])
    assert len([head for head in heads if head in units]) >= LEAST_UNITS, set(heads) - units
