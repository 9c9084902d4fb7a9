import pytest

from app.ingest.flow.titles import compose, find_column
from app.ingest.lines.title_lines import breaks_word, joined

BLOCKS = """老街新事=|老街新事|
云溪开发区推行一窗办理/少跑腿 多办事=云溪开发区推行一窗办理|少跑腿 多办事|
条例施行一年间——/守护好一江清水（美丽云溪）=条例施行一年间——|守护好一江清水（美丽云溪）|
让书屋成为村庄的灯/——石坪村三年调查=|让书屋成为村庄的灯|——石坪村三年调查
守好一江清水/建好美丽家园=|守好一江清水 建好美丽家园|
一江清水绕城流/十年治理河道三百公里=|一江清水绕城流|十年治理河道三百公里
山村有了新书屋/灯亮了 人来了/全县建成三百家=山村有了新书屋|灯亮了 人来了|全县建成三百家
云溪市人民政府/关于防汛工作的通知=|云溪市人民政府关于防汛工作的通知|
公 告/云溪市国有建设用地使用权拍卖出让公告=公告|云溪市国有建设用地使用权拍卖出让公告|
【云溪论坛】/让老街留得住人=【云溪论坛】|让老街留得住人|
讀者來信/路燈為何遲遲不亮=讀者來信|路燈為何遲遲不亮|"""


@pytest.mark.parametrize("block", BLOCKS.split("\n"))
def test_kicker_title_and_subtitle_are_told_apart(block: str) -> None:
    lines, wanted = block.split("=")
    found = compose(lines.split("/"))
    assert [found.kicker or "", found.title, found.subtitle or ""] == wanted.split("|")
    assert sum(found.sizes) == len(lines.split("/"))


def test_all_lines_above_the_occasion_of_a_report_are_its_title() -> None:
    found = compose(["坚定不移走绿色发展之路", "为建设新云溪而努力", "——在云溪县第八次代表大会上的报告"])
    assert found.title == "坚定不移走绿色发展之路 为建设新云溪而努力"
    assert found.subtitle == "——在云溪县第八次代表大会上的报告"


def test_the_header_of_an_archive_says_which_line_is_the_title() -> None:
    found = compose(["广开言路 集思广益", "县委召开座谈会", "各界代表踊跃发言"], "县委召开座谈会")
    assert (found.kicker, found.title) == ("广开言路 集思广益", "县委召开座谈会")
    assert found.subtitle == "各界代表踊跃发言"


def test_a_word_broken_between_lines_is_joined_without_a_space() -> None:
    assert joined(["让全县人民走向新的世", "界"]) == "让全县人民走向新的世界"
    assert joined(["守好一江清水", "建好美丽家园"]) == "守好一江清水 建好美丽家园"
    assert not breaks_word("一江清水绕城流", "云溪县十年治理河道三百公里")


def test_the_name_of_a_site_is_cut_off() -> None:
    assert compose(["老街新事_云溪新闻网"]).title == "老街新事"


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("守护好一江清水（美丽云溪）", "美丽云溪"),
        ("云溪市古树保护办法（试行）", None),
        ("我的老师（二）", None),
        ("关于防汛工作的通知（2024年）", None),
        ("（大家谈）", None),
    ],
)
def test_the_last_bracket_of_a_title_may_name_a_column(title: str, column: str | None) -> None:
    assert find_column(title) == column
