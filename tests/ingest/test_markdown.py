from app.article import BlockType, Flag
from app.ingest.markdown import is_markdown, parse_markdown

TEXT = """# 江州市码头条例

2020年5月14日通过

<!-- INFO END -->

## 第一章　总则

第一条 为了规范码头管理，制定本条例。
"""


def test_every_line_is_one_block() -> None:
    page = parse_markdown("law", TEXT)
    (article,) = page.articles
    assert article.title == "江州市码头条例"
    assert article.texts(BlockType.HEADING) == ("第一章\u3000总则",)
    assert article.texts(BlockType.PARAGRAPH) == (
        "2020年5月14日通过",
        "第一条 为了规范码头管理，制定本条例。",
    )
    assert [block.lines for block in article.blocks] == [((3, 3),), ((7, 7),), ((9, 9),)]
    assert [entry.reason for entry in page.unused] == ["html-comment"]


def test_a_text_without_a_title_gets_none() -> None:
    (article,) = parse_markdown("law", "## 第一章\n第一条 内容。").articles
    assert article.title is None
    assert article.flags == (Flag.TITLE_NOT_IN_SOURCE,)


def test_a_heading_without_words_is_no_block_and_no_title() -> None:
    page = parse_markdown("law", "# #\n# 江州市码头条例\n## ##\n#\n第一条 内容。")
    (article,) = page.articles
    assert (article.title, len(article.blocks)) == ("江州市码头条例", 1)
    assert [entry.text for entry in page.unused] == ["# #", "## ##", "#"]


def test_only_markdown_headings_make_markdown() -> None:
    assert is_markdown(TEXT)
    assert not is_markdown("江边的老码头\n- 重新开放\n#话题")
