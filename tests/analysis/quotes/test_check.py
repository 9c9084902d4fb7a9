"""Quotations of several parts, sources that a draft names, and paragraphs that are quoted whole."""

from collections.abc import Iterator

import pytest

from app.analysis.quotes.check import check
from app.analysis.quotes.report import ChangeKind, Checked, Verdict, WarningKind
from app.analysis.quotes.restore import restored
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


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("中国开放的大门不会关闭，只会越开越大。", "任何组织不得有超越宪法的特权。"),
        ("制度型开放要求主动对接国际高标准经贸规则！", "开放是当代中国的鲜明标识"),
    ],
)
def test_whole_sentences_that_are_run_together_are_told(snapshot: Snapshot, first: str, second: str) -> None:
    checked = one(snapshot, f"“{first}{second}”")
    assert checked.verdict is Verdict.ALTERED
    assert ChangeKind.JOINED in {change.kind for change in checked.changes}
    other = f"“{first}今年的苹果收成很好，合作社雇了二十多辆卡车往城里送。”"
    assert one(snapshot, other).verdict is Verdict.ABSENT


@pytest.mark.parametrize("marks", ["“”", "「」", '""'])
def test_the_lines_of_a_paragraph_that_was_broken_are_one_quotation(snapshot: Snapshot, marks: str) -> None:
    lines = ("坚持对外开放的基本国策", "。中国开放的大门不", "会关闭，只会越开越大")
    for end in ("\n", "\r\n　　"):
        checked = one(snapshot, f"他说：{marks[0]}{end.join(lines)}{marks[1]}。")
        assert (checked.verdict, checked.quotation.text) == (Verdict.EXACT, end.join(lines))
        assert checked.found
        assert checked.found.span[1] - checked.found.span[0] == len("".join(lines))
    changed = "\n".join(lines).replace("大门", "前门")
    assert one(snapshot, f"他说：{marks[0]}{changed}{marks[1]}。").verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("鲜明标志", Verdict.ABSENT),
        ("高标准经贸规则比较难", Verdict.ABSENT),
        ("高标准经贸规划", Verdict.ALTERED),
        ("保护外资", Verdict.ALTERED),
        ("当代中国的鲜明标志", Verdict.ALTERED),
        ("宪法特权", Verdict.ALTERED),
        ("超越宪法特权", Verdict.ALTERED),
    ],
)
def test_a_few_characters_that_others_are_like_are_not_altered(
    snapshot: Snapshot, quote: str, verdict: Verdict
) -> None:
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


def test_a_title_before_a_quotation_is_none_of_it(snapshot: Snapshot) -> None:
    checked = one(snapshot, "《推进法治建设》提出：“有超越宪法的特权”")
    assert (checked.quotation.text, checked.verdict) == ("有超越宪法的特权", Verdict.EXACT)


def test_a_paragraph_with_marks_of_its_own_is_one_quotation(snapshot: Snapshot) -> None:
    text = "制度型“开放”要求主动对接国际高标准经贸规则，形成透明稳定的制度环境。"
    assert one(snapshot, text).quotation.text == text


def test_sentences_of_the_draft_after_a_quotation_without_marks_are_left_out(snapshot: Snapshot) -> None:
    report = check(snapshot, "会议指出：任何组织不得有超越宪法的特权。昨天夜里下了一场大雪。")
    assert [each.verdict for each in report.checked] == [Verdict.EXACT]


LAW = """# 合作社促进法

第一条　为了促进合作社发展，保护成员的合法权益，制定本法。

第二条　合作社成员享有平等的表决权，任何人不得干涉其行使权利。

成员可以依照章程的规定退出合作社，合作社应当在三十日以内办理。

（一）退出应当书面提出申请，说明理由；

第三条　违反本法规定的，处一千元以上五千元以下罚款。
"""


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    settings = settings_in(tmp_path_factory.mktemp("laws"))
    write_seed(settings, "law.md", LAW)
    write_seed(settings, "other.md", LAW.replace("合作社促进法", "农场促进法").replace("合作社", "农场"))
    many = "".join(f"\n第{n}条　违反本办法规定的，处一千元以上五千元以下罚款。\n" for n in range(1, 4))
    for number in range(20):
        write_seed(settings, f"many{number}.md", f"# 第{number}号管理办法\n{many}")
    build(settings)
    with Library(settings).snapshot() as opened:
        yield opened


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("《合作社促进法》第二条规定：", ""),
        ("《合作社促进法》第2条第2款规定：", ""),
        ("《合作社促进法》第三条规定：", "《合作社促进法》第二条第二款"),
        ("《合作社促进法》第二条第一款规定：", "《合作社促进法》第二条第二款"),
        ("《农场促进法》第二条规定：", "《合作社促进法》第二条第二款"),
        ("《没有的法》第九条规定：", ""),
        ("第三条规定：", "《合作社促进法》第二条第二款"),
    ],
)
def test_the_article_of_a_law_that_is_named_is_checked(laws: Snapshot, lead: str, told: str) -> None:
    found = one(laws, f"{lead}“成员可以依照章程的规定退出合作社”。")
    assert found.verdict is Verdict.EXACT
    assert "".join(each.source for each in found.warnings) == told


def test_what_stands_in_many_laws_is_looked_for_in_the_one_that_is_named(laws: Snapshot) -> None:
    for title in ("合作社促进法", "第19号管理办法"):
        checked = one(laws, f"“处一千元以上五千元以下罚款”（《{title}》第三条）")
        assert checked.found is not None
        assert checked.found.article.title == title
        assert checked.found.places == 62
        assert not checked.warnings


@pytest.mark.parametrize(
    ("quote", "verdict", "source"),
    [
        ("合作社应当在30日以内办理", Verdict.ALTERED, "合作社应当在三十日以内办理"),
        ("保护成员的合法权益……处一千元以上五千元以下罚款", Verdict.EXACT, "处一千元以上五千元以下罚款"),
        ("处一千元以上五千元以下罚歀吧", Verdict.ALTERED, "处一千元以上五千元以下罚款"),
        ("不得干涉其行使权利。违反本法规定的，处一千元", Verdict.ALTERED, "违反本法规定的，处一千元"),
    ],
)
def test_what_a_quotation_was_made_of_is_found(
    laws: Snapshot, quote: str, verdict: Verdict, source: str
) -> None:
    checked = one(laws, f"他说：“{quote}”")
    assert checked.verdict is verdict
    assert checked.found is not None
    assert checked.found.block.text[slice(*checked.found.span)] == source


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("他说：“开放是现代中国的鲜明标识”，", "他说：“开放是当代中国的鲜明标识”，"),
        ("中国开放的大门不会开闭，只会越开越大。", "中国开放的大门不会关闭，只会越开越大。"),
        ("「中國開放的大門不會開閉」", "「中国开放的大门不会关闭」"),
        (
            "“中国开放的大门不会开闭……形成透明稳定的制度环境”",
            "“中国开放的大门不会关闭……形成透明稳定的制度环境”",
        ),
        (
            "“只会越开越大。制度型开放要求主动对接”",
            "“只会越开越大。……制度型开放要求主动对接”",
        ),
        ("又称“今天夜里下了一场大雪”，“开放是当代中国的鲜明标识”", ""),
    ],
)
def test_a_draft_is_put_right_where_it_is_altered(snapshot: Snapshot, draft: str, right: str) -> None:
    assert restored(check(snapshot, draft)) == (right or draft)


def test_what_is_put_right_is_as_printed(snapshot: Snapshot) -> None:
    draft = "“中国开放的大门不会开闭，只会更开更大”；「制度型开放要求对接国际高标准经贸规则」"
    assert {each.verdict for each in check(snapshot, draft).checked} == {Verdict.ALTERED}
    assert {each.verdict for each in check(snapshot, restored(check(snapshot, draft))).checked} == {
        Verdict.EXACT
    }


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        (("", ""), Verdict.EXACT),
        (("合作社成员享有平等的表决权，任何人不得干涉其行使权利。", ""), Verdict.ALTERED),
        (("成员可以依照章程", "成员必须依照章程"), Verdict.ALTERED),
    ],
)
def test_a_quotation_of_many_paragraphs_is_compared_part_by_part(
    laws: Snapshot, changed: tuple[str, str], verdict: Verdict
) -> None:
    paragraphs = [line for line in LAW.split("\n")[2:] if line]
    quote = "\n“".join(paragraphs).replace(*changed)
    checked = one(laws, f"他说：“{quote}”")
    assert checked.verdict is verdict
    assert restored(check(laws, f"“{quote}”")).count("成员可以依照章程的规定") == 1


def test_a_number_that_is_none_is_no_article_of_a_law(laws: Snapshot) -> None:
    for lead in ("第千条", "第〇条第百款", "第99999999999999999999条"):
        assert one(laws, f"{lead}规定：“成员可以依照章程的规定退出合作社”").verdict is Verdict.EXACT
