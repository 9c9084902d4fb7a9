import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingest.lines.overprint import count_repeated_lines, remove_overprint


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("罗雨泽罗雨泽", "罗雨泽"),
        ("修好老码头修好老码头修好老码头", "修好老码头"),
        ("山里的山里的小学来小学来了了", "山里的小学来了"),
        ("农民收入连续农民收入连续2020年年", "农民收入连续20年"),
        ("张三 李四张三 李四", "张三 李四"),
    ],
)
def test_doubled_lines_are_read_once(printed: str, meant: str) -> None:
    assert remove_overprint(printed) == meant


@pytest.mark.parametrize(
    "line",
    [
        "浩浩荡荡",
        "十五五",
        "南南合作",
        "产品品牌",
        "20202020",
        "人人",
        "共同富裕的“共同”",
        "（签字） （签字）",
    ],
)
def test_real_repeats_survive(line: str) -> None:
    assert remove_overprint(line) is None


def test_a_doubled_character_counts_after_a_doubled_line() -> None:
    assert remove_overprint("用用") is None
    assert remove_overprint("用用", after_overprint=True) == "用"


@given(st.text(alphabet="山水田林湖草沙", min_size=2, max_size=40))
def test_every_doubled_text_is_found(text: str) -> None:
    once = remove_overprint(text * 2)
    assert once is not None
    assert text.startswith(once) or once in text * 2


def test_a_shadow_printed_line_by_line_repeats_the_lines_before() -> None:
    assert count_repeated_lines(["修好老码头", "方便两岸人", "修好老码头", "方便两岸人"], 2) == 2
    assert count_repeated_lines(["老街新貌", "老街新貌"], 1) == 1
    assert count_repeated_lines(["他来了。", "他来了。"], 1) == 0
