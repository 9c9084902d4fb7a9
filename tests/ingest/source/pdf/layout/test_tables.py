from app.ingest.lines.place import Box
from app.ingest.source.pdf.layout.tables import tables
from app.ingest.source.pdf.printed_line import TextLine
from tests.ingest.source.pdf.layout.pages import column, line, page

RULES: list[Box] = [(0, top, 300, top + 0.5) for top in (98, 113, 128, 143)]
ROWS = (("年份", "渡船", "乘客"), ("2021", "12", "3400"), ("2022", "14", "4100"))
CELLS = [
    line(cell, 100 * column_, 100 + 15 * row, 30)
    for row, cells in enumerate(ROWS)
    for column_, cell in enumerate(cells)
]


def rows(lines: list[TextLine], rules: list[Box]) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in found] for _, found in tables(page(lines, rules), lines)]


def test_short_cells_between_rules_of_one_width_are_a_table() -> None:
    text = column("江边的老码头上个月重新开放", 0, 200, 9)
    assert rows([*text, *CELLS], RULES) == [[list(row) for row in ROWS]]


def test_rules_drawn_cell_by_cell_are_as_good() -> None:
    pieces: list[Box] = [(x, rule[1], x + 100, rule[3]) for rule in RULES for x in (0, 100, 200)]
    assert rows(CELLS, pieces) == [[list(row) for row in ROWS]]


def test_columns_of_text_between_the_rules_of_a_page_are_none() -> None:
    text = column("江边的老码头上个月", 0, 100, 20, 90) + column("重新开放每天清晨", 100, 100, 20, 90)
    text += column("都有渡船往来两岸", 200, 100, 20, 90)
    assert rows(text, [(0, 95, 300, 96), (0, 410, 300, 411), (0, 420, 300, 421)]) == []
