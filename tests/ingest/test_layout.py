import pytest

from app.ingest.blocks import Layout
from app.ingest.layout import detect_layout
from tests.ingest.setting import LIBRARY, MARKET, RIVER, SCHOOL, page

LAW = "云溪市条例\n第一条　为了保护河流，制定本条例。\n第二条　本条例适用于本市。\n第三条　本条例即日施行。\n"
VERSE = (
    "江边的柳\n周文远\n我在江边种下一棵柳，\n春风把它的影子拉长。\n渡船载走卖菜的母亲，\n也载来远方的灯光。\n"
)
TALK = f"访谈\n记者：{RIVER}\n何静：{SCHOOL}\n记者：{MARKET}\n何静：{LIBRARY}\n"


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (page(RIVER, SCHOOL, MARKET), Layout.COLUMNS),
        (page(RIVER, SCHOOL, MARKET, measure=30, between="\n\n"), Layout.COLUMNS),
        ("\n".join(["老街", RIVER, SCHOOL, MARKET]), Layout.ORDER),
        ("\n\n".join(["　　" + text for text in (RIVER, SCHOOL)]), Layout.ORDER),
        (LAW, Layout.LAW),
        (VERSE, Layout.VERSE),
        (TALK, Layout.TRANSCRIPT),
        ("", Layout.COLUMNS),
    ],
)
def test_what_kind_of_text_a_source_is(text: str, layout: Layout) -> None:
    assert detect_layout(text).layout is layout


def test_paragraphs_of_a_page_of_several_items_are_read_as_a_page() -> None:
    note = "（作者系江州大学教授）"
    assert detect_layout("\n".join([RIVER, note, SCHOOL, note, MARKET])).layout is Layout.COLUMNS
    assert detect_layout("\n".join(["老街", RIVER, SCHOOL, note])).layout is Layout.ORDER


def test_lines_of_a_journal_are_in_source_order() -> None:
    kind = detect_layout(page(RIVER * 3, SCHOOL * 3, measure=48))
    assert (kind.layout, kind.wrapped) == (Layout.ORDER, True)


def test_a_few_narrow_lines_that_break_off_are_a_column() -> None:
    lines = (
        "（记者林舟、何静）云溪市老城更新\n座谈会4日在云溪举行。\n与会代表就老街保护和居民安置相关\n"
        "问题回答提问。\n问：老街今后怎样走？\n答：老街修缮已经展开、居民安置的基\n本方案没有改变。我们有信心、有底气\n如期完成。\n"
    )
    assert detect_layout(lines).layout is Layout.COLUMNS


def test_names_beside_each_other_are_no_running_text() -> None:
    above = "【雲溪報╱記者林舟、何靜／江州報導】\n2024-05-20 04:12 雲溪報/ 記者林舟、何靜／江州報導\n"
    text = "老街今動工 居民盼安置\n老街整修今天動工。\n居民說，盼望早日搬回。\n延伸閱讀\n老街整修流程一次看\n"
    assert detect_layout(above + text).layout is Layout.ORDER
