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

import numpy as np
from numpy.typing import NDArray

from app.ingest.emissions import SETTINGS, Scores, emissions
from app.ingest.lines import Line
from app.ingest.measure import measures, width
from app.ingest.roles import NOTHING, ROLES, Role, Style, evidence


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


# How paragraphs are made: about ten lines each, a heading every few of them, few of a single line.
START_FIRST, START_SINGLE, START_HEADING = math.log(0.8), math.log(0.05), math.log(0.15)
GO_ON, FINISH = math.log(0.9), math.log(0.1)
HEADING_GOES_ON = math.log(0.4)
# Names stand under a title or under other names, at the top of the page, and hardly elsewhere.
BYLINE_AFTER_TITLE, BYLINE_FIRST, BYLINE_ELSEWHERE = math.log(0.4), math.log(0.1), math.log(0.02)
# A paragraph without its head or tail (cut by a column break), and changes of style at and inside one.
HEADLESS, TAILLESS = -6.0, -6.0
NEW_STYLE, NEW_STYLE_INSIDE = -4.5, -7.5
# A page indents its first lines by two, or none of them; the other way is an exception on it.
INDENT = 2.0
FLUSH_PAGE, OTHER_INDENT, LOOSE = -2.0, -5.0, -2.0

CLOSED = (Role.LAST, Role.SINGLE, Role.HEADING, Role.HEADING_ON, Role.BYLINE)
OPEN = (Role.FIRST, Role.MIDDLE)
HEADINGS = (Role.HEADING, Role.HEADING_ON)
ABOVE_NAMES = (*HEADINGS, Role.BYLINE)
BEGINS = (Role.FIRST, Role.SINGLE, Role.HEADING, Role.BYLINE)
GOES_ON = (Role.MIDDLE, Role.LAST, Role.HEADING_ON)
# Log-odds beyond which one is as sure as one can be.
SUREST = 12.0


def chunks(
    lines: Sequence[Line],
    barriers: frozenset[int] = frozenset(),
    titles: frozenset[int] = frozenset(),
    fresh: frozenset[int] = frozenset(),
) -> list[Chunk]:
    """Divide lines into paragraphs, headings and bylines.

    None crosses a barrier (the index of the line after it). Before the indices in `titles` stands a
    byline or the like, so that a title may be expected there; at those in `fresh` an item has just ended.
    """
    if not lines:
        return []
    styles = _styles([width(line.body) for line in lines])
    shown = evidence(lines, titles, fresh)
    path, odds = _best_path(emissions(shown, styles), _priors(styles), barriers)
    sure = {line.number: _chance(o) for line, o in zip(lines, odds, strict=True)}
    found = _gather(lines, path, styles, barriers)
    return [replace(chunk, confidence=sure[chunk.lines[0].number]) for chunk in found]


def _chance(odds: float) -> float:
    return round(1 / (1 + math.exp(-max(-SUREST, min(SUREST, odds)))), 3)


def _styles(widths: list[float]) -> list[Style]:
    found = [Style(m, indent) for m in measures(widths) for indent in (INDENT, 0.0)]
    return [*found, Style(None, 0.0)]


def _priors(styles: Sequence[Style]) -> Scores:
    """The prior of every style on each kind of page: indented or not, times the ways of setting it."""

    def prior(style: Style, indent: float) -> float:
        if style.measure is None:
            return LOOSE
        return 0.0 if style.indent == indent else OTHER_INDENT

    return np.array(
        [[prior(style, indent) for style in styles] for indent in (INDENT, 0.0) for _ in SETTINGS]
    )


def _best_path(shown: Scores, priors: Scores, barriers: frozenset[int]) -> tuple[list[int], list[float]]:
    """The best sequence of states (style * ROLES + role), over all kinds of pages at once.

    With it, for every line, the log-odds from the lines so far that something begins there.
    """
    _, lines, styles, _ = shown.shape
    kinds = len(priors)
    settings = np.arange(kinds) % len(SETTINGS)
    page_prior = np.where(np.arange(kinds) < kinds // 2, 0.0, FLUSH_PAGE)[:, None]
    origins = np.empty((lines, *priors.shape, ROLES), dtype=np.int32)
    first = _Entries(priors + page_prior, np.full(priors.shape, NOTHING))
    scores = np.empty((*priors.shape, ROLES))
    begins = np.empty((lines, kinds))
    for index in range(lines):
        entries = _entries(scores, priors, index in barriers) if index else first
        scores = _step(shown[settings, index], entries, origins[index])
        begins[index] = scores[:, :, BEGINS].max(axis=(1, 2)) - scores[:, :, GOES_ON].max(axis=(1, 2))
    scores[:, :, OPEN] += TAILLESS
    page, state = divmod(int(scores.argmax()), styles * ROLES)
    path = []
    for index in range(lines - 1, -1, -1):
        path.append(state)
        state = int(origins[index, page, state // ROLES, state % ROLES])
    return path[::-1], begins[:, page].tolist()


class _Entries:
    """For every style: the best score and state from which something may begin, go on, or stand below."""

    def __init__(self, closed: Scores, opened: Scores) -> None:
        self.closed, self.closed_from = closed, np.full(closed.shape, -1)
        self.opened, self.opened_from = opened, np.full(closed.shape, -1)
        self.heading, self.heading_from = opened, self.opened_from
        self.above, self.above_from = opened, self.opened_from
        self.elsewhere = BYLINE_FIRST


def _entries(scores: Scores, priors: Scores, barrier: bool) -> _Entries:
    opened, opened_from = _best(scores, OPEN)
    done, done_from = _best(scores, CLOSED)
    broken = opened + TAILLESS > done
    entries = _Entries(np.where(broken, opened + TAILLESS, done), opened)
    entries.closed_from = np.where(broken, opened_from, done_from)
    entries.opened_from = opened_from
    _switch(entries.closed, entries.closed_from, NEW_STYLE + priors)
    if barrier:
        nothing = np.full(priors.shape, NOTHING)
        entries.opened, entries.heading, entries.above = nothing, nothing, nothing
    else:
        _switch(entries.opened, entries.opened_from, NEW_STYLE_INSIDE + priors)
        entries.heading, entries.heading_from = _best(scores, HEADINGS)
        entries.above, entries.above_from = _best(scores, ABOVE_NAMES)
    entries.elsewhere = BYLINE_ELSEWHERE
    return entries


def _best(scores: Scores, roles: tuple[Role, ...]) -> tuple[Scores, NDArray[np.int64]]:
    """Per style the best of some roles, and its state."""
    chosen = scores[:, :, roles]
    which = chosen.argmax(axis=2)
    offsets = np.arange(scores.shape[1]) * ROLES
    return chosen.max(axis=2), np.array(roles)[which] + offsets


def _switch(scores: Scores, states: NDArray[np.int64], cost: Scores) -> None:
    """Let every style be entered from the best of all, at a cost."""
    best = scores.argmax(axis=1)[:, None]
    entered = np.take_along_axis(scores, best, axis=1) + cost
    better = entered > scores
    states[:] = np.where(better, np.take_along_axis(states, best, axis=1), states)
    scores[:] = np.where(better, entered, scores)


def _step(shown: Scores, entries: _Entries, origins: NDArray[np.int32]) -> Scores:
    """The scores of all styles and roles at one line; where they came from goes into `origins`."""
    closed, closed_from = entries.closed, entries.closed_from
    headless = closed + HEADLESS > entries.opened
    inside = np.where(headless, closed + HEADLESS, entries.opened)
    inside_from = np.where(headless, closed_from, entries.opened_from)
    under = entries.above + BYLINE_AFTER_TITLE > closed + entries.elsewhere
    single = np.full(closed.shape[1], START_SINGLE)
    single[-1] = START_FIRST  # clean text: every line a paragraph
    scores = np.stack(
        (
            closed + START_FIRST,
            inside + GO_ON,
            inside + FINISH,
            closed + single,
            closed + START_HEADING,
            entries.heading + HEADING_GOES_ON,
            np.where(under, entries.above + BYLINE_AFTER_TITLE, closed + entries.elsewhere),
        ),
        axis=2,
    )
    names_from = np.where(under, entries.above_from, closed_from)
    froms = (
        closed_from,
        inside_from,
        inside_from,
        closed_from,
        closed_from,
        entries.heading_from,
        names_from,
    )
    for role, states in enumerate(froms):
        origins[:, :, role] = states
    return scores + shown


def _gather(
    lines: Sequence[Line], path: list[int], styles: list[Style], barriers: frozenset[int]
) -> list[Chunk]:
    gathered: list[Chunk] = []
    current: list[Line] = []
    first = Role.FIRST
    for index, (line, state) in enumerate(zip(lines, path, strict=True)):
        role = Role(state % ROLES)
        if current and (role not in (Role.MIDDLE, Role.LAST) or index in barriers):
            gathered.append(_cut(current, first))
            current = []
        if role is Role.HEADING_ON:
            gathered[-1] = Chunk((*gathered[-1].lines, line), Role.HEADING)
            continue
        first = first if current else role
        current.append(line)
        if role in CLOSED:
            kind = role if role in ABOVE_NAMES else Role.FIRST
            headless = first in (Role.MIDDLE, Role.LAST)
            gathered.append(Chunk(tuple(current), kind, headless, False, styles[state // ROLES].measure))
            current = []
    return [*gathered, _cut(current, first)] if current else gathered


def _cut(lines: list[Line], first: Role) -> Chunk:
    """A paragraph that breaks off."""
    return Chunk(tuple(lines), Role.FIRST, first in (Role.MIDDLE, Role.LAST), True)
