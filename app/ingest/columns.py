"""Lines of a column → paragraphs and headings.

Every line plays a role in its column: first, middle or last line of a paragraph, the only line of one, a
heading or its continuation. The most probable sequence of roles is found by dynamic programming (Viterbi)
over roles and column styles (measure and indent), so that measure, indent, punctuation, blank lines and
words weigh together, and the measure may change between columns and inside a paragraph. All scores are
natural logarithms.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.ingest import cues
from app.ingest.blanks import blank_evidence
from app.ingest.lines import Line
from app.ingest.measure import first_unit, measures, width


class Role(IntEnum):
    """What a line is in its column."""

    FIRST = 0
    MIDDLE = 1
    LAST = 2
    SINGLE = 3
    HEADING = 4
    HEADING_ON = 5


@dataclass(frozen=True, slots=True)
class Style:
    """How a column is set. Without a measure every line is a paragraph of its own (clean text)."""

    measure: float | None
    indent: float


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive lines that form one paragraph or heading."""

    lines: tuple[Line, ...]
    heading: bool
    headless: bool = False
    tailless: bool = False
    measure: float | None = None


# How likely each kind of line end is, by role. From newspaper prose: one line in 35 ends a sentence by
# chance.
ENDINGS = ("stop", "ask", "quote", "colon", "semicolon", "comma", "open")
END_INSIDE = dict(zip(ENDINGS, map(math.log, (0.028, 0.002, 0.02, 0.004, 0.008, 0.07, 0.87)), strict=True))
END_OF_PARAGRAPH = dict(
    zip(ENDINGS, map(math.log, (0.94, 0.02, 0.006, 0.012, 0.012, 0.0005, 0.006)), strict=True)
)
END_OF_HEADING = dict(
    zip(ENDINGS, map(math.log, (0.002, 0.03, 0.08, 0.003, 0.0005, 0.008, 0.88)), strict=True)
)

# How paragraphs are made: about ten lines each, a heading every dozen paragraphs, few of a single line.
START_FIRST, START_SINGLE, START_HEADING = math.log(0.85), math.log(0.05), math.log(0.1)
GO_ON, FINISH = math.log(0.9), math.log(0.1)
HEADING_GOES_ON = math.log(0.25)
# A paragraph without its head or tail (cut by a column break), and changes of style at and inside a
# paragraph.
HEADLESS, TAILLESS = -6.0, -6.0
NEW_STYLE, NEW_STYLE_INSIDE = -3.0, -6.0
# Prior of an indent of two, of none, and of text without a measure.
INDENTED, FLUSH, LOOSE = -0.2, -1.5, -4.0

# A full line: what is left over is less than the next line's first unit. Squeezed punctuation moves it
# a little.
FULL, SLACK, OVERFULL = math.log(0.9), 0.25, 0.3
OFF_BASE, OFF_SLOPE, OFF_WORST = -1.2, 1.7, -14.0
WIDE_LINE = -1.0 / 0.35
LOOSE_WIDTH = math.log(1 / 120)
HEADING_WIDTH, WIDE_HEADING, LONG_HEADING = math.log(1 / 18), math.log(1 / 40), -9.0
LONGEST_HEADING_LINE = 36
STRETCHED_LAST = -7.0
SENTENCE_IN_HEADING = -5.0
# White space printed before first lines: decisive where a page uses it.
LEAD_USED, LEAD_MISSING, LEAD_RARE = 5.0, -3.5, 1.5
LINES_WITH_LEAD = 3

ROLES = len(Role)
NOTHING = -1e18


def chunks(lines: Sequence[Line], barriers: frozenset[int] = frozenset()) -> list[Chunk]:
    """Divide lines into paragraphs and headings; none crosses a barrier (index of the line after it)."""
    if not lines:
        return []
    styles = _styles([width(line.body) for line in lines])
    path = _best_path(_evidence(lines), styles, barriers)
    return _gather(lines, path, styles, barriers)


def _styles(widths: list[float]) -> list[Style]:
    found = [Style(m, indent) for m in measures(widths) for indent in (2.0, 0.0)]
    return [*found, Style(None, 0.0)]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What one line shows, whatever the style of its column."""

    width: float
    next_unit: float
    ending: str
    opening: float
    heading: float
    start: float
    spaced: bool


def _evidence(lines: Sequence[Line]) -> list[_Evidence]:
    bodies = [line.body for line in lines]
    widths = [width(body) for body in bodies]
    blanks = blank_evidence(lines, widths)
    leads = sum(1 for line in lines if line.lead) >= LINES_WITH_LEAD
    found = []
    for index, (line, body) in enumerate(zip(lines, bodies, strict=True)):
        following = bodies[index + 1] if index + 1 < len(bodies) else ""
        start = blanks[index] + _lead(line, leads)
        found.append(
            _Evidence(
                widths[index],
                first_unit(following),
                cues.ending(body),
                start + cues.opening(body),
                _heading_words(body, widths[index]),
                start,
                line.spaced,
            )
        )
    return found


def _lead(line: Line, used: bool) -> float:
    if used:
        return LEAD_USED if line.lead else LEAD_MISSING
    return LEAD_RARE if line.lead else 0.0


def _heading_words(body: str, wide: float) -> float:
    score = SENTENCE_IN_HEADING if "。" in body[:-1] else 0.0
    return score + (LONG_HEADING if wide > LONGEST_HEADING_LINE else 0.0)


def _fit(gap: float, unit: float) -> float:
    """How well a line fills its measure, `gap` being what is left of it and `unit` what came next."""
    off = -gap - OVERFULL if gap < 0 else gap - unit - SLACK
    return FULL if off < 0 else max(OFF_BASE - OFF_SLOPE * off, OFF_WORST)


def _emissions(line: _Evidence, style: Style) -> tuple[float, ...]:
    """The score of a line in each role of a style (`Role` order)."""
    inside, last, head = END_INSIDE[line.ending], END_OF_PARAGRAPH[line.ending], END_OF_HEADING[line.ending]
    heading = HEADING_WIDTH + head + line.heading
    if style.measure is None:
        single = LOOSE_WIDTH + max(last, -3.0) + line.opening
        return (NOTHING, NOTHING, NOTHING, single, heading + line.start, heading)
    gap = style.measure - line.width
    if gap < -0.5:
        heading += WIDE_HEADING - HEADING_WIDTH
    first = FULL if line.spaced else _fit(gap - style.indent, line.next_unit)
    middle = FULL if line.spaced else _fit(gap, line.next_unit)
    end = -math.log(style.measure + 1) + last + (STRETCHED_LAST if line.spaced else 0.0)
    return (
        first + inside + line.opening,
        middle + inside,
        end + min(0.0, (gap + 0.6) * -WIDE_LINE),
        end + min(0.0, (gap - style.indent + 0.6) * -WIDE_LINE) + line.opening,
        heading + line.start,
        heading,
    )


def _prior(style: Style) -> float:
    if style.measure is None:
        return LOOSE
    return INDENTED if style.indent else FLUSH


@dataclass(slots=True)
class _Column:
    """The scores after one line: per style and role, and where each came from (style * ROLES + role)."""

    scores: list[list[float]]
    origins: list[list[int]]


def _best(row: list[float], roles: tuple[Role, ...], offset: int) -> tuple[float, int]:
    role = max(roles, key=row.__getitem__)
    return row[role], offset + role


CLOSED = (Role.LAST, Role.SINGLE, Role.HEADING, Role.HEADING_ON)
OPEN = (Role.FIRST, Role.MIDDLE)


def _best_path(evidence: list[_Evidence], styles: list[Style], barriers: frozenset[int]) -> list[int]:
    priors = [_prior(style) for style in styles]
    loose_start = [style.measure is None for style in styles]
    column: list[list[float]] = []
    history: list[list[list[int]]] = []
    for index, line in enumerate(evidence):
        closed, opened = _entries(column, priors, index in barriers)
        scores, origins = [], []
        for number, style in enumerate(styles):
            emit = _emissions(line, style)
            row, origin = _step(
                emit,
                closed[number],
                opened[number],
                column[number] if column and index not in barriers else None,
                number,
                loose_start[number],
            )
            scores.append(row)
            origins.append(origin)
        column = scores
        history.append(origins)
    return _trace(column, history)


Entry = tuple[float, int]


def _entries(
    column: list[list[float]], priors: list[float], barrier: bool
) -> tuple[list[Entry], list[Entry]]:
    """For every style: the best way to begin something new here, and to go on with a paragraph."""
    if not column:
        return [(prior, -1) for prior in priors], [(NOTHING, -1)] * len(priors)
    closed: list[Entry] = []
    opened: list[Entry] = []
    for number, row in enumerate(column):
        goes_on = _best(row, OPEN, number * ROLES)
        done = _best(row, CLOSED, number * ROLES)
        closed.append(max(done, (goes_on[0] + TAILLESS, goes_on[1])))
        opened.append((NOTHING, -1) if barrier else goes_on)
    any_closed, any_open = max(closed), max(opened)
    return (
        [
            max(own, (any_closed[0] + NEW_STYLE + prior, any_closed[1]))
            for own, prior in zip(closed, priors, strict=True)
        ],
        [
            max(own, (any_open[0] + NEW_STYLE_INSIDE + prior, any_open[1]))
            for own, prior in zip(opened, priors, strict=True)
        ],
    )


def _step(
    emit: tuple[float, ...],
    closed: Entry,
    opened: Entry,
    before: list[float] | None,
    number: int,
    loose: bool,
) -> tuple[list[float], list[int]]:
    """Scores and origins of all roles of one style at one line."""
    inside = max(opened, (closed[0] + HEADLESS, closed[1]))
    heading_before = (
        _best(before, (Role.HEADING, Role.HEADING_ON), number * ROLES) if before else (NOTHING, -1)
    )
    single = START_FIRST if loose else START_SINGLE
    ways = (
        (closed[0] + START_FIRST, closed[1]),
        (inside[0] + GO_ON, inside[1]),
        (inside[0] + FINISH, inside[1]),
        (closed[0] + single, closed[1]),
        (closed[0] + START_HEADING, closed[1]),
        (heading_before[0] + HEADING_GOES_ON, heading_before[1]),
    )
    return [way[0] + score for way, score in zip(ways, emit, strict=True)], [way[1] for way in ways]


def _trace(column: list[list[float]], history: list[list[list[int]]]) -> list[int]:
    ends = [
        (score + (TAILLESS if role in OPEN else 0.0), number * ROLES + role)
        for number, row in enumerate(column)
        for role, score in enumerate(row)
    ]
    state = max(ends)[1]
    path = []
    for origins in reversed(history):
        path.append(state)
        state = origins[state // ROLES][state % ROLES]
    return path[::-1]


def _gather(
    lines: Sequence[Line], path: list[int], styles: list[Style], barriers: frozenset[int]
) -> list[Chunk]:
    gathered: list[Chunk] = []
    current: list[Line] = []
    headless = False
    for index, (line, state) in enumerate(zip(lines, path, strict=True)):
        role = Role(state % ROLES)
        going_on = bool(current) and index not in barriers and role in (Role.MIDDLE, Role.LAST)
        if role is Role.HEADING_ON and gathered and not current:
            gathered[-1] = Chunk((*gathered[-1].lines, line), heading=True)
            continue
        if current and not going_on:
            gathered.append(Chunk(tuple(current), heading=False, headless=headless, tailless=True))
            current = []
        if not current:
            headless = role in (Role.MIDDLE, Role.LAST)
        current.append(line)
        if role in CLOSED:
            measure = styles[state // ROLES].measure
            gathered.append(Chunk(tuple(current), role is Role.HEADING, headless, False, measure))
            current = []
    if current:
        gathered.append(Chunk(tuple(current), heading=False, headless=headless, tailless=True))
    return gathered
