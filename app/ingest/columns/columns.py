"""Divide the lines of a column into paragraphs and headings.

Every line has a role in its column: first, middle or last line of a paragraph, the only line of one, a
heading or its continuation, a byline. The most probable sequence of roles is found by dynamic programming
(Viterbi) over roles and column styles (measure and indent), so that measure, indent, punctuation, blank
lines and words weigh together, and the measure may change between columns and inside a paragraph.
All scores are natural logarithms.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from app.frozen import dataclass
from app.ingest.columns.states import LINE_ROLES, ColumnStyle, LineRole, line_features
from app.ingest.columns.viterbi import INDENT, Lattice, best_paths
from app.ingest.lines.clean import Line
from app.ingest.lines.width import common_measures


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive lines that form one paragraph, heading or byline."""

    lines: tuple[Line, ...]
    role: LineRole
    headless: bool = False
    tailless: bool = False
    measure: float | None = None
    confidence: float = 1.0
    """Probability, 0 to 1, that something begins with its first line."""


_CLOSED = (LineRole.LAST, LineRole.SINGLE, LineRole.HEADING, LineRole.HEADING_ON, LineRole.BYLINE)
_STANDS_ALONE = (LineRole.HEADING, LineRole.HEADING_ON, LineRole.BYLINE)
# Log-odds beyond which one is as sure as one can be.
_SUREST = 12.0


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of a column, and what stands between them, each as the index of the line after it.

    No paragraph crosses a barrier. At `titles` stands a byline or the like, so that a title may be expected
    before it; at `fresh` an item has just ended.
    """

    lines: Sequence[Line]
    barriers: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()
    fresh: frozenset[int] = frozenset()


def read_columns(columns: Sequence[Column]) -> list[list[Chunk]]:
    """Divide the lines of each column into paragraphs, headings and bylines."""
    held = [column for column in columns if column.lines]
    lattices = [_lattice(column) for column in held]
    found = iter(
        _chunks(column, lattice, *path)
        for column, lattice, path in zip(held, lattices, best_paths(lattices), strict=True)
    )
    return [next(found) if column.lines else [] for column in columns]


def _chance(odds: float) -> float:
    return round(1 / (1 + math.exp(-max(-_SUREST, min(_SUREST, odds)))), 3)


def _styles(widths: list[float]) -> list[ColumnStyle]:
    found = [ColumnStyle(m, indent) for m in common_measures(widths) for indent in (INDENT, 0.0)]
    return [*found, ColumnStyle(None, 0.0)]


def _lattice(column: Column) -> Lattice:
    features = line_features(column.lines, column.titles, column.fresh)
    return Lattice(features, _styles([each.width for each in features]), column.barriers)


def _chunks(column: Column, lattice: Lattice, path: list[int], odds: list[float]) -> list[Chunk]:
    sure = {line.number: _chance(o) for line, o in zip(column.lines, odds, strict=True)}
    found = _gather(column, path, lattice.styles)
    return [replace(chunk, confidence=sure[chunk.lines[0].number]) for chunk in found]


def _gather(column: Column, path: list[int], styles: Sequence[ColumnStyle]) -> list[Chunk]:
    gathered: list[Chunk] = []
    current: list[Line] = []
    first = LineRole.FIRST
    for index, (line, state) in enumerate(zip(column.lines, path, strict=True)):
        role = LineRole(state % LINE_ROLES)
        if current and (role not in (LineRole.MIDDLE, LineRole.LAST) or index in column.barriers):
            gathered.append(_cut(current, first))
            current = []
        if role is LineRole.HEADING_ON:
            gathered[-1] = Chunk((*gathered[-1].lines, line), LineRole.HEADING)
            continue
        first = first if current else role
        current.append(line)
        if role in _CLOSED:
            kind = role if role in _STANDS_ALONE else LineRole.FIRST
            headless = first in (LineRole.MIDDLE, LineRole.LAST)
            gathered.append(Chunk(tuple(current), kind, headless, False, styles[state // LINE_ROLES].measure))
            current = []
    return [*gathered, _cut(current, first)] if current else gathered


def _cut(lines: list[Line], first: LineRole) -> Chunk:
    """Return a paragraph that breaks off."""
    return Chunk(tuple(lines), LineRole.FIRST, first in (LineRole.MIDDLE, LineRole.LAST), True)
