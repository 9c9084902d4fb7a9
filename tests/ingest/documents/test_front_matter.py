import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.article import BlockType
from app.ingest.documents.front_matter import read_front_matter
from app.ingest.parse import parse_page

TEXT = "\n# 老街新事\n\n走进云溪县老城区，青石板路两旁的木楼修葺一新。\n"
WANTED = {
    "title": "老街新事",
    "authors": ("林舟", "赵明"),
    "date": "2024-06-03",
    "newspaper": "云溪日报",
    "edition": "5",
    "url": "https://example.org/a.html",
}
YAML = """---
title: "老街新事"
author:
  - 林舟
  - 赵明
date: 2024-06-03T08:15:00+08:00
newspaper: 云溪日报
edition: 05
source_url: https://example.org/a.html
tags: [a, b]
---
"""
CHINESE = """---
标题: 老街新事
作者: 林舟、赵明
日期: 2024年6月3日
报纸: 云溪日报
版次: 第5版
链接: https://example.org/a.html
---
"""
TOML = """+++
title = "老街新事"
authors = ["林舟", "赵明"]
date = 2024-06-03
newspaper = "云溪日报"
edition = 5
url = "https://example.org/a.html"
+++
"""
NOT_QUITE_YAML = """---
标题: 老街: 新事
作者：林舟
---
"""


@pytest.mark.parametrize("front", [YAML, CHINESE, TOML])
def test_front_matter_says_what_the_article_is(front: str) -> None:
    (article,) = parse_page("a", front + TEXT).articles
    assert {name: getattr(article, name) for name in WANTED} == WANTED
    assert dict(article.origins)["date"] == "front matter"
    assert article.texts(BlockType.PARAGRAPH) == ("走进云溪县老城区，青石板路两旁的木楼修葺一新。",)


def test_lines_of_keys_and_values_need_not_be_yaml() -> None:
    found = read_front_matter(NOT_QUITE_YAML.split("\n"))
    assert found is not None
    assert (found.known, found.size) == ({"title": "老街: 新事", "authors": ("林舟",)}, 4)


def test_what_is_no_value_of_its_kind_is_not_taken() -> None:
    front = [
        "---",
        "date: 昨天",
        "url: /a.html",
        "edition: 头版",
        "author: null",
        "source: https://b.example/",
        "---",
    ]
    found = read_front_matter(front)
    assert found is not None
    assert found.known == {"url": "https://b.example/"}


def test_a_text_between_rules_is_no_front_matter() -> None:
    assert read_front_matter(["---", "走进云溪县老城区。", "---"]) is None
    assert read_front_matter(["---", "title: 没有结尾"]) is None


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "a: " + "[" * 5000,
        "a: " + "{a: " * 5000,
        "!!python/object/apply:os.system [ls]",
        "a: " + "9" * 10_000,
    ],
)
def test_bombs_are_not_expanded(bomb: str) -> None:
    found = read_front_matter(["---", *bomb.split("\n"), "---"])
    assert found is None or found.known == {}


@given(
    st.lists(st.text("ab:- \t{}[]&*!|>'\"#?,题=", max_size=20), max_size=8), st.sampled_from(["---", "+++"])
)
def test_no_front_matter_ends_the_reader(lines: list[str], fence: str) -> None:
    found = read_front_matter([3 * fence, *lines, 3 * fence])
    assert found is None or found.size >= 2
