"""Columns that stand side by side on the lines of a text, one below the other.

Programs that keep the layout of a printed page (`pdftotext -layout`) write its columns beside each other. A
gap runs through many lines then, and the lines on both sides of it break off in mid-sentence; beside the gaps
of tables, lists and signatures they do not.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import NamedTuple

from app.article import Article, Lines, Unused
from app.frozen import dataclass
from app.ingest.layout import is_wrapped
from app.ingest.lines.clean import source_lines
from app.lazy_pattern import lazy_pattern

Row = tuple[int, str]
"""The number of a source line, and the part of it that stands in one column."""
_GAP = lazy_pattern(r"\S(?: *\u3000\s*| {2,}|\t+)\S")
_CHUNK = lazy_pattern(r"\S+(?: \S+)*")
_FEWEST, _TRIED, _DEEPEST = 3, 4, 4
"""Lines with text on both sides of a gap; places of a gap that are tried; columns are parted so often."""
_NARROWEST, _ASKED = 2, 400
"""Cells of a gap; lines of a column that are asked whether they go on."""

_Measure = Callable[[str], int]
"""Tells how many cells a text takes: programs count Han characters as two, or as one."""


class _Chunk(NamedTuple):
    """Text without a gap in it: the cells and the characters of a line that it takes."""

    cell: int
    end_cell: int
    at: int


@dataclass(frozen=True, slots=True)
class Separated:
    """A text whose columns stand one below the other, and of each of its lines the source line."""

    text: str
    numbers: tuple[int, ...]

    def in_source(self, lines: Lines) -> Lines:
        """Return ranges of its lines as ranges of source lines."""
        found: list[tuple[int, int]] = []
        for number in (self.numbers[n - 1] for first, last in lines for n in range(first, last + 1)):
            if found and found[-1][1] + 1 == number:
                found[-1] = (found[-1][0], number)
            elif not found or found[-1][1] != number:
                found.append((number, number))
        return tuple(found)

    def placed(self, article: Article) -> Article:
        """Return an article of the text with its source lines."""
        return replace(
            article,
            blocks=tuple(replace(block, lines=self.in_source(block.lines)) for block in article.blocks),
            parts=tuple(replace(part, lines=self.in_source(part.lines)) for part in article.parts),
        )

    def unplaced(self, entry: Unused) -> Unused:
        """Return an unused entry of the text with its source lines."""
        return replace(entry, lines=self.in_source(entry.lines))


def separate_columns(text: str) -> Separated | None:
    """Return the text with its columns one below the other; None where none stand side by side."""
    if sum(1 for _ in islice(_GAP.finditer(text), _FEWEST)) < _FEWEST:
        return None
    found: list[Row] = []
    number = 0
    for page in text.split("\f"):
        rows = [(at, line.expandtabs()) for at, line in enumerate(source_lines(page), number + 1)]
        number += len(rows)
        found += _separated(rows, max((_wide_cells, len), key=lambda cells: _sharpness(rows, cells)), 0)
    if len(found) == number:
        return None
    return Separated("\n".join(line for _, line in found), tuple(n for n, _ in found))


def _wide_cells(text: str) -> int:
    """Return how many cells a text takes on a terminal, where Han characters take two."""
    return len(text) if text.isascii() else 2 * len(text) - len(text.encode("ascii", "ignore"))


def _sharpness(rows: Sequence[Row], cells: _Measure) -> int:
    """Return how many lines have text that begins after a gap at one and the same cell."""
    return max(_starts([list(_chunks(line, cells)) for _, line in rows]).values(), default=0)


def _separated(rows: Sequence[Row], cells: _Measure, depth: int) -> list[Row]:
    """Return rows with what stands side by side in them one below the other."""
    chunks = [list(_chunks(line, cells)) for _, line in rows]
    for start, count in _starts(chunks).most_common(_TRIED if depth < _DEEPEST else 0):
        if count < _FEWEST:
            break
        found: list[Row] = []
        end = 0
        for first, last in _bands(chunks, start - _NARROWEST):
            sides = _sides(rows[first:last], chunks[first:last], start)
            columns = [column for side in sides if (column := _column(side, cells, depth + 1))]
            if len(columns) == len(sides):
                found += [*_separated(rows[end:first], cells, depth + 1), *columns[0], *columns[1]]
                end = last
        if end:
            return [*found, *_separated(rows[end:], cells, depth + 1)]
    return list(rows)


def _starts(chunks: Sequence[Sequence[_Chunk]]) -> Counter[int]:
    """Count the cells that text begins at after gaps."""
    return Counter(chunk.cell for line in chunks for chunk in line[1:])


def _chunks(line: str, cells: _Measure) -> Iterator[_Chunk]:
    if line[:1].strip() and not _GAP.search(line):
        yield _Chunk(0, cells(line), 0)
        return
    end = cell = 0
    for chunk in _CHUNK.finditer(line):
        cell += cells(line[end : chunk.start()])
        end, start = chunk.end(), cell
        cell += cells(chunk[0])
        yield _Chunk(start, cell, chunk.start())


def _bands(chunks: Sequence[Sequence[_Chunk]], gutter: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of lines that no text crosses at a cell and that have text on both sides of it."""
    crossed = [any(chunk.cell <= gutter < chunk.end_cell for chunk in line) for line in chunks]
    for crosses, run in groupby(range(len(chunks)), key=crossed.__getitem__):
        held = [at for at in run if chunks[at]]
        right = [at for at in held if chunks[at][-1].cell > gutter]
        both = sum(1 for at in right if chunks[at][0].cell <= gutter)
        if not crosses and both >= _FEWEST:
            yield right[0], held[-1] + 1


def _sides(
    rows: Sequence[Row], chunks: Sequence[Sequence[_Chunk]], start: int
) -> tuple[list[Row], list[Row]]:
    """Return the parts of rows before and after a gap; the right ones keep how far they are set in."""
    left, right = [], []
    for (number, line), held in zip(rows, chunks, strict=True):
        after = next((chunk for chunk in held if chunk.cell > start - _NARROWEST), None)
        at = after.at if after else len(line)
        inset = " " * (after.cell - start) if after else ""
        left.append((number, line[:at].rstrip()))
        right.append((number, inset + line[at:]))
    return left, right


def _column(rows: Sequence[Row], cells: _Measure, depth: int) -> list[Row]:
    """Return the rows of a column of text, or of several one below the other; nothing of what is neither."""
    text = _is_text(rows)
    if not text and not any(_GAP.search(line) for _, line in rows):
        return []
    found = _separated(rows, cells, depth)
    return found if text or len(found) > len(rows) else []


def _is_text(rows: Sequence[Row]) -> bool:
    return is_wrapped(list(islice((line.strip() for _, line in rows if line.strip()), _ASKED)))
