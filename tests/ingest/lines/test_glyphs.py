import pytest

from app.ingest.lines.glyphs import (
    collapse_spaces,
    is_letter_spaced,
    latin_gap,
    normalize_glyphs,
    remove_spaces,
)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⼈⺠", "人民"),
        ("零\u200b宽", "零宽"),
        ("优势的的", "优势的的"),
        ("⋯⋯ ─ －", "⋯⋯ ─ －"),
        ("cafe\u0301か\u3099", "caf\u00e9が"),
    ],
)
def test_only_lookalikes_and_invisible_characters_change(printed: str, meant: str) -> None:
    assert normalize_glyphs(printed) == meant


@pytest.mark.parametrize(
    ("spaced", "stored"),
    [
        ("2024 年 1 月", "2024年1月"),
        ("加入 WTO 后", "加入WTO后"),
        ("Green Deal 协议", "Green Deal协议"),
        ("前途 命运", "前途命运"),
    ],
)
def test_a_space_is_kept_between_latin_words_only(spaced: str, stored: str) -> None:
    assert remove_spaces(spaced) == stored


def test_a_space_between_han_may_still_divide_a_title() -> None:
    assert collapse_spaces("培育  科学 2024 年") == "培育 科学2024年"


@pytest.mark.parametrize("line", ["择 逐 步 放 开 的 渐 进 模 式", "各国人类社会前途 命 运 。"])
def test_stretched_lines_are_seen(line: str) -> None:
    assert is_letter_spaced(line)


@pytest.mark.parametrize(
    "line", ["培育新风 建设新城", "新华社记者 王 磊 摄", "Every word of this line is Latin"]
)
def test_names_titles_and_latin_are_not_stretched(line: str) -> None:
    assert not is_letter_spaced(line)


def test_marks_of_vertical_text_are_the_marks_they_stand_for() -> None:
    assert normalize_glyphs("江边︐渡船︵老码头︶︒﹁好﹂︱︱") == "江边，渡船（老码头）。「好」——"


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        ("New", "York", " "),
        ("（Chen,", "2015）", " "),
        ("1,", "000元", ""),
        ("外贸", "GDP", ""),
        ("12:", "30", ""),
    ],
)
def test_a_space_stands_between_latin_words_only(before: str, after: str, gap: str) -> None:
    assert latin_gap(before, after) == gap
