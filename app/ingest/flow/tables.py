"""Rows of tables in plain text: cells parted by several spaces, tabs or strokes, in consecutive lines."""

from collections.abc import Mapping, Sequence

from app.ingest.blocks import SourceType
from app.ingest.flow.roles.words import METADATA, Told
from app.ingest.lines.glyphs import collapse_spaces
from app.lazy_pattern import lazy_pattern

_CELLS = lazy_pattern(r"\s{2,}|\t|\u3000+|\s*[|｜│┃]\s*")
_FIGURE = lazy_pattern(r"[-+]?[\d.,]+\s?[%％‰°℃元个万亿]?|[—–-]+|/|…")
_FRAME = lazy_pattern(r"[\s┌┐└┘├┤┬┴┼─━│┃+|:=_-]{3,}")
_DASHES = lazy_pattern(r":?[-—=─]{2,}:?")
_FEWEST_ROWS, _LONGEST_CELL, _MOST_CAPTIONS, _AHEAD = 2, 24, 2, 3
_CAPTION = lazy_pattern(r"附?表\s?[\d一二三四五六七八九十]")
_MARKS = lazy_pattern(r"[。；！？，、：《》]")
_FEWEST_LOOSE, _FEWEST_WORDS, _LONGEST_LOOSE = 3, 3, 60
_SENTENCE = lazy_pattern(r"[。；！？]")


def find_table_rows(lines: Sequence[Told]) -> dict[int, str]:
    """Return the rows among the lines by position, their cells parted by one space; frames give no text.

    Consecutive lines are rows where each has at least two short cells, the number of cells hardly changes,
    and there are three columns or figures: verse in two halves and titles in two parts are none.
    """
    cells = [
        _cells(told.line.block.text)
        if told.line.block.type is SourceType.LINE and told.role not in METADATA
        else []
        for told in lines
    ]
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
    return rows | _loose_rows(lines, rows)


def _loose_rows(lines: Sequence[Told], taken: Mapping[int, str]) -> dict[int, str]:
    """Return the rows whose cells one space parts: of one number of words, with figures below the head."""
    words = [_words(told) if at not in taken else [] for at, told in enumerate(lines)]
    rows: dict[int, str] = {}
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and words[end] and len(words[end]) == len(words[start]):
            end += 1
        figures = sum(any(map(str.isdigit, "".join(row))) for row in words[start + 1 : end])
        if end - start >= _FEWEST_LOOSE and figures == end - start - 1:
            rows |= {at: " ".join(words[at]) for at in range(start, end)}
        start = max(end, start + 1)
    return rows


def _words(told: Told) -> list[str]:
    """Return the words of a line that could be a row of a table."""
    text = told.line.block.text
    if (
        told.line.block.type is not SourceType.LINE
        or told.role in METADATA
        or len(text) > _LONGEST_LOOSE
        or _MARKS.search(text)
    ):
        return []
    words = text.split()
    return words if len(words) >= _FEWEST_WORDS else []


def begins_table(lines: Sequence[Told], at: int) -> bool:
    """Return whether the first row of a table stands at a position."""
    first = lines[at]
    if len(_cells(first.line.block.text)) < 2 and not _words(first):
        return False
    return 0 in find_table_rows(lines[at : at + _AHEAD])


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
