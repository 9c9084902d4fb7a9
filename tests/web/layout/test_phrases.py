from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.layout.elements import Segment
from app.web.layout.phrases import phrased
from app.words.phrases import phrases


@given(st.text(alphabet="构筑高水平对外开放新优势的《》“”（），。 2024年GDP<>", max_size=40))
def test_phrases_joined_are_the_title(title: str) -> None:
    assert "".join(phrases(title)) == title


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("构筑高水平对外开放新优势", "构筑|高水平|对外开放|新优势"),
        ("推进普惠包容的经济全球化", "推进|普惠|包容的|经济|全球化"),
        ("2024年政府工作报告", "2024年|政府|工作|报告"),
        ("中华人民共和国刑法修正案（九）", "中华人民共和国|刑法|修正案|（九）"),
    ],
)
def test_a_word_of_one_character_stays_with_its_neighbour(title: str, cut: str) -> None:
    assert "|".join(phrases(title)) == cut


@given(st.integers(0, 12), st.integers(0, 12))
def test_marks_cut_nothing_out_and_break_nowhere_else(a: int, b: int) -> None:
    title = "构筑高水平对外开放新优势"
    start, end = sorted((a, b))
    segments = (Segment(title[:start]), Segment(title[start:end], "hit"), Segment(title[end:]))
    found = phrased(tuple(each for each in segments if each.text))
    pieces = list(chain.from_iterable(each.pieces for each in found))
    assert "".join(pieces) == title
    breaks = {0}
    at = 0
    for each in found:
        for place, piece in enumerate(each.pieces):
            breaks |= {at} if place else set()
            at += len(piece)
    assert breaks <= {0, 2, 5, 9}
