import pytest

from app.ingest.blocks import SourceBlock, SourceType
from app.ingest.flow.roles.words import Role, told
from tests.ingest.flow.told import told_lines

EACH = """石门水库下闸蓄水=display
石门水库昨天下闸蓄水，下游的农田将因此受益。=text
本报记者  陈立新=byline
周文远=names
1984-04-02=date
1978年4月=period
第1版()=edition
来源：云溪日报　作者：林舟=labels
《云溪日报》（2024年6月3日 第05版）=imprint
云政办发〔2024〕12号=document number
（2023年5月30日云溪市人民代表大会通过）=enacted
本报记者  赵  明摄=credit
（作者为云溪大学教授）=note
【打印】【关闭】=furniture
相关阅读=related
-----=rule"""


@pytest.mark.parametrize("line", EACH.split("\n"))
def test_what_a_line_is_by_its_own_words(line: str) -> None:
    text, _, role = line.rpartition("=")
    assert told_lines(text)[0].role == role


def test_what_a_reader_knows_is_not_asked_again() -> None:
    blocks = [
        SourceBlock(SourceType.HEADING, "老街新事", 1),
        SourceBlock(SourceType.QUOTE, "本报记者  林  舟《云溪日报》（2024年06月03日第 05 版）"),
        SourceBlock(SourceType.LIST_ITEM, "第1版()", 1),
        SourceBlock(SourceType.RULE, "---"),
    ]
    assert [line.role for line in told(blocks)] == [Role.HEADING, Role.IMPRINT, Role.BLOCK, Role.RULE]


def test_the_header_of_a_message_is_about_the_text() -> None:
    header = "发件人：林舟\n发送时间：2024年5月16日 9:32\n收件人：何静\n主题：转发：老街新事\n"
    lines = told_lines(f"{header}老街今年修缮，居民说好。")
    assert [told.role for told in lines] == [Role.LABELS] * 4 + [Role.TEXT]
    assert [told.found for told in lines[:4]] == [{}, {"date": "2024-05-16"}, {}, {"title": "老街新事"}]
    assert told_lines("时间：2024年5月16日\n主题：老街新事\n附件：图纸")[1].role is not Role.LABELS


def test_a_menu_above_the_trail_is_furniture_and_a_title_is_not() -> None:
    menu = told_lines("首页\n新闻\n政务\n当前位置：首页>新闻\n老街新事\n老街今年修缮，居民说好。")
    assert [told.role for told in menu[:5]] == [Role.FURNITURE] * 4 + [Role.DISPLAY]
    titled = told_lines("老街新事\n当前位置：首页>新闻\n老街今年修缮，居民说好。")
    assert titled[0].role is not Role.FURNITURE


def test_how_to_reach_who_signed_is_no_foot_of_a_site() -> None:
    lines = told_lines("特此公告。\n联系电话：88884444\n主办单位：云溪市人民政府\n云ICP备05000001号")
    assert [told.role for told in lines[1:]] == [Role.TEXT, Role.FURNITURE, Role.FURNITURE]
    assert told_lines("特此公告。\n主办单位：云溪市人民政府")[1].role is Role.TEXT


def test_a_reader_asks_and_a_hotline_is_furniture() -> None:
    lines = told_lines("读者：老街何时修缮\n新闻热线：88880000")
    assert [told.role is Role.FURNITURE for told in lines] == [False, True]
