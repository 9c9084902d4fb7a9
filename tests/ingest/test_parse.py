import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.article import Page
from app.ingest.lines.clean import source_lines
from app.ingest.parse import parse_page
from app.ingest.parse_json import article_form
from tests.ingest.setting import LIBRARY, MARKET, RIVER, SCHOOL, column, page

SOURCE = (
    f"江州观察\n老码头重新开放\n□ 王小山\n{page(RIVER, SCHOOL)}两岸往来的变化\n{page(MARKET, LIBRARY)}"
    "（作者系江州市水利局局长）\n"
)


def covered(found: Page) -> set[int]:
    """The numbers of the source lines that something came from."""
    spans = [s for a in found.articles for b in a.blocks for s in b.lines]
    spans += [s for a in found.articles for part in a.parts for s in part.lines]
    spans += [s for entry in found.unused for s in entry.lines]
    return {number for first, last in spans for number in range(first, last + 1)}


def test_a_page_from_end_to_end() -> None:
    (article,) = parse_page("a", SOURCE).articles
    form = article_form(article)
    assert (form["kicker"], form["title"], list(form["authors"])) == (
        "江州观察",
        "老码头重新开放",
        ["王小山"],
    )
    assert form["headings"] == ["两岸往来的变化"]
    assert form["paragraphs"] == [RIVER, SCHOOL, MARKET, LIBRARY]
    assert form["affiliation"] == "作者系江州市水利局局长"
    assert [block["type"] for block in form["blocks"]] == ["paragraph"] * 2 + ["heading"] + ["paragraph"] * 2


@pytest.mark.parametrize("text", ["你好世界", "老码头重新开放\n\n王小山\n", "2024年3月12日\n"])
def test_a_page_without_an_article_is_taken_as_it_stands(text: str) -> None:
    (brief,) = parse_page("p", text).articles
    assert [block.text for block in brief.blocks] == text.split()
    assert brief.title is None


def test_a_paragraph_cut_by_another_item_is_one() -> None:
    lines = column(RIVER + MARKET, 16)
    caption = "图为游客在江边的老码头乘坐渡船往来两岸。 新华社记者 王 磊 摄"
    text = "\n".join([*lines[:3], "", caption, "", *lines[3:]]) + "\n" + page(SCHOOL, LIBRARY)
    found = [p for a in parse_page("a", text).articles for p in article_form(a)["paragraphs"]]
    assert RIVER + MARKET in found


@given(st.lists(st.integers(0, len(SOURCE.split("\n")) - 1), max_size=20), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_every_line_of_a_shuffled_page_is_somewhere(drop: list[int], random: object) -> None:
    lines = [line for number, line in enumerate(SOURCE.split("\n")) if number not in drop]
    random.shuffle(lines)  # type: ignore[attr-defined]
    found = parse_page("a", "\n".join(lines))
    wanted = {n for n, line in enumerate(source_lines(found.source), 1) if line.strip()}
    assert wanted <= covered(found)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_parses(text: str) -> None:
    assert parse_page("a", text).source == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\ud800",
        "甲" * 2_000_000,
        "甲\n" * 20_000,
        "甲，" * 500_000,
        "（作者" * 20_000,
        "□ 王磊\n" * 5_000,
    ],
    ids=["empty", "blank", "surrogate", "one line", "short lines", "commas", "brackets", "bylines"],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    parse_page("a", text)
    assert time.process_time() - start < 20
