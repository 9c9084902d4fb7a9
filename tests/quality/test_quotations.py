"""Quotations made of the five pages: every kind of change is told, and what is not from here is absent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.analysis.quotes.check import check
from app.analysis.quotes.report import Checked, Verdict, WarningKind
from app.build.build import build
from app.config import read_settings
from app.library.library import Library
from app.library.snapshot import Snapshot
from tests.quality.harder_quotations import HARDER, HarderMaker
from tests.quality.quotations import (
    KINDS,
    Made,
    Maker,
    bare,
    changed_negations,
    changed_numbers,
    foreign,
)

EACH = 40
SEEDS = Path(__file__).parent.parent.parent / "seeds"
STRANGERS = (
    "第一条 为了规范公司的组织和行为，保护公司、股东、职工和债权人的合法权益，制定本法。公司股东对公司依"
    "法享有资产收益、参与重大决策和选择管理者等权利。公司可以向其他企业投资。董事会每年度至少召开两次会议"
    "，每次会议应当于会议召开十日前通知全体董事和监事。春天的早晨，院子里的海棠开了满树的花，孩子们背着书"
    "包从树下跑过去。老人坐在门口的竹椅上，慢慢地剥着豆子，听收音机里唱戏。昨天夜里下了一场大雪，山路都被"
    "封住了，村里的医生只好骑着马去看病人。今年的苹果收成很好，合作社雇了二十多辆卡车往城里送。这台发动机"
    "的转速达到每分钟六千转时，轴承的温度会超过规定值。水在零下四摄氏度时密度最大，所以冰总是浮在水面上。"
)
"""Sentences that are on none of the five pages."""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    settings = read_settings(seeds=SEEDS, index=tmp_path_factory.mktemp("quoted") / "index")
    build(settings)
    with Library(settings).snapshot() as opened:
        yield opened


@pytest.fixture
def maker(snapshot: Snapshot) -> Maker:
    return HarderMaker([[block.text for block in each.blocks] for each in snapshot.every_article()])


def checked(snapshot: Snapshot, made: Made) -> Checked:
    (one,) = check(snapshot, f"“{made.quote}”").checked
    return one


def is_from(one: Checked, made: Made) -> bool:
    return one.found is not None and any(bare(each) in bare(one.found.block.text) for each in made.sources)


@pytest.mark.parametrize("kind", [*KINDS, *HARDER])
def test_a_change_is_told_and_the_paragraph_found(snapshot: Snapshot, maker: Maker, kind: str) -> None:
    quotations = maker.made(kind, EACH)
    assert len(quotations) >= EACH // 4
    wrong = [
        each.quote
        for each in quotations
        if (one := checked(snapshot, each)).verdict != each.verdict or not is_from(one, each)
    ]
    assert len(wrong) <= len(quotations) // 50, wrong


def test_what_is_not_from_here_is_absent(snapshot: Snapshot) -> None:
    made = list(foreign([STRANGERS], 8))
    assert {checked(snapshot, each).verdict for each in made} == {Verdict.ABSENT}


def test_every_changed_number_and_negation_is_called_out(snapshot: Snapshot, maker: Maker) -> None:
    numbers = {WarningKind.NUMBER, WarningKind.DATE}
    for made in changed_numbers(maker, EACH):
        assert {each.kind for each in checked(snapshot, made).warnings} & numbers, made.quote
    for made in changed_negations(maker, EACH):
        assert WarningKind.NEGATION in {each.kind for each in checked(snapshot, made).warnings}, made.quote
