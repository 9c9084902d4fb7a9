"""Clean Markdown passes unharmed: every line with text is one block."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.article import BlockType
from app.ingest.parse import parse_page
from bench.parse import expected_lines, kept_texts, measure

LAW = """# 城市树木养护办法

2021年3月1日 市人民代表大会通过

<!-- INFO END -->

## 第一章 总则

第一条　为了养护树木，制定本办法。

第二条　养护树木应当：

（一）按时浇水；

（二）防治虫害，每年不少于2次。

---

1. 本办法自公布之日起施行。
"""
LINES = st.lists(st.text("第一条树木养护应当，。：（）1. a", min_size=1, max_size=30), max_size=12)


def test_lines_of_a_law_are_its_blocks() -> None:
    (article,) = parse_page("a", LAW).articles
    assert article.title == "城市树木养护办法"
    assert article.texts(BlockType.HEADING) == ("第一章 总则",)
    assert article.texts(BlockType.PARAGRAPH)[-3:] == (
        "（一）按时浇水；",
        "（二）防治虫害，每年不少于2次。",
        "1. 本办法自公布之日起施行。",
    )


@pytest.mark.parametrize("text", [LAW, "---\nfolded: true\n---\n", "# 只有标题\n", "## 小标题\n正文。\n"])
def test_no_line_is_lost(text: str) -> None:
    assert expected_lines(text) <= kept_texts(parse_page("a", text))


@given(lines=LINES)
def test_no_line_of_any_markdown_is_lost(lines: list[str]) -> None:
    text = "\n\n".join(["# 办法", *lines])
    assert expected_lines(text) <= kept_texts(parse_page("a", text))


def test_the_bench_counts_harmed_pages(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LAW, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7")
    found = measure(tmp_path)
    assert (found.files, found.lines, found.harmed, len(found.refused)) == (1, 8, (), 1)
    assert found.rate > 0
