from hypothesis import given
from hypothesis import strategies as st

from app.article import Flag
from app.messages import Message
from app.store.columns import (
    flags_text,
    flags_value,
    lines_text,
    lines_value,
    message_text,
    message_value,
    needs_blocks,
    with_blocks,
    without_blocks,
)

PIECES = st.text("甲乙丙\0\1\n，", max_size=12)
VALUES = st.recursive(
    st.integers() | st.text(max_size=5),
    lambda inner: st.builds(lambda value: Message("code", {"n": value}), inner),
)


@given(st.lists(st.sampled_from(Flag), unique=True).map(tuple))
def test_flags_come_back(flags: tuple[Flag, ...]) -> None:
    assert flags_value(flags_text(flags)) == flags


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), max_size=3).map(tuple))
def test_line_ranges_come_back(lines: tuple[tuple[int, int], ...]) -> None:
    assert lines_value(lines_text(lines)) == lines


@given(VALUES)
def test_messages_come_back_with_the_messages_inside_them(value: int | str | Message) -> None:
    message = Message("outer", {"value": value})
    assert message_value(message_text(message)) == message


@given(st.lists(PIECES, max_size=8), st.lists(PIECES, max_size=8))
def test_a_source_comes_back(pieces: list[str], others: list[str]) -> None:
    """Blocks are some of its pieces, in any order, and what is not in it."""
    source = "".join(pieces)
    for texts in (pieces, others, [*others, *pieces], pieces[::-1], pieces[::2]):
        assert with_blocks(without_blocks(source, texts), texts) == source


def test_what_stands_in_blocks_is_not_kept() -> None:
    texts = ["第一条 为了保护环境，制定本法。", "第二条 本法所称环境，", "是指各种天然的因素。"]
    source = "# 环境保护法\n\n" + "\n\n".join(texts) + "\n"
    kept = without_blocks(source, texts)
    assert kept == "# 环境保护法\n\n\0\1\n\n\0\1\n\n\0\1\n"
    assert needs_blocks(kept)
    assert not needs_blocks(without_blocks(source, ["别的文字"]))


def test_blocks_that_stand_elsewhere_are_passed_over() -> None:
    texts = ["甲乙丙丁", "不在其中的", "戊己庚辛"]
    assert without_blocks("甲乙丙丁戊己庚辛", texts) == "\0\1\0\2"
    assert without_blocks("戊己庚辛甲乙丙丁", texts) == "戊己庚辛\0\1"
    assert without_blocks("空" * 2_000 + "甲乙丙丁", texts) == "空" * 2_000 + "甲乙丙丁"
