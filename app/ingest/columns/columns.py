"""Lines of a column → paragraphs and headings.

Every line plays a role in its column: first, middle or last line of a paragraph, the only line of one, a
heading or its continuation, a byline. The most probable sequence of roles is found by dynamic programming
(Viterbi) over roles and column styles (measure and indent), so that measure, indent, punctuation, blank
lines and words weigh together, and the measure may change between columns and inside a paragraph.
All scores are natural logarithms.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.ingest.columns.states import ROLES, Role, Style, evidence
from app.ingest.columns.viterbi import INDENT, Lattice, best_paths
from app.ingest.lines.clean import Line
from app.ingest.lines.width import measures


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive lines that form one paragraph, heading or byline."""

    lines: tuple[Line, ...]
    role: Role
    headless: bool = False
    tailless: bool = False
    measure: float | None = None
    confidence: float = 1.0
    """How sure it is that something begins with its first line."""


CLOSED = (Role.LAST, Role.SINGLE, Role.HEADING, Role.HEADING_ON, Role.BYLINE)
STANDS_ALONE = (Role.HEADING, Role.HEADING_ON, Role.BYLINE)
# Log-odds beyond which one is as sure as one can be.
SUREST = 12.0


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


def chunks(columns: Sequence[Column]) -> list[list[Chunk]]:
    """Divide the lines of each column into paragraphs, headings and bylines."""
    held = [column for column in columns if column.lines]
    lattices = [_lattice(column) for column in held]
    found = iter(
        _chunks(column, lattice, *path)
        for column, lattice, path in zip(held, lattices, best_paths(lattices), strict=True)
    )
    return [next(found) if column.lines else [] for column in columns]


def _chance(odds: float) -> float:
    return round(1 / (1 + math.exp(-max(-SUREST, min(SUREST, odds)))), 3)


def _styles(widths: list[float]) -> list[Style]:
    found = [Style(m, indent) for m in measures(widths) for indent in (INDENT, 0.0)]
    return [*found, Style(None, 0.0)]


def _lattice(column: Column) -> Lattice:
    shown = evidence(column.lines, column.titles, column.fresh)
    return Lattice(shown, _styles([each.width for each in shown]), column.barriers)


def _chunks(column: Column, lattice: Lattice, path: list[int], odds: list[float]) -> list[Chunk]:
    sure = {line.number: _chance(o) for line, o in zip(column.lines, odds, strict=True)}
    found = _gather(column, path, lattice.styles)
    return [replace(chunk, confidence=sure[chunk.lines[0].number]) for chunk in found]


def _gather(column: Column, path: list[int], styles: Sequence[Style]) -> list[Chunk]:
    gathered: list[Chunk] = []
    current: list[Line] = []
    first = Role.FIRST
    for index, (line, state) in enumerate(zip(column.lines, path, strict=True)):
        role = Role(state % ROLES)
        if current and (role not in (Role.MIDDLE, Role.LAST) or index in column.barriers):
            gathered.append(_cut(current, first))
            current = []
        if role is Role.HEADING_ON:
            gathered[-1] = Chunk((*gathered[-1].lines, line), Role.HEADING)
            continue
        first = first if current else role
        current.append(line)
        if role in CLOSED:
            kind = role if role in STANDS_ALONE else Role.FIRST
            headless = first in (Role.MIDDLE, Role.LAST)
            gathered.append(Chunk(tuple(current), kind, headless, False, styles[state // ROLES].measure))
            current = []
    return [*gathered, _cut(current, first)] if current else gathered


def _cut(lines: list[Line], first: Role) -> Chunk:
    """A paragraph that breaks off."""
    return Chunk(tuple(lines), Role.FIRST, first in (Role.MIDDLE, Role.LAST), True)
