from app.ingest.source.pdf.layout.columns import columns
from app.ingest.source.pdf.printed_line import TextLine


def line(text: str, left: float, top: float, wide: float = 140) -> TextLine:
    return TextLine(text, (left, top, left + wide, top + 10), 10, "Song")


def block(name: str, left: float, top: float, count: int, wide: float = 140) -> list[TextLine]:
    return [line(f"{name}{n}", left, top + 14 * n, wide) for n in range(count)]


def order(lines: list[TextLine]) -> str:
    return "".join(each.text[0] for column in columns(lines, 10) for each in column.lines[:1])


def test_columns_are_read_from_left_to_right() -> None:
    assert order(block("乙", 155, 0, 5) + block("甲", 0, 0, 5) + block("丙", 310, 0, 3)) == "甲乙丙"


def test_a_column_goes_on_below_a_picture() -> None:
    lines = (
        block("甲", 0, 0, 20) + block("乙", 155, 0, 5) + block("丁", 155, 200, 5) + block("丙", 310, 0, 20)
    )
    texts = [each.text for column in columns(lines, 10) for each in column.lines]
    assert texts.index("丁0") == texts.index("乙4") + 1
    assert texts.index("丙0") > texts.index("丁4")


def test_a_lead_across_two_columns_comes_first() -> None:
    lines = [line("首", 0, 0, 295), *block("甲", 0, 20, 4), *block("乙", 155, 20, 4)]
    assert order(lines) == "首甲乙"


def test_a_short_line_and_a_note_at_the_right_are_one_column() -> None:
    lines = [*block("甲", 0, 0, 4), line("尾", 0, 56, 20), line("注", 80, 70, 60)]
    (column,) = columns(lines, 10)
    assert (column.left, column.right) == (0, 140)
    assert [each.text for each in column.lines[-2:]] == ["尾", "注"]


def test_columns_at_different_heights_stay_apart() -> None:
    lines = block("甲", 0, 100, 3) + block("乙", 155, 0, 5) + block("丙", 310, 0, 5)
    assert order(lines) == "甲乙丙"


def test_rows_above_a_line_across_the_page_are_columns() -> None:
    lines = [*block("甲", 0, 0, 6), *block("乙", 155, 0, 6), line("尾", 0, 100, 295)]
    texts = [each.text for column in columns(lines, 10) for each in column.lines]
    assert texts == [*(f"甲{n}" for n in range(6)), *(f"乙{n}" for n in range(6)), "尾"]


def test_a_signature_below_a_short_line_is_no_column() -> None:
    lines = [*block("甲", 0, 0, 6, 295), line("尾", 0, 84, 60), line("署", 200, 98, 95)]
    (column,) = columns(lines, 10)
    assert [each.text for each in column.lines[-2:]] == ["尾", "署"]
