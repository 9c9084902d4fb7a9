"""Rows of tables in plain text: cells parted by several spaces, tabs or strokes, in consecutive lines."""

import re
from collections.abc import Sequence

from app.ingest.blocks import SourceType
from app.ingest.flow.roles import Told
from app.ingest.lines.glyphs import collapse_spaces

_CELLS = re.compile(r"\s{2,}|\t|\u3000+|\s*[|｜│┃]\s*")
_FIGURE = re.compile(r"[-+]?[\d.,]+\s?[%％‰°℃元个万亿]?|[—–-]+|/|…")
_FRAME = re.compile(r"[\s┌┐└┘├┤┬┴┼─━│┃+|:=_-]{3,}")
_DASHES = re.compile(r":?[-—=─]{2,}:?")
_FEWEST_ROWS, _LONGEST_CELL, _MOST_CAPTIONS, _AHEAD = 2, 24, 2, 3
_CAPTION = re.compile(r"附?表\s?[\d一二三四五六七八九十]")
_SENTENCE = re.compile(r"[。；！？]")


def find_table_rows(lines: Sequence[Told]) -> dict[int, str]:
    """Return the rows among the lines by position, their cells parted by one space; frames give no text.

    Consecutive lines are rows where each has at least two short cells, the number of cells hardly changes,
    and there are three columns or figures: verse in two halves and titles in two parts are none.
    """
    cells = [
        _cells(told.line.block.text) if told.line.block.type is SourceType.LINE else [] for told in lines
    ]
    if not any(cells):
        return {}
    rows: dict[int, str] = {}
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and (len(cells[end]) >= 2 or _FRAME.fullmatch(lines[end].line.block.text)):
            end += 1
        # 表1  各县人口 above a table has the gap of a row.
        for first in range(start, min(start + _MOST_CAPTIONS + 1, end)):
            filled = [at for at in range(first, end) if cells[at]]
            if len(filled) >= _FEWEST_ROWS and _is_table([cells[at] for at in filled]):
                rows |= {at: " ".join(map(collapse_spaces, cells[at])) for at in range(first, end)}
                break
        start = max(end, start + 1)
    return rows


def begins_table(lines: Sequence[Told], at: int) -> bool:
    """Return whether the first row of a table stands at a position."""
    return len(_cells(lines[at].line.block.text)) > 1 and 0 in find_table_rows(lines[at : at + _AHEAD])


def _cells(text: str) -> list[str]:
    """Return the short cells of a line; none, where it is a sentence."""
    if len(text) > 200 or not _CELLS.search(text) or _SENTENCE.search(text) or _CAPTION.match(text):
        return []
    cells = [cell for cell in _CELLS.split(text.strip(" |｜│┃")) if cell]
    if all(_DASHES.fullmatch(cell) for cell in cells):
        return []
    return cells if all(len(cell) <= _LONGEST_CELL for cell in cells) else []


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    sizes = [len(row) for row in rows]
    even = max(sizes) - min(sizes) <= 1
    figures = sum(
        1 for row in rows for cell in row[1:] if _FIGURE.fullmatch(cell) or any(map(str.isdigit, cell))
    )
    return even and (min(sizes) >= 3 or figures >= len(rows) / 2)
