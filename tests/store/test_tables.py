from hypothesis import given
from hypothesis import strategies as st

from app.article import Flag
from app.messages import Message
from app.store.tables import (
    flags_text,
    flags_value,
    lines_text,
    lines_value,
    message_text,
    message_value,
)

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
