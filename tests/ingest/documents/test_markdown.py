import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.article import Article, BlockType, Flag
from app.ingest.blocks import SourceType
from app.ingest.documents.markdown import is_markdown, read_markdown
from app.ingest.parse import parse_page

LAW = """# 江州市码头条例

2020年5月14日江州市人民代表大会常务委员会通过

<!-- INFO END -->

## 第一章　总则

第一条 为了规范码头管理，制定本条例。
"""
PARAGRAPH = "走进云溪县老城区，青石板路两旁的木楼修葺一新，二百多户居民用上了管道煤气。"


def only(text: str) -> Article:
    (article,) = parse_page("a", text).articles
    return article


def paragraphs(text: str) -> tuple[str, ...]:
    return only(text).texts(BlockType.PARAGRAPH)


def test_a_law_keeps_its_lines_and_headings() -> None:
    page = parse_page("law", LAW)
    (article,) = page.articles
    assert article.title == "江州市码头条例"
    assert article.texts(BlockType.HEADING) == ("第一章\u3000总则",)
    assert article.texts(BlockType.PARAGRAPH) == (
        "2020年5月14日江州市人民代表大会常务委员会通过",
        "第一条 为了规范码头管理，制定本条例。",
    )
    assert [(block.lines, block.level) for block in article.blocks] == [
        (((3, 3),), 0),
        (((7, 7),), 2),
        (((9, 9),), 0),
    ]
    assert [entry.reason for entry in page.unused] == ["html-comment"]


def test_a_chapter_is_no_title() -> None:
    article = only("## 第一章\n第一条 内容。")
    assert article.title is None
    assert article.flags == (Flag.TITLE_NOT_IN_SOURCE,)


def test_a_heading_without_words_is_no_block_and_no_title() -> None:
    page = parse_page("law", "# #\n# 江州市码头条例\n## ##\n#\n第一条 内容。")
    (article,) = page.articles
    assert (article.title, len(article.blocks)) == ("江州市码头条例", 1)
    assert [entry.text for entry in page.unused] == ["# #", "## ##", "#"]


def test_marks_make_markdown_and_signs_do_not() -> None:
    for text in (
        LAW,
        "---\ntitle: a\n---\n",
        "他说**很好**。",
        "[甲](https://a.example)",
        "> 一\n> 二",
    ):
        assert is_markdown(text), text
    for text in (
        "江边的老码头\n- 重新开放\n#话题",
        "---\n走进云溪县。\n---\n完",
        "2*3*4",
        "[1] 参见",
        "|甲|乙|\n|---|---|",
    ):
        assert not is_markdown(text), text


def test_marks_links_pictures_and_entities_are_no_text() -> None:
    text = (
        "# 题\n\n走进**云溪**县，*青石*`板`路&emsp;两旁"
        "[木楼](https://a.example)![图](b.png)修葺&amp;一新\\*。<b>完</b>"
    )
    page = parse_page("a", text)
    assert page.articles[0].blocks[0].text == "走进云溪县，青石板路\u2003两旁木楼修葺&一新*。完"
    assert "https://a.example" in " ".join(entry.text for entry in page.unused)


def test_bold_ends_before_han_even_after_a_stop() -> None:
    assert paragraphs("# 题\n\n**有利于发展。**这是第一点，**其次。**再看。") == (
        "有利于发展。这是第一点，其次。再看。",
    )


def test_soft_breaks_join_without_a_space_between_han() -> None:
    lines = (
        "走进云溪县老城区，青石板路两旁的木",
        "楼修葺一新，二百户用上了管道。",
        "停了十年的 old",
        "stage 又响起。",
    )
    wrapped = "# 题\n\n" + "\n".join(lines)
    assert paragraphs(wrapped) == (f"{''.join(lines[:3])} {lines[3]}",)
    assert only(wrapped).blocks[0].lines == ((3, 6),)


def test_one_paragraph_a_line_stays_so() -> None:
    text = "# 题\n\n第一条　本条例适用于全市。本市另有规定的除外。\n第二条　自公布之日起施行。\n"
    assert len(paragraphs(text)) == 2
    assert len(paragraphs(f"# 题\n\n　　{PARAGRAPH}\n　　{PARAGRAPH}\n")) == 2


def test_hard_breaks_part_verse() -> None:
    assert paragraphs("# 江边\n\n江水东流去，  \n渡船早晚来。\\\n石阶三百级<br>步步有青苔。") == (
        "江水东流去，",
        "渡船早晚来。",
        "石阶三百级",
        "步步有青苔。",
    )


def test_rows_of_a_table_are_paragraphs() -> None:
    assert paragraphs(
        "# 题\n\n| 县名 | 2022年 |\n|:--|--:|\n| 青溪县 | **12.5** |\n\n从表中可以看出，增长很快。"
    ) == (
        "县名 2022年",
        "青溪县 12.5",
        "从表中可以看出，增长很快。",
    )


def test_lists_keep_their_numbers_and_quotations_their_text() -> None:
    document = read_markdown(f"# 题\n\n1. 第一\n2. 第二\n\n- 甲\n  - 乙\n\n> {PARAGRAPH}\n")
    assert [(block.type, block.text, block.level) for block in document.blocks[1:]] == [
        (SourceType.LIST_ITEM, "1. 第一", 1),
        (SourceType.LIST_ITEM, "2. 第二", 1),
        (SourceType.LIST_ITEM, "甲", 1),
        (SourceType.LIST_ITEM, "乙", 2),
        (SourceType.QUOTE, PARAGRAPH, 0),
    ]


def test_code_is_text_line_by_line() -> None:
    assert paragraphs(f"# 题\n\n{PARAGRAPH}\n\n```\n第一行\n\n第二行\n```\n") == (
        PARAGRAPH,
        "第一行",
        "第二行",
    )


def test_footnotes_keep_their_numbers_and_leave_the_running_text() -> None:
    assert paragraphs("# 题\n\n走进云溪县[^1]老城区。\n\n[^1]: 参见《云溪县志》。\n[^b]: 同上。") == (
        "走进云溪县老城区。",
        "[1] 参见《云溪县志》。",
        "[b] 同上。",
    )


def test_dashes_below_a_paragraph_are_a_rule() -> None:
    assert paragraphs(f"# 题\n\n{PARAGRAPH}\n---\n{PARAGRAPH}") == (PARAGRAPH, PARAGRAPH)


def test_html_is_stripped() -> None:
    page = parse_page(
        "a", f"# 题\n\n<div align=center>\n{PARAGRAPH}\n</div>\n\n<!-- 注\n释 -->\n\n{PARAGRAPH}"
    )
    assert page.articles[0].texts(BlockType.PARAGRAPH) == (PARAGRAPH, PARAGRAPH)


def test_items_with_bylines_become_articles() -> None:
    items = [
        f"### {title}\n\n本报记者 {who}\n\n{PARAGRAPH}"
        for title, who in (("老街新事", "林舟"), ("水库蓄水", "赵明"))
    ]
    page = parse_page("a", "\n\n".join(["# 云溪日报 2024年6月3日", "## 第2版", *items]))
    assert [(a.title, a.authors, a.newspaper, a.date, a.edition) for a in page.articles] == [
        ("老街新事", ("林舟",), "云溪日报", "2024-06-03", "2"),
        ("水库蓄水", ("赵明",), "云溪日报", "2024-06-03", "2"),
    ]


def test_sections_of_one_text_are_no_articles() -> None:
    article = only("\n\n".join(["# 老街新事", PARAGRAPH, "## 修旧如旧", PARAGRAPH, "## 居民参与", PARAGRAPH]))
    assert (article.title, article.texts(BlockType.HEADING)) == ("老街新事", ("修旧如旧", "居民参与"))


def test_what_is_nested_too_deep_is_kept() -> None:
    assert "深处" in "".join(paragraphs("# 题\n\n" + "> " * 40 + "深处的文字"))


@given(
    st.lists(
        st.sampled_from(
            [
                "",
                "",
                "文字。",
                "# 题",
                "```",
                "- 项",
                "> 引",
                "<div>",
                "<!--",
                "<!-- 注 -->",
                "-->",
                "    码",
                "1. 数",
                "文**字**",
            ]
        )
    )
)
@example(["<!--", "", "文字。"])
@example(["<pre>", "", "文字。"])
@example(["```", "", "# 题"])
@example(["```", "文字。", "```", "", "# 题"])
def test_lines_that_are_taken_at_once_are_what_the_parser_makes_of_them(lines: list[str]) -> None:
    text = "\n".join(lines)
    at_once = read_markdown(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.ingest.documents.markdown._plain_lines", lambda *_: {})
        parsed = read_markdown(text)
    assert [(b.text, b.lines) for b in at_once.blocks] == [(b.text, b.lines) for b in parsed.blocks]


LINES = st.lists(st.text("第一条，。：（）1. -*a#>|`[]<\\\t\u3000", max_size=24), max_size=14)


@pytest.mark.parametrize("front", ["", "---\ntitle: 题\n---\n"])
@given(lines=LINES)
@example(lines=["1|", "--", "1|一"])
@example(lines=["<!-- 第一条"])
def test_no_han_of_any_markdown_is_lost(front: str, lines: list[str]) -> None:
    text = front + "\n".join(["# 办法", *lines])
    page = parse_page("a", text)
    kept = [entry.text for entry in page.unused]
    for article in page.articles:
        kept += [part.text for part in article.parts] + [block.text for block in article.blocks]
    said = "".join(kept)
    assert all(said.count(sign) >= text.count(sign) for sign in "第一条")


def test_an_archives_header_below_a_heading_says_whose_it_is() -> None:
    header = "陈立新\n1984-04-02\n第{}版()\n专栏：\n\n　　{}\n　　陈立新\n　　{}\n　　{}\n"
    items = [
        f"### {title}\n\n" + header.format(edition, title, PARAGRAPH, PARAGRAPH)
        for edition, title in ((1, "石门水库下闸蓄水"), (4, "市女排战胜海港队"))
    ]
    page = parse_page("a", "\n".join(items))
    assert [(a.title, a.authors, a.date, a.edition, len(a.blocks)) for a in page.articles] == [
        ("石门水库下闸蓄水", ("陈立新",), "1984-04-02", "1", 2),
        ("市女排战胜海港队", ("陈立新",), "1984-04-02", "4", 2),
    ]


def test_a_list_of_labels_says_what_the_text_is() -> None:
    labels = "- 作者：林舟\n- 来源：云溪日报\n- 日期：2024年6月3日\n- 链接：<https://example.org/a>"
    article = only(f"# 老街新事\n\n{labels}\n\n{PARAGRAPH}\n")
    assert (article.authors, article.source_note, article.date, article.url) == (
        ("林舟",),
        "云溪日报",
        "2024-06-03",
        "https://example.org/a",
    )
    assert article.texts(BlockType.PARAGRAPH) == (PARAGRAPH,)
