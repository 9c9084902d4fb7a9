import pytest

from app.ingest.metadata.furniture import is_furniture, is_related, is_rule
from app.text import fold

AROUND = """【打印】【关闭】
首页 > 新闻 > 正文
当前位置：首页
上一篇：老城区修葺完工
分享到： 微信 微博
（全文完）
#老城改造# #云溪#
版权声明：未经授权，不得转载。
點擊查看更多
喜欢就点个“在看”吧
点赞、在看、转发
今天是2024年5月6日 星期一
扫码关注
小字号"""
OF_THE_TEXT = [
    "大小",
    "完",
    "首页改版以后",
    "老街新事",
    "分享是一种美德。",
    "他喜欢给别人点赞。",
    "群众觉得好就点赞",
    "小",
    "关闭两家造纸厂",
    "今天是第三十九个教师节，我向全市教师致以节日的祝贺！",
    "扫码支付在集市上也很普遍，卖菜的大爷都挂着二维码。",
]


@pytest.mark.parametrize("line", AROUND.split("\n"))
def test_what_stands_around_a_text(line: str) -> None:
    assert is_furniture(fold(line))


@pytest.mark.parametrize("line", OF_THE_TEXT)
def test_words_of_a_text_are_no_furniture(line: str) -> None:
    assert not is_furniture(fold(line))


def test_links_to_other_texts_have_a_label() -> None:
    assert is_related("相关阅读")
    assert is_related(fold("延伸閱讀：老街新事"))
    assert not is_related("相关阅读材料很多")


def test_a_drawn_line_is_no_text() -> None:
    assert is_rule("-----")
    assert is_rule("* * *")
    assert not is_rule("--林舟")


@pytest.mark.parametrize("line", ["▼往期推荐", "往期回顾", "精选文章", "☆相关阅读"])
def test_public_accounts_lead_to_other_texts_under_labels_of_their_own(line: str) -> None:
    assert is_related(fold(line))
