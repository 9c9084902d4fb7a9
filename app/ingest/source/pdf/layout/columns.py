"""Order the lines of one article: its columns from left to right, each from the top."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from app.frozen import dataclass
from app.ingest.source.pdf.layout.printed_page import around
from app.ingest.source.pdf.printed_line import TextLine

GUTTER = 0.6
"""Ems between two columns."""
ONE_COLUMN = 1.1
"""Times the usual line: what is wider is more than one column."""
FULL = 0.6
"""Of the lines by width, the one that is as wide as its column: fewer than half may be short."""
FEW = 4
"""Columns of fewer lines say little about their edges."""
DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of a column from the top, and its left and right edge."""

    lines: tuple[TextLine, ...]
    left: float
    right: float


def columns(lines: Sequence[TextLine], em: float) -> list[Column]:
    """Return the columns of an article in reading order."""
    if not lines:
        return []
    usual = sorted(line.box[2] - line.box[0] for line in lines)[int(FULL * len(lines))]
    found = [_column(part) for part in _ordered(list(lines), em, usual, 0)]
    measure = median(column.right - column.left for column in found for _ in column.lines)
    return [_fitted(column, measure, em) for column in found]


def _ordered(lines: list[TextLine], em: float, usual: float, depth: int) -> Iterator[list[TextLine]]:
    """Yield the columns: upright cuts first; where a line goes across, the piece is cut above or below it."""
    if len(lines) < 2 or depth > DEEPEST:
        if lines:
            yield lines
        return
    parts = _across(lines, em, usual)
    if len(parts) > 1:
        for part in parts:
            yield from _ordered(part, em, usual, depth + 1)
        return
    level = _level(lines, em, usual)
    if level is None:
        yield sorted(lines, key=lambda line: (line.box[1], line.box[0]))
        return
    for part in level:
        yield from _ordered(part, em, usual, depth + 1)


def _across(lines: Sequence[TextLine], em: float, usual: float) -> list[list[TextLine]]:
    """Return the lines cut at every gutter that goes all the way down."""
    parts: list[list[TextLine]] = []
    end = None
    for line in sorted(lines, key=lambda line: line.box[0]):
        if end is None or line.box[0] - end >= GUTTER * em:
            parts.append([])
        parts[-1].append(line)
        end = line.box[2] if end is None else max(end, line.box[2])
    return _whole(parts, usual)


def _whole(parts: list[list[TextLine]], usual: float) -> list[list[TextLine]]:
    """Return the parts, those put together that are one column: short lines at its left, a note right."""
    result = parts[:1]
    for part in parts[1:]:
        both = around(line.box for line in [*result[-1], *part])
        wide = both[2] - both[0] > ONE_COLUMN * usual
        if wide or any(_beside(one, other) for one in result[-1] for other in part):
            result.append(part)
        else:
            result[-1] = result[-1] + part
    return result


def _beside(one: TextLine, other: TextLine) -> bool:
    """Return whether two lines stand at one height."""
    return min(one.box[3], other.box[3]) - max(one.box[1], other.box[1]) > 0.3 * one.size


def _level(
    lines: Sequence[TextLine], em: float, usual: float
) -> tuple[list[TextLine], list[TextLine]] | None:
    """Return the level cut after which most lines stand in pieces that fall into columns.

    Any row of two columns does, so that a wide line below them is cut off whole, and not row by row.
    """
    ordered = sorted(lines, key=lambda line: line.box[1])
    bottom = ordered[0].box[3]
    best, most = None, 0
    for index in range(1, len(ordered)):
        if ordered[index].box[1] >= bottom - 0.3 * em:
            above, below = ordered[:index], ordered[index:]
            fallen = sum(len(side) for side in (above, below) if _falls(side, em, usual))
            if fallen > most:
                best, most = (above, below), fallen
        bottom = max(bottom, ordered[index].box[3])
    return best


def _falls(lines: Sequence[TextLine], em: float, usual: float) -> bool:
    """Return whether lines fall into columns: a signature set to the right, below a short line, is none."""
    return any(_share_rows(left, right) for left, right in pairwise(_across(lines, em, usual)))


def _share_rows(left: Sequence[TextLine], right: Sequence[TextLine]) -> bool:
    """Return whether some line of one column stands beside one of the other."""
    bottoms = [0.0, 0.0]
    sides = [(line, 0) for line in left] + [(line, 1) for line in right]
    for line, side in sorted(sides, key=lambda each: each[0].box[1]):
        if bottoms[1 - side] - line.box[1] > 0.3 * line.size:
            return True
        bottoms[side] = max(bottoms[side], line.box[3])
    return False


def _column(lines: Sequence[TextLine]) -> Column:
    lefts = Counter(round(line.box[0]) for line in lines)
    rights = Counter(round(line.box[2]) for line in lines)
    often = [x for x in lefts if lefts[x] >= max(2, 0.15 * len(lines))] if len(lines) >= FEW else []
    left = min(often or lefts)
    near = [line.box[0] for line in lines if line.box[0] <= left + 1]
    right = max(rights, key=lambda x: (rights[x], x)) if len(lines) >= FEW else max(rights)
    far = [line.box[2] for line in lines if abs(line.box[2] - right) <= 1]
    return Column(tuple(lines), min(near) if near else float(left), max(far) if far else float(right))


def _fitted(column: Column, measure: float, em: float) -> Column:
    """Return the column; one of few lines is as wide as the others of its article."""
    left, right = column.left, column.right
    outer = around(line.box for line in column.lines)
    left = min(left, outer[0]) if outer[0] > left - 1.5 * em else left
    if right - left < measure - 0.5 * em:
        right = left + measure
    return Column(column.lines, left, right)
