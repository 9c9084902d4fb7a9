import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import (
    LONG,
    close_up,
    compose,
    fold,
    is_closed_up,
    simplify,
    strip_punctuation,
    typographic_spaces,
)

ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert folded == "".join(fold(char) for char in text)


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_code_point_folds_to_one_stable_code_point() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("數字經濟", "数字经济"),
        ("ＧＤＰ", "gdp"),
        ("（２０２４）", "(2024)"),
        ("“一带一路”", "「一带一路」"),
        ("‘两个确立’", '"两个确立"'),
        ("——", "──"),
        ("……", "⋯⋯"),
        ("⻓期⾦融", "长期金融"),
        ("豈有", "岂有"),
        ("中国\u3000共产党", "中国 共产党"),
        ("︵一︶", "(一)"),
        ("隨著衞生署的枱面", "随着卫生署的台面"),
        ("二○二四", "二〇二四"),
        ("３∶２", "3:2"),
    ],
)
def test_spellings_that_are_the_same(printed: str, typed: str) -> None:
    assert fold(printed) == fold(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("軟體", "软件"), ("①", "1"), ("m²", "m2"), ("、", ","), ("好像", "好象"), ("〇", "0")]
)
def test_spellings_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "composed"),
    [("cafe\u0301", "caf\u00e9"), ("か\u3099", "が"), ("\u1112\u1161\u11ab", "한"), ("ﬁ①\u2126", "ﬁ①\u2126")],
)
def test_only_what_is_several_code_points_is_composed(text: str, composed: str) -> None:
    assert compose(text) == composed
    assert compose(composed) == composed


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("2023 年 gdp  增长 5% 左右", "2023年gdp增长5%左右"),
        ("ai model 改革 开放", "ai model改革 开放"),
        (" 年 , gdp ( 年", " 年 , gdp ( 年"),
    ],
)
def test_spaces_between_chinese_and_latin_are_dropped(text: str, closed: str) -> None:
    assert close_up(text) == closed
    dropped = typographic_spaces(text)
    assert "".join(char for at, char in enumerate(text) if at not in dropped) == closed


def test_two_characters_tell_whether_a_space_between_them_counts() -> None:
    assert is_closed_up("年", "Ｇ")
    assert is_closed_up("5", "國")
    assert not is_closed_up("年", "月")
    assert not is_closed_up("a", "5")
    assert not is_closed_up("", "a")


def test_letters_whose_lower_case_is_longer_stay() -> None:
    assert fold("İ") == "İ"
    assert fold("ß") == "ß"


@given(ANY_TEXT)
def test_what_is_left_without_punctuation_is_where_it_says(text: str) -> None:
    folded = fold(text)
    kept, positions = strip_punctuation(folded)
    assert [folded[i] for i in positions] == list(kept)
    assert strip_punctuation(kept) == (kept, list(range(len(kept))))


def test_percent_signs_are_not_punctuation() -> None:
    assert strip_punctuation(fold("普惠、包容，５０％。"))[0] == "普惠包容50%"


def test_long_texts_fold_as_short_ones_do() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    short, middle = (
        "".join(fold(everything[start : start + size]) for start in range(0, len(everything), size))
        for size in (16, 1000)
    )
    assert len(everything) > 2 * LONG
    assert fold(everything) == short == middle


def test_simplified_characters_stay_apart_in_the_patterns_of_the_parser() -> None:
    assert simplify("座谈会上的原文鏈接：ＡＢＣ") == "座谈会上的原文链接:abc"
    assert fold("链") == fold("炼")
