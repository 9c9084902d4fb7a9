from hypothesis import given
from hypothesis import strategies as st

from app.ingest.lines.clean import clean_lines, source_lines
from tests.ingest.setting import RIVER, lines_of


def test_lines_keep_their_numbers_and_the_blank_before_them() -> None:
    lines = lines_of("甲行\n\n乙行\r\n丙行")
    assert [(line.number, line.text, line.blank_before) for line in lines] == [
        (1, "甲行", False),
        (3, "乙行", True),
        (4, "丙行", False),
    ]


def test_an_indent_and_a_lone_space_are_told_apart() -> None:
    indented, alone, plain = lines_of("　　江边\n 山里\n县城")
    assert (indented.indent, indented.lone_space) == (2, False)
    assert (alone.indent, alone.lone_space) == (0, True)
    assert (plain.indent, plain.lone_space) == (0, False)


def test_what_is_printed_twice_is_listed_once() -> None:
    lines, unused = clean_lines("江边老码头江边老码头\n王小山\n王小山\n码头上个月重新开放。")
    assert [line.text for line in lines] == ["江边老码头", "王小山", "码头上个月重新开放。"]
    assert [line.overprint for line in lines] == [True, True, False]
    assert {entry.reason for entry in unused} == {"printed-twice"}


@given(st.text(max_size=200))
def test_no_line_with_text_is_lost(text: str) -> None:
    lines, unused = clean_lines(text)
    numbers = {line.number for line in lines} | {n for entry in unused for span in entry.lines for n in span}
    assert numbers <= set(range(1, len(list(source_lines(text))) + 1))
    assert all(line.text.strip() for line in lines)


def test_the_margin_of_a_page_is_no_indent() -> None:
    text = "\n".join(" " * (10 + lead) + RIVER[at : at + 20] for at, lead in ((0, 4), (20, 0), (40, 0)))
    assert [line.indent for line in clean_lines(text)[0]] == [2, 0, 0]
    assert [line.indent for line in clean_lines(f"　　{RIVER}\n　　{RIVER}")[0]] == [2, 2]
