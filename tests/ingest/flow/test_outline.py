"""Where a source tells its headings: which is the title, and which begin texts of their own."""

import pytest

from app.article import Article, BlockType
from app.ingest.parse import parse_page

TEXT = "走进云溪县老城区，青石板路两旁的木楼修葺一新，二百多户居民用上了管道煤气。"
MORE = "县里把改造方案贴在街口征求意见，三个月里收到建议四百多条。"


def articles(*lines: str) -> tuple[Article, ...]:
    return parse_page("a", "\n\n".join(lines) + "\n").articles


def titles(*lines: str) -> list[str | None]:
    return [article.title for article in articles(*lines)]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["# 老街新事", TEXT, "## 缘起", MORE], ["老街新事"]),
        (["## 老街新事", TEXT, "### 缘起", MORE], ["老街新事"]),
        ([TEXT, "## 缘起", MORE], [None]),
        (["## 一、缘起", TEXT, "## 二、经过", MORE], [None]),
        (["# 第一章 总则", TEXT, "# 第二章 附则", MORE], [None]),
        (["# 老街新事", "## 缘起", TEXT, "## 经过", MORE], ["老街新事"]),
    ],
)
def test_the_first_heading_above_all_text_is_the_title(lines: list[str], wanted: list[str | None]) -> None:
    assert titles(*lines) == wanted


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["# 老街新事", TEXT, "# 渡口开工", MORE], ["老街新事", "渡口开工"]),
        (["## 老街新事", TEXT, "## 渡口开工", MORE], ["老街新事", "渡口开工"]),
        (["# 要闻两则", "## 老街新事", TEXT, "## 渡口开工", MORE], ["老街新事", "渡口开工"]),
        (
            ["# 文集", "## 老街新事", "林舟", TEXT, "## 渡口开工", "何静", MORE],
            ["老街新事", "渡口开工"],
        ),
        (
            ["# 新闻联播 2007-01-03", "- 条数：2", "## 1. 老街新事", TEXT, "## 2. 渡口开工", MORE],
            ["老街新事", "渡口开工"],
        ),
        (
            ["# 新闻联播 (2007-01-03)", "## 详细新闻", "### 老街新事", TEXT, "### 渡口开工", MORE],
            ["老街新事", "渡口开工"],
        ),
    ],
    ids=["one level", "no title", "several", "bylines", "broadcast", "sections"],
)
def test_headings_of_one_level_begin_texts_where_each_stands_over_its_own(
    lines: list[str], wanted: list[str]
) -> None:
    assert titles(*lines) == wanted


def test_what_stands_over_several_texts_is_said_of_each() -> None:
    found = articles("# 云溪日报 2024年3月12日 第5版", "## 要闻", "### 老街新事", TEXT, "### 渡口开工", MORE)
    assert [(each.title, each.newspaper, each.date, each.edition) for each in found] == [
        ("老街新事", "云溪日报", "2024-03-12", "5"),
        ("渡口开工", "云溪日报", "2024-03-12", "5"),
    ]


def test_the_day_of_a_broadcast_is_that_of_its_items_and_what_collectors_say_is_no_text() -> None:
    page = parse_page(
        "a", f"# 新闻联播 2007-01-03\n\n- 数据源：某站\n\n## 1. 老街新事\n\n{TEXT}\n\n## 2. 渡口\n\n{MORE}\n"
    )
    assert {each.date for each in page.articles} == {"2007-01-03"}
    assert "数据源：某站" in [entry.text for entry in page.unused]


def test_below_a_title_stand_subtitle_byline_day_and_issuer() -> None:
    (article,) = articles(
        "# 老街新事", "——来自青石街的报道", "本报记者 林舟", "2024年3月12日", TEXT, "## 缘起", MORE
    )
    assert (article.subtitle, article.authors, article.date) == (
        "——来自青石街的报道",
        ("林舟",),
        "2024-03-12",
    )
    (case,) = articles("# 条款应当提示", "典型案例", "最高人民法院发布", "2022-03-15", "## 案情", TEXT)
    assert (case.issuing_body, case.date) == ("最高人民法院", "2022-03-15")
    assert case.texts(BlockType.PARAGRAPH) == ("典型案例", TEXT)


def test_levels_of_headings_are_those_of_the_source() -> None:
    (article,) = articles("# 老街新事", TEXT, "## 缘起", MORE, "### 细说", TEXT, "## 经过", MORE)
    assert [(b.text, b.level) for b in article.blocks if b.type is BlockType.HEADING] == [
        ("缘起", 2),
        ("细说", 3),
        ("经过", 2),
    ]
