"""Pinyin of names and titles: words together, readings by the phrase, surnames apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.romanization import romanized, romanized_name


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("构筑高水平对外开放新优势", "Gouzhu gaoshuiping duiwai kaifang xin youshi"),
        ("创造学习的思路", "Chuangzao xuexi de silu"),
        ("银行与行业：重庆重要音乐", "Yinhang yu hangye: chongqing zhongyao yinyue"),
        ("西安的发展", "Xi'an de fazhan"),
        ("2024年的AI", "2024 nian de AI"),
        ("（上）共商、共建", "(Shang) gongshang, gongjian"),
        ("Plain words", "Plain words"),
        ("", ""),
    ],
)
def test_titles_are_written_in_words(text: str, pinyin: str) -> None:
    assert romanized(text) == pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("罗雨泽", "Luo Yuze"),
        ("曾国强", "Zeng Guoqiang"),
        ("欧阳文", "Ouyang Wen"),
        ("尉迟敬德", "Yuchi Jingde"),
        ("吕安安", "Lü An'an"),
        ("国务院", "Guowuyuan"),
        ("约翰·史密斯", "Yuehan Shimisi"),
        ("John Smith", "John Smith"),
    ],
)
def test_surnames_stand_first_and_apart(name: str, pinyin: str) -> None:
    assert romanized_name(name) == pinyin


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_no_text_fails_and_no_common_character_is_left(text: str) -> None:
    written = romanized(text)
    romanized_name(text)
    assert not any(char in "的一是在不了有和人这中大为上个国" for char in written)
