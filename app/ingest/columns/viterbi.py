"""Find the most probable roles and styles of the lines of columns: dynamic programming (Viterbi).

A step costs array operations, whatever the size of the arrays. So columns that do not touch are read side
by side, one operation for all; and so are the kinds of pages there may be (first lines indented or not,
times the ways of setting a line), of which each column takes the best. The arrays of a line have the axes
(roles ×) rows × styles, a row being one column on one kind of page; what a column lacks of the styles of
others is `NOTHING`.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.frozen import dataclass
from app.ingest.columns.emissions import FILL_MODELS, Scores, emissions
from app.ingest.columns.states import IMPOSSIBLE, LINE_ROLES, ColumnStyle, LineFeatures, LineRole

_States = NDArray[np.uint16]

# How paragraphs are made: about ten lines each, a heading every few of them, few of a single line.
_START_FIRST, _START_SINGLE, _START_HEADING = math.log(0.8), math.log(0.05), math.log(0.15)
_GO_ON, _FINISH = math.log(0.9), math.log(0.1)
_HEADING_GOES_ON = math.log(0.4)
# Names stand under a title or under other names, at the top of the page, and hardly elsewhere.
_BYLINE_AFTER_TITLE, _BYLINE_FIRST, _BYLINE_ELSEWHERE = math.log(0.4), math.log(0.1), math.log(0.02)
# A paragraph without its head or tail (cut by a column break), and changes of style at and inside one.
_HEADLESS, _TAILLESS = -6.0, -6.0
_NEW_STYLE, _NEW_STYLE_INSIDE = -4.5, -7.5
# A page indents its first lines by two, or none of them; the other way is an exception on it.
INDENT = 2.0
_FLUSH_PAGE, _OTHER_INDENT, _LOOSE = -2.0, -5.0, -2.0

_PAGE_KINDS = 2 * len(FILL_MODELS)
"""Kinds of pages: indented in each fill model, then flush in each."""
_OPEN = [LineRole.FIRST, LineRole.MIDDLE]
_BEGINS = [LineRole.FIRST, LineRole.SINGLE, LineRole.HEADING, LineRole.BYLINE]
_GOES_ON = [LineRole.MIDDLE, LineRole.LAST, LineRole.HEADING_ON]
# The way into each role: something begins, a paragraph goes on, a heading does, names stand.
_BEGINNING, _IN_PARAGRAPH, _IN_HEADING, _BYLINES = range(4)
_BACKPOINTER_OF = (_BEGINNING, _IN_PARAGRAPH, _IN_PARAGRAPH, _BEGINNING, _BEGINNING, _IN_HEADING, _BYLINES)
# Lines whose emissions are held at once.
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Lattice:
    """All paths through a column: the features of each line, the styles it may be set in, and the barriers
    (indices of the lines after them) that no paragraph crosses."""

    features: Sequence[LineFeatures]
    styles: Sequence[ColumnStyle]
    barriers: frozenset[int]


class _Predecessors(NamedTuple):
    """For each row and style the best score from which to go on, and the state that has it."""

    scores: Scores
    states: _States

    def best_of(self, other: "_Predecessors") -> "_Predecessors":
        """Return the better of two; of equals this one."""
        wins = other.scores > self.scores
        return _Predecessors(np.maximum(self.scores, other.scores), np.where(wins, other.states, self.states))

    def at_cost(self, cost: Scores | float) -> "_Predecessors":
        """Return the same at a cost."""
        return _Predecessors(self.scores + cost, self.states)

    def or_after_style_change(self, cost: Scores) -> "_Predecessors":
        """Return the same, or the best of all styles at a cost."""
        best = self.scores.argmax(axis=1)[:, None]
        row = np.arange(len(best))[:, None]
        states = self.states if self.states.ndim == 2 else np.broadcast_to(self.states, self.scores.shape)
        return self.best_of(_Predecessors(self.scores[row, best] + cost, states[row, best]))


def best_paths(lattices: Sequence[Lattice]) -> list[tuple[list[int], list[float]]]:
    """Return the best sequence of states (style * LINE_ROLES + role) of each column.

    With it, for every line, the log-odds from the lines so far that something begins there.
    """
    if not lattices:
        return []
    search = _Decoder(lattices)
    for index, features in enumerate(search.emissions()):
        search.step(index, features)
    return [search.path(number) for number in range(len(lattices))]


class _Decoder:
    """One Viterbi pass down all columns, line by line."""

    def __init__(self, lattices: Sequence[Lattice]) -> None:
        self.lattices = lattices
        rows, styles = _PAGE_KINDS * len(lattices), max(len(lattice.styles) for lattice in lattices)
        self.lines = max(len(lattice.features) for lattice in lattices)
        self.states = (np.arange(styles) * LINE_ROLES + np.arange(LINE_ROLES)[:, None]).astype(np.uint16)
        self.priors = np.full((rows, styles), IMPOSSIBLE)
        self.single = np.full((rows, styles), _START_SINGLE)
        self.page = np.array([0.0, _FLUSH_PAGE] * len(lattices)).repeat(len(FILL_MODELS))[:, None]
        self.barriers: dict[int, list[int]] = defaultdict(list)
        self.ends: dict[int, list[int]] = defaultdict(list)
        for number, lattice in enumerate(lattices):
            self._enter(number, lattice)
        self.scores = np.empty((LINE_ROLES, rows, styles))
        self.last = np.empty((LINE_ROLES, rows, styles))
        self.backpointers = np.empty(
            (self.lines, len({*_BACKPOINTER_OF}), rows, styles), np.min_scalar_type(styles * LINE_ROLES)
        )
        self.best = np.empty((self.lines, LINE_ROLES, rows))

    def _enter(self, number: int, lattice: Lattice) -> None:
        """Note a column's priors, its barriers and its last line."""
        rows, styles = slice(_PAGE_KINDS * number, _PAGE_KINDS * (number + 1)), len(lattice.styles)
        half = len(FILL_MODELS)
        for first, indent in ((rows.start, INDENT), (rows.start + half, 0.0)):
            self.priors[first : first + half, :styles] = [_prior(style, indent) for style in lattice.styles]
        self.single[rows, styles - 1] = _START_FIRST  # clean text: every line a paragraph
        self.ends[len(lattice.features) - 1].append(number)
        for index in lattice.barriers:
            self.barriers[index].append(number)

    def emissions(self) -> Iterator[Scores]:
        """Yield the emissions of each line."""
        for start in range(0, self.lines, _BLOCK):
            block = np.full((min(_BLOCK, self.lines - start), *self.scores.shape), IMPOSSIBLE)
            for number, lattice in enumerate(self.lattices):
                if features := lattice.features[start : start + _BLOCK]:
                    scores = emissions(features, lattice.styles).transpose(1, 3, 0, 2)
                    first, half = _PAGE_KINDS * number, len(FILL_MODELS)
                    block[: len(features), :, first : first + half, : len(lattice.styles)] = scores
                    block[: len(features), :, first + half : first + _PAGE_KINDS, : len(lattice.styles)] = (
                        scores
                    )
            yield from block

    def step(self, index: int, features: Scores) -> None:
        """Add one line to all paths."""
        opened, heading, above, closed = self._ways(index)
        inside = opened.best_of(closed.at_cost(_HEADLESS))
        elsewhere = _BYLINE_ELSEWHERE if index else _BYLINE_FIRST
        names = closed.at_cost(elsewhere).best_of(above.at_cost(_BYLINE_AFTER_TITLE))
        scores = self.scores
        np.add(closed.scores, _START_FIRST, out=scores[LineRole.FIRST])
        np.add(inside.scores, _GO_ON, out=scores[LineRole.MIDDLE])
        np.add(inside.scores, _FINISH, out=scores[LineRole.LAST])
        np.add(closed.scores, self.single, out=scores[LineRole.SINGLE])
        np.add(closed.scores, _START_HEADING, out=scores[LineRole.HEADING])
        np.add(heading.scores, _HEADING_GOES_ON, out=scores[LineRole.HEADING_ON])
        scores[LineRole.BYLINE] = names.scores
        scores += features
        for way, backpointer in zip((closed, inside, heading, names), self.backpointers[index], strict=True):
            backpointer[:] = way.states
        scores.max(axis=2, out=self.best[index])
        for number in self.ends.get(index, ()):
            rows = slice(_PAGE_KINDS * number, _PAGE_KINDS * (number + 1))
            self.last[:, rows] = scores[:, rows]

    def _ways(self, index: int) -> tuple[_Predecessors, _Predecessors, _Predecessors, _Predecessors]:
        """Return the predecessors in a paragraph, in a heading, below a title or names, at a beginning."""
        if index == 0:
            nothing = _Predecessors(np.full(self.priors.shape, IMPOSSIBLE), self.states[0])
            return nothing, nothing, nothing, _Predecessors(self.priors + self.page, self.states[0])
        first, middle, last, single, heading, heading_on, byline = map(
            _Predecessors, self.scores, self.states
        )
        opened, below = first.best_of(middle), heading.best_of(heading_on)
        above = below.best_of(byline)
        closed = last.best_of(single).best_of(above).best_of(opened.at_cost(_TAILLESS))
        closed = closed.or_after_style_change(_NEW_STYLE + self.priors)
        opened = opened.or_after_style_change(_NEW_STYLE_INSIDE + self.priors)
        for number in self.barriers.get(index, ()):
            rows = slice(_PAGE_KINDS * number, _PAGE_KINDS * (number + 1))
            for way in (opened, below, above):
                way.scores[rows] = IMPOSSIBLE
        return opened, below, above, closed

    def path(self, number: int) -> tuple[list[int], list[float]]:
        """Return the best path of one column, on the best kind of page."""
        lattice, row = self.lattices[number], _PAGE_KINDS * number
        last = self.last[:, row : row + _PAGE_KINDS, : len(lattice.styles)]
        last[_OPEN] += _TAILLESS
        kind, state = divmod(int(last.transpose(1, 2, 0).argmax()), LINE_ROLES * len(lattice.styles))
        row += kind
        path = []
        for index in range(len(lattice.features) - 1, -1, -1):
            path.append(state)
            style, role = divmod(state, LINE_ROLES)
            state = int(self.backpointers[index, _BACKPOINTER_OF[role], row, style])
        best = self.best[: len(path), :, row]
        odds = best[:, _BEGINS].max(axis=1) - best[:, _GOES_ON].max(axis=1)
        return path[::-1], odds.tolist()


def _prior(style: ColumnStyle, indent: float) -> float:
    """Return the prior of a style on a page that indents so."""
    if style.measure is None:
        return _LOOSE
    return 0.0 if style.indent == indent else _OTHER_INDENT
