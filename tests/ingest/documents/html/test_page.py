import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.article import Article, BlockType, Origin, Page, Role
from app.ingest.parse import parse_page

FIRST = "走进云溪县老城，木楼修葺一新，百户用上了煤气，停了十年的戏台又响起了锣鼓。"
SECOND = "县里把改造方案贴在街口征求意见，三个月里收到建议四百多条，其中二百六十条写进了施工图。"
NEW_EPAPER = f"""<!DOCTYPE html><html>
<head><title>老街新事--云溪日报</title><style>p {{}}</style></head><body>
<div class="date-box"><p class="left ban">第05版：要闻</p></div>
<div class="nav"><a href="node_1.html">上一版</a> <a href="node_3.html">下一版</a></div>
<div class="article"><h3>云溪县更新老城区</h3><h1>老街新事</h1><h2>——来自青石街的报道</h2>
<p class="sec">
  本报记者 林舟
  <span class="date">《云溪日报》（<span class="newstime">2024年06月03日</span> 第 05 版）</span>
</p>
<div id="ozoom"><p>　　{FIRST}</p>
<p>　　修旧如旧</p>
<p>　　{SECOND}</p></div></div>
<script>var a = "不是文字";</script><div class="foot"><p>云溪日报社版权所有</p></div></body></html>"""
FOUNDER = f"""<html><head><meta charset="gb2312"></head>
<body><table><tr><td>云溪日报 2024年06月03日 星期一</td></tr></table>
<table><tr><td><founder-title>老街新事</founder-title></td></tr>
<tr><td><div id="ozoom"><founder-content>
<!--enpproperty <date>2024-06-03 00:00:00.0</date><author>林舟</author><title>老街新事</title>
<subtitle></subtitle>
<introtitle>老城更新</introtitle><nodename>第05版：要闻</nodename>/enpproperty-->
<!--enpcontent--><P>&nbsp;&nbsp;&nbsp;&nbsp;{FIRST}</P><P>&nbsp;&nbsp;{SECOND}</P><!--/enpcontent-->
</founder-content></div></td></tr></table></body></html>"""
WEB = f"""<html><head><title>老街新事_云溪网</title><meta name="PubDate" content="2024-06-03 08:15">
<meta name="ContentSource" content="云溪日报"><meta name="author" content="104001"></head><body>
<ul><li><a href="/a">首页</a></li><li><a href="/b">新闻中心</a></li><li><a href="/c">政务公开</a></li></ul>
<div class="main"><div class="top"><span class="arti_title">老街新事</span></div>
<div class="info"><span>2024-06-03 08:15</span> <span>来源：云溪日报</span> <span>作者：林舟</span></div>
<div class="text">　　{FIRST}<br><br>　　{SECOND}</div></div>
<div class="side"><p><a href="/1">另一条很长很长很长很长很长的新闻标题</a></p></div></body></html>"""


def page_of(text: str) -> Page:
    return parse_page("a", text)


def only(text: str) -> Article:
    (article,) = page_of(text).articles
    return article


def test_the_peoples_dailys_kind_of_epaper_gives_all_it_says() -> None:
    article = only(NEW_EPAPER)
    assert (article.title, article.kicker, article.subtitle) == (
        "老街新事",
        "云溪县更新老城区",
        "——来自青石街的报道",
    )
    assert (article.authors, article.newspaper, article.date, article.edition) == (
        ("林舟",),
        "云溪日报",
        "2024-06-03",
        "5",
    )
    assert article.texts(BlockType.PARAGRAPH) == (FIRST, SECOND)
    assert article.texts(BlockType.HEADING) == ("修旧如旧",)


def test_blocks_name_the_lines_of_the_source() -> None:
    text = NEW_EPAPER.split("\n")
    for block in only(NEW_EPAPER).blocks:
        first, last = block.lines[0]
        assert block.text in "".join(text[first - 1 : last])


def test_kicker_and_subtitle_are_shown_where_they_stand() -> None:
    page = page_of(NEW_EPAPER)
    parts = {part.role: part for part in page.articles[0].parts}
    lines = NEW_EPAPER.split("\n")
    for role, text in ((Role.KICKER, "云溪县更新老城区"), (Role.SUBTITLE, "——来自青石街的报道")):
        assert parts[role].text == text
        assert text in lines[parts[role].lines[0][0] - 1]
        assert not any(text in entry.text for entry in page.unused)


def test_what_is_around_the_article_is_unused() -> None:
    page = page_of(NEW_EPAPER)
    said = "".join(entry.text for entry in page.unused)
    assert "云溪日报社版权所有" in said
    assert "不是文字" not in said


def test_founders_comment_says_what_the_page_does_not() -> None:
    article = only(FOUNDER)
    assert (article.title, article.kicker, article.authors) == ("老街新事", "老城更新", ("林舟",))
    assert (article.newspaper, article.date, article.edition) == ("云溪日报", "2024-06-03", "5")
    assert article.texts(BlockType.PARAGRAPH) == (FIRST, SECOND)
    assert dict(article.origins)["date"] is Origin.MARKUP


def test_the_densest_container_of_an_unknown_page_is_its_text() -> None:
    article = only(WEB)
    assert (article.title, article.authors, article.date, article.source_note) == (
        "老街新事",
        ("林舟",),
        "2024-06-03",
        "云溪日报",
    )
    assert article.texts(BlockType.PARAGRAPH) == (FIRST, SECOND)
    assert article.newspaper is None


def test_no_date_is_made_of_what_is_none() -> None:
    text = WEB.replace("2024-06-03 08:15", "").replace('content=""', 'content="昨天"')
    assert only(text).date is None


def test_a_table_of_figures_is_rows_and_a_list_keeps_its_numbers() -> None:
    rows = "<table><tr><th>县名</th><th>产量</th></tr><tr><td>青溪县</td><td>12.5</td></tr></table>"
    items = "<ol><li>第一项</li><li>第二项</li></ol>"
    text = f"<html><body><h1>各县产量</h1><div><p>{FIRST}</p>{rows}{items}<p>{SECOND}</p></div></body></html>"
    assert only(text).texts(BlockType.PARAGRAPH) == (
        FIRST,
        "县名 产量",
        "青溪县 12.5",
        "1. 第一项",
        "2. 第二项",
        SECOND,
    )


def test_a_part_of_a_page_is_read_as_one() -> None:
    article = only(f"<p>老街新事</p>\n<p>本报记者 林舟</p>\n<p>　　{FIRST}</p>\n<p>　　{SECOND}</p>\n")
    assert (article.title, article.authors) == ("老街新事", ("林舟",))
    assert article.texts(BlockType.PARAGRAPH) == (FIRST, SECOND)


@pytest.mark.parametrize(
    "entries",
    [
        "".join(f'<li><a href="content_{n}.htm">第{n}篇文章的标题</a></li>' for n in range(9)),
        "<map>" + 4 * '<area coords="0,0,9,9" href="nw.D110000_20240603_1-05.htm">' + "</map><p>第05版</p>",
    ],
)
def test_the_index_of_an_issue_is_listed_and_no_article(entries: str) -> None:
    page = page_of(f"<html><body><p>云溪日报 2024年06月03日</p><ul>{entries}</ul></body></html>")
    assert page.articles == ()
    assert [note.code for note in page.notes] == ["page-is-index"]


@pytest.mark.parametrize(
    "text",
    [
        "<html>" + "<div>" * 5000 + FIRST,
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;</p></body></html>',
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p></body></html>',
        "<html><body><ol>" + "<li>项" * 20_000,
        "<html></html>",
        "<html><body><!-- ",
    ],
)
def test_bombs_are_read_in_time_and_open_nothing(text: str) -> None:
    page = page_of(text)
    assert "root:" not in "".join(block.text for article in page.articles for block in article.blocks)


def test_text_that_is_nested_without_end_is_kept() -> None:
    assert FIRST in str(page_of("<html>" + "<font>" * 5000 + FIRST).articles)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<td>",
                "<tr>",
                "<h1>",
                "<a href=x>",
                "<ol><li>",
                "<br>",
                "<!--",
                "文字",
                "\n",
                "<pre>",
                "<div hidden>",
                "&#0;",
                "&nbsp;",
                "</",
            ]
        ),
        max_size=40,
    )
)
def test_no_markup_ends_the_reader(parts: list[str]) -> None:
    page_of("<html>" + "".join(parts))


BROKEN = """<html><head>
<title>云溪市人民政府办公室关于加快构建老城更新体系的意见_政策文件_云溪市人民政府</title></head><body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/b">政策文件</a></div><div class="content">{head}
<p>云政办发〔2024〕7号</p><p>　　{first}</p><p>　　{second}</p></div></body></html>"""


@pytest.mark.parametrize(
    "head",
    [
        "<p><b>云溪市人民政府办公室关于加快构建<br/>老城更新体系的意见</b></p>",
        "<p>云溪市人民政府办公室</p><p>关于加快构建老城更新体系的意见</p>",
        "<h1>云溪市人民政府办公室关于加快<br>构建老城更新体系的意见</h1>",
        "<h1><span>云溪市人民政府办公室</span><br><span>关于加快构建老城更新体系的意见</span></h1>",
    ],
)
def test_a_title_broken_into_lines_is_one(head: str) -> None:
    article = only(BROKEN.format(head=head, first=FIRST, second=SECOND))
    assert article.title == "云溪市人民政府办公室关于加快构建老城更新体系的意见"
    assert [block.text for block in article.blocks] == ["云政办发〔2024〕7号", FIRST, SECOND]


def test_a_dash_below_a_title_in_its_heading_begins_the_subtitle() -> None:
    head = "<h4>云溪观点</h4><h1>老街为什么留得住人<br>——城市更新系列谈</h1>"
    article = only(BROKEN.format(head=head, first=FIRST, second=SECOND))
    assert (article.kicker, article.title, article.subtitle) == (
        "云溪观点",
        "老街为什么留得住人",
        "——城市更新系列谈",
    )


def test_what_an_office_issues_has_no_author_beside_it() -> None:
    table = "<table><tr><td>发文机关：</td><td>云溪市人民政府</td></tr></table>"
    meta = f'<meta name="author" content="云溪市人民政府">{table}'
    head = f"{meta}<h1>关于老城更新的通知</h1>"
    article = only(BROKEN.format(head=head, first=FIRST, second=SECOND))
    assert (article.issuing_body, article.authors) == ("云溪市人民政府", ())


def test_the_page_of_a_public_account_is_read_though_a_script_shows_it() -> None:
    page = f"""<html><head><meta property="og:title" content="老街新事">
<meta name="author" content="林舟"></head><body>
<div id="page-content"><h1 class="rich_media_title" id="activity-name">
老街新事
</h1><div id="meta_content"><span>原创</span>
<span>林舟</span> <a id="js_name">云溪观察</a> <em id="publish_time"></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">
<section><p><span>{FIRST}</span></p></section><p><br></p>
<p style="display: none">不显示的字</p><p>{SECOND}</p></div></div>
<div id="js_tags">预览时标签不可点</div><script>var ct = "1717372800"; var x = 1;</script></body></html>"""
    article = only(page)
    assert [block.text for block in article.blocks] == [FIRST, SECOND]
    said = (article.title, article.authors, article.date, article.source_note)
    assert said == ("老街新事", ("林舟",), "2024-06-03", "云溪观察")


@pytest.mark.parametrize("name", ['class="TRS_Editor"', 'id="zoom"', 'class="view TRS_UEDITOR trs_paper"'])
def test_short_texts_are_told_from_the_foot_of_the_page_by_the_name_of_their_container(name: str) -> None:
    article = only(
        f"""<html><head><title>老街新事</title></head><body><div class="t">老街新事</div>
<div {name}><p>老街修好了。</p><p>戏台又响起了锣鼓。</p></div>
<div class="foot">主办：云溪市人民政府办公室 承办：云溪市大数据局 地址：青石街一百号</div></body></html>"""
    )
    assert [block.text for block in article.blocks] == ["老街修好了。", "戏台又响起了锣鼓。"]


def test_a_small_element_that_bears_the_name_of_a_container_is_not_the_text() -> None:
    article = only(
        f"""<html><head><title>老街新事</title></head><body><h1>老街新事</h1>
<div class="main"><p>{FIRST}</p><div class="zoom">放大</div><p>{SECOND}</p></div></body></html>"""
    )
    assert [block.text for block in article.blocks if block.text != "放大"] == [FIRST, SECOND]


OLD = """<HTML><HEAD><TITLE>云溪在线--新闻频道</TITLE></HEAD><BODY>
<TABLE><TR><TD><A href=1>新闻</A></TD></TR></TABLE>
<TABLE><TR><TD align=center>{title}</TD></TR>
<TR><TD align=center><FONT size=2>www.yunxi.example　　2003年12月29日　09:15　　云溪晚报</FONT></TD></TR>
<TR><TD>　　{first}<BR><BR>　　{second}</TD></TR></TABLE></BODY></HTML>"""


@pytest.mark.parametrize(
    "title",
    [
        "<FONT size=5><B>老街新事</B></FONT>",
        "<B><FONT color=red size=+2>老街新事</FONT></B>",
        '<span style="font-size: 22px">老街新事</span>',
    ],
)
def test_a_page_without_headings_sets_its_title_in_large_type(title: str) -> None:
    article = only(OLD.format(title=title, first=FIRST, second=SECOND))
    assert (article.title, article.date, article.source_note) == ("老街新事", "2003-12-29", "云溪晚报")
    assert [block.text for block in article.blocks] == [FIRST, SECOND]


def test_source_and_time_above_a_title_are_of_its_text() -> None:
    head = (
        "<div>2024 <em>06</em>/<em>03</em> 16:05:21</div><div>来源：云溪社</div><div><h1>老街新事</h1></div>"
        f"<div><p>（记者 林舟 何静）{FIRST}</p><p>{SECOND}</p></div>"
    )
    article = only(f"<html><body>{head}</body></html>")
    assert (article.source_note, article.date, article.authors) == ("云溪社", "2024-06-03", ("林舟", "何静"))


def test_a_day_without_an_hour_above_a_title_is_that_of_the_visit() -> None:
    head = "<div>2024年6月3日</div><div><h1>老街新事</h1></div>"
    article = only(f"<html><body>{head}<div><p>{FIRST}</p><p>{SECOND}</p></div></body></html>")
    assert article.date is None


@pytest.mark.parametrize(
    "line",
    [
        "发表于 2021年7月3日 由 林舟 | 分类：读书",
        "由 林舟 发表于 2021-07-03",
        "发布于 2021年7月3日 作者：林舟",
    ],
)
def test_the_line_of_a_blog_tells_day_and_author(line: str) -> None:
    article = only(f"<html><body><h1>老街新事</h1><p>{line}</p><p>{FIRST}</p><p>{SECOND}</p></body></html>")
    assert (article.date, article.authors) == ("2021-07-03", ("林舟",))


def test_buttons_glued_to_a_source_are_not_of_it() -> None:
    info = (
        "<div><span>发布时间：2024-06-03 08:15</span><span>来源：云溪日报</span>"
        "<span>字体：[大 中 小]</span></div>"
    )
    article = only(f"<html><body><h1>老街新事</h1>{info}<p>{FIRST}</p><p>{SECOND}</p></body></html>")
    assert (article.source_note, article.date) == ("云溪日报", "2024-06-03")


def test_what_one_clicks_to_edit_an_encyclopedia_is_no_text() -> None:
    edit = '<span class="mw-editsection">[<a href="/e">编辑</a>]</span>'
    article = only(
        f"<html><body><h1>青石城</h1><div><p>{FIRST}</p>"
        "<div id='toc' class='toc'><h2>目录</h2><ul><li>1 历史</li></ul></div>"
        f"<h2>历史{edit}</h2><p>{SECOND}</p></div></body></html>"
    )
    assert [block.text for block in article.blocks] == [FIRST, "历史", SECOND]
