"""Notes as the Chicago Manual of Style has them for Chinese works (11.89 and after)."""

from dataclasses import replace

import pytest

from app.cite.chicago import chicago_note, english_date
from tests.cite.samples import BARE, FULL, NOTICE


def test_names_and_titles_stand_in_pinyin_and_in_characters() -> None:
    assert chicago_note(FULL) == (
        "Xie Xide 谢希德, “Chuangzao xuexi de silu” 创造学习的思路, Renmin ribao 人民日报, "
        "December 25, 1998, p. 10, https://judou.example/articles/0123456789abcdef."
    )


def test_an_official_document_has_its_body_and_number() -> None:
    note = chicago_note(NOTICE)
    assert (
        "云溪省人民政府, “Guanyu heliu baohu de tongzhi” 关于河流保护的通知, 云政发〔2024〕5号, March" in note
    )


def test_marks_inside_the_title_are_single_ones() -> None:
    assert "“Tuidong ‘yidai yilu’ jianshe” 推动“一带一路”建设" in chicago_note(
        replace(FULL, title="推动“一带一路”建设")
    )


def test_the_unknown_is_left_out() -> None:
    assert chicago_note(BARE).endswith(f"学习要有思路…, {BARE.permalink}.")
    assert "待补" not in chicago_note(BARE)


@pytest.mark.parametrize(
    ("day", "words"), [("1998-12-25", "December 25, 1998"), ("2024-03", "March 2024"), ("2024", "2024")]
)
def test_dates_are_as_far_as_they_are_known(day: str, words: str) -> None:
    assert english_date(day) == words


@pytest.mark.parametrize(
    ("authors", "words"),
    [(("谢希德", "罗雨泽"), "Xie Xide 谢希德 and Luo Yuze 罗雨泽, "), (tuple("甲乙丙丁"), "Jia 甲 et al., ")],
)
def test_several_names_are_joined(authors: tuple[str, ...], words: str) -> None:
    assert chicago_note(replace(FULL, authors=authors)).startswith(words)
