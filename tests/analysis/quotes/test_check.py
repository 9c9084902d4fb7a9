"""Quotations of several parts, sources that a draft names, and paragraphs that are quoted whole."""

from collections.abc import Iterator

import pytest

from app.analysis.quotes.check import check
from app.analysis.quotes.report import Checked, Verdict, WarningKind
from app.build.build import build
from app.library.library import Library
from app.library.snapshot import Snapshot
from tests.builders import settings_in, write_seed

FIRST = """坚持高水平开放

张三

    开放是当代中国的鲜明标识，我们要坚持对外开放的基本国策。中国开放的大门不会关闭，只会越开越大。

    制度型开放要求主动对接国际高标准经贸规则，形成透明稳定的制度环境。各地应当在二〇二四年底以前完成试点任务。
"""
SECOND = """推进法治建设

李四

    法治是国家治理体系的重要依托，科学立法是处理改革和法治关系的重要环节。任何组织不得有超越宪法的特权。

    坚持对外开放的基本国策，还要完善涉外法律体系，保护外商投资的合法权益。
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    settings = settings_in(tmp_path_factory.mktemp("checked"))
    for name, text in (("a", FIRST), ("b", SECOND)):
        write_seed(settings, f"{name}.md", f"# {text.strip()}\n")
    build(settings)
    with Library(settings).snapshot() as opened:
        yield opened


def one(snapshot: Snapshot, text: str) -> Checked:
    (checked,) = check(snapshot, text).checked
    return checked


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("中国开放的大门不会关闭……形成透明稳定的制度环境", Verdict.EXACT),
        ("开放是当代中国的鲜明标识……只会越开越大", Verdict.EXACT),
        ("形成透明稳定的制度环境……中国开放的大门不会关闭", Verdict.ALTERED),
        ("中国开放的大门不会关闭……任何组织不得有超越宪法的特权", Verdict.ALTERED),
        ("中国开放的大门不会关闭……形成透明平稳的制度环境", Verdict.ALTERED),
        ("中国开放的大门不会关闭……今年的苹果收成很好", Verdict.ABSENT),
        ("中国开放的大门不会关闭，只会越开越大。\n“制度型开放要求主动对接国际高标准经贸规则", Verdict.EXACT),
        ("中国开放的大门不会关闭，只会越开越大。制度型开放要求主动对接国际高标准经贸规则", Verdict.ALTERED),
        ("中國開放的大門不會關閉", Verdict.PUNCTUATION),
    ],
)
def test_parts_stand_in_order_in_one_article(snapshot: Snapshot, quote: str, verdict: Verdict) -> None:
    assert one(snapshot, f"他说：“{quote}”。").verdict is verdict


def test_a_source_that_is_named_and_wrong_is_told(snapshot: Snapshot) -> None:
    wrong = one(snapshot, "《推进法治建设》提出：“中国开放的大门不会关闭”。")
    assert [(each.kind, each.quote) for each in wrong.warnings] == [(WarningKind.SOURCE, "《推进法治建设》")]
    for lead in ("《坚持高水平开放》提出：", "《没有这篇文章》提出：", ""):
        assert not one(snapshot, f"{lead}“中国开放的大门不会关闭”。").warnings


def test_the_named_source_is_shown_where_it_stands_in_several(snapshot: Snapshot) -> None:
    for title in ("坚持高水平开放", "推进法治建设"):
        found = one(snapshot, f"《{title}》提出：“坚持对外开放的基本国策”。").found
        assert found is not None
        assert (found.article.title, found.places) == (title, 2)


def test_a_paragraph_with_marks_of_its_own_is_one_quotation(snapshot: Snapshot) -> None:
    text = "制度型“开放”要求主动对接国际高标准经贸规则，形成透明稳定的制度环境。"
    assert one(snapshot, text).quotation.text == text


def test_sentences_of_the_draft_after_a_quotation_without_marks_are_left_out(snapshot: Snapshot) -> None:
    report = check(snapshot, "会议指出：任何组织不得有超越宪法的特权。昨天夜里下了一场大雪。")
    assert [each.verdict for each in report.checked] == [Verdict.EXACT]
