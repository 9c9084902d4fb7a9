"""Find tables: rows of short cells between level rules of one width."""

from collections import defaultdict
from collections.abc import Sequence

from app.ingest.lines.place import Box
from app.ingest.source.pdf.layout.printed_page import PrintedPage, around, inside
from app.ingest.source.pdf.printed_line import TextLine

FEWEST_RULES, FEWEST_ROWS, FEWEST_CELLS = 3, 2, 2
SAME, TOUCHING = 3.0, 2.0
"""Points by which the ends of rules may differ, and between pieces of one rule."""
LONGEST_CELL, MOST_LONG = 24, 0.1
"""Characters of a cell, and the share of longer ones."""
ROWS_A_RULE, FIGURES = 2, 0.4
"""Rows between two rules at most, unless so many of the cells hold figures."""
LEVEL = 0.5
"""Ems by which cells of one row may differ in height."""


def tables(page: PrintedPage, lines: Sequence[TextLine]) -> list[tuple[Box, list[list[TextLine]]]]:
    """Return the tables of a page: the box of each, and the cells of its rows from left to right."""
    found = []
    for box, rules in _ruled(page):
        held = [line for line in lines if inside(line.box, box) and line.upright]
        rows = _rows(held, page.em)
        figures = sum(any(map(str.isdigit, line.text)) for line in held)
        close = len(rows) <= ROWS_A_RULE * (rules - 1) or figures >= FIGURES * len(held)
        if close and _are_rows(rows):
            found.append((box, rows))
    return found


def _are_rows(rows: Sequence[Sequence[TextLine]]) -> bool:
    """Return whether most rows have several cells, and few cells are long."""
    full = sum(len(row) >= FEWEST_CELLS for row in rows)
    cells = [len(line.text) for row in rows for line in row]
    long = sum(size > LONGEST_CELL for size in cells)
    return full >= FEWEST_ROWS and 2 * full > len(rows) and long <= MOST_LONG * len(cells)


def _ruled(page: PrintedPage) -> list[tuple[Box, int]]:
    """Return the boxes that three level rules or more of one width make, and how many they are."""
    alike: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for rule in _whole(page):
        near = (
            (left, right)
            for left, right in alike
            if abs(left - rule[0]) <= SAME and abs(right - rule[2]) <= SAME
        )
        alike[next(near, (round(rule[0]), round(rule[2])))].append(rule)
    counted = ((around(rules), len({round(rule[1]) for rule in rules})) for rules in alike.values())
    return [(box, number) for box, number in counted if number >= FEWEST_RULES]


def _whole(page: PrintedPage) -> list[Box]:
    """Return the level rules, those drawn piece by piece put together."""
    whole: list[Box] = []
    level = (rule for rule in page.rules if rule[2] - rule[0] > rule[3] - rule[1])
    for rule in sorted(level, key=lambda rule: (round(rule[1]), rule[0])):
        last = whole[-1] if whole else None
        if last and abs(last[1] - rule[1]) <= TOUCHING and -SAME <= rule[0] - last[2] <= TOUCHING:
            whole[-1] = around((last, rule))
        else:
            whole.append(rule)
    return whole


def _rows(lines: Sequence[TextLine], em: float) -> list[list[TextLine]]:
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.box[1] + line.box[3]) / 2):
        level = (line.box[1] + line.box[3]) / 2
        if rows and level - (rows[-1][0].box[1] + rows[-1][0].box[3]) / 2 <= LEVEL * em:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box[0]) for row in rows]
