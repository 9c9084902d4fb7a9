"""Wordings of a draft that are nearly a formulation: what is told of them, and what is none."""

from collections.abc import Iterator

import pytest

from app.analysis.quotes.check import check
from app.analysis.quotes.near_formulations import find_near_formulations
from app.analysis.quotes.report import ChangeKind, NearFormulation
from app.build.build import build
from app.config import read_settings
from app.library.library import Library
from app.library.snapshot import Snapshot
from tests.web.sample_library import SEEDS


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    settings = read_settings(seeds=SEEDS, index=tmp_path_factory.mktemp("near") / "index")
    build(settings)
    with Library(settings).snapshot() as opened:
        yield opened


def found(snapshot: Snapshot, text: str) -> dict[str, str]:
    return {each.text: each.formulation.text for each in find_near_formulations(snapshot, text)}


@pytest.mark.parametrize(
    ("wording", "formulation"),
    [
        ("稳步扩大制度性开放", "稳步扩大制度型开放"),
        ("发展新质产生力", "发展新质生产力"),
        ("构建人类命运共同休", "构建人类命运共同体"),
        ("高质量共建“一代一路”", "高质量共建“一带一路”"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(snapshot: Snapshot, wording: str, formulation: str) -> None:
    assert found(snapshot, f"我们要{wording}，也要保护环境。") == {wording: formulation}


@pytest.mark.parametrize(
    "text",
    [
        "我们要稳步扩大制度型开放，发展新质生产力。",
        "制度。性开放",
        "第三产业与第二产业",
        "春天的早晨，院子里的海棠开了满树的花，孩子们背着书包从树下跑过去。",
        "",
        "，。“”",
    ],
)
def test_what_is_right_or_something_else_is_not_told(snapshot: Snapshot, text: str) -> None:
    assert found(snapshot, text) == {}


def test_each_wording_is_told_once_with_its_places_and_counts(snapshot: Snapshot) -> None:
    draft = "要扩大制度性开放。\n稳步扩大制度性开放；扩大制度性\u3000开放。"
    told = find_near_formulations(snapshot, draft)
    places = [draft[slice(*span)] for each in told for span in each.spans]
    assert len(places) == 3
    (one, *_) = told
    counts = snapshot.count([one.formulation.text, one.text])
    assert one.formulation.occurrences == counts[0].at_least > 0
    assert one.occurrences == 0
    assert [each.kind for each in one.changes] == [ChangeKind.SAME, ChangeKind.CHANGED, ChangeKind.SAME]


def test_a_quotation_that_stands_as_it_is_has_none(snapshot: Snapshot) -> None:
    blocks = [block.text for article in snapshot.every_article() for block in article.blocks]
    whole = max(blocks, key=len)
    told: tuple[NearFormulation, ...] = check(snapshot, f"文中说：“{whole}”").near
    assert told == ()
