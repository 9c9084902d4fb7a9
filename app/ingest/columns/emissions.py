"""How well a line looks the part: the scores of every line in every column style and role.

All scores are natural logarithms of probabilities.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.ingest.columns.states import NOTHING, Evidence, Style

Scores = NDArray[np.float64]

# How likely each kind of line end is, by role. In newspaper prose one line in 35 ends a sentence by chance.
ENDINGS = ("stop", "ask", "quote", "colon", "semicolon", "comma", "open")


def _table(*shares: float) -> dict[str, float]:
    return dict(zip(ENDINGS, map(math.log, shares), strict=True))


END_INSIDE = _table(0.028, 0.002, 0.02, 0.004, 0.008, 0.07, 0.87)
END_OF_PARAGRAPH = _table(0.945, 0.02, 0.0015, 0.012, 0.012, 0.0005, 0.004)
END_OF_HEADING = _table(0.001, 0.012, 0.1, 0.012, 0.0005, 0.008, 0.86)
WEAKEST_LOOSE_END = -3.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How exactly the lines of a page fill their measure: what a full line scores, and one that is off."""

    full: float
    nearly: float
    """Where Latin letters, whose widths differ, leave it open whether the next unit would have fitted."""
    base: float
    slope: float


# Set by a program, a line breaks only where the next unit does not fit. Set by hand, it may be squeezed.
EXACT = Setting(math.log(0.95), -1.5, -4.0, 3.0)
BY_HAND = Setting(math.log(0.8), -0.8, -1.2, 1.7)
SETTINGS = (EXACT, BY_HAND)
# What is left over of a full line is less than the next line's first unit, give or take a rounding error.
ROUNDING, OVERFULL, OFF_WORST = 0.05, 0.3, -15.0
# A line wider than its measure, per character.
TOO_WIDE, WIDTH_SLACK = 2.9, 0.6
# Widths where no measure holds them: of clean text and of headings.
LOOSE_WIDTH, LOOSE_WRAP = math.log(1 / 120), 64
HEADING_WIDTH, WIDE_HEADING = math.log(1 / 18), math.log(1 / 40)
# A display line that wraps fills at least this much of the column; what is left of a shorter one is no rest.
TITLE_FILLS, UNLIKELY_REST = 0.6, -2.0
# Headings are set in type up to a fifth larger than the text, and wrap accordingly.
LARGEST_HEADING, MOST_OVER, HEADING_WRAPS = 1.2, 1.5, 1.0
STRETCHED_LAST, STRETCHED_FILLS = -7.0, 0.55


def emissions(shown: Sequence[Evidence], styles: Sequence[Style]) -> Scores:
    """The score of every line in each style and role: settings × lines × styles × roles."""
    return np.stack([_emissions(shown, styles, setting) for setting in SETTINGS])


def _emissions(shown: Sequence[Evidence], styles: Sequence[Style], setting: Setting) -> Scores:
    wide, unit, squeeze, slack = (
        np.array(column)[:, None]
        for column in zip(*((e.width, e.next_unit, e.squeeze, e.slack) for e in shown), strict=True)
    )
    measure = np.array([style.measure or LOOSE_WRAP for style in styles])[None, :]
    indent = np.array([style.indent for style in styles])[None, :]
    loose = np.array([style.measure is None for style in styles])[None, :]
    opening, start, heading, byline = (
        np.array(column)[:, None]
        for column in zip(*((e.opening, e.start, e.heading, e.byline) for e in shown), strict=True)
    )
    inside, last, head = (
        np.array([table[e.ending] for e in shown])[:, None]
        for table in (END_INSIDE, END_OF_PARAGRAPH, END_OF_HEADING)
    )
    stretched = np.array([e.spaced for e in shown])[:, None]

    gap = measure - wide
    first, middle = (
        np.where(
            loose,
            np.where(gap < 0, NOTHING, LOOSE_WIDTH),
            np.where(
                stretched & (wide > STRETCHED_FILLS * measure),
                setting.full,
                _fit(left, unit, squeeze, slack, setting),
            ),
        )
        for left in (gap - indent, gap)
    )
    short = np.where(loose, LOOSE_WIDTH, -np.log(measure + 1)) + np.where(stretched, STRETCHED_LAST, 0.0)
    over, over_single = (
        np.where(loose, 0.0, np.minimum(0.0, (left + squeeze + WIDTH_SLACK) * TOO_WIDE))
        for left in (gap, gap - indent)
    )
    single_end = np.where(loose, np.maximum(last, WEAKEST_LOOSE_END), last)
    display = np.where(gap < -0.5, WIDE_HEADING, HEADING_WIDTH) + head + heading
    roles = (
        first + inside + opening,
        middle + inside,
        short + over + last,
        short + over_single + single_end + opening,
        display + start,
        display + _wraps(shown, measure),
        np.broadcast_to(byline, gap.shape),
    )
    return np.stack(roles, axis=2)


def _wraps(shown: Sequence[Evidence], measure: Scores) -> Scores:
    """How well lines look the rest of a heading: the line above them had no room for more."""
    rest = np.array([each.remainder_of for each in shown])[:, None]
    wanted = np.array([each.wrapped_at for each in shown])[:, None]
    full = (wanted * LARGEST_HEADING > measure) & (wanted < measure + MOST_OVER)
    return np.where(rest < TITLE_FILLS * measure, UNLIKELY_REST, np.where(full, HEADING_WRAPS, 0.0))


def _fit(gap: Scores, unit: Scores, squeeze: Scores, slack: Scores, setting: Setting) -> Scores:
    """How well lines fill their measure, `gap` being what is left of it and `unit` what came next."""
    left = gap - unit
    off = np.where(gap < 0, -gap - OVERFULL - squeeze, left - slack)
    scores = np.maximum(setting.base - setting.slope * off, OFF_WORST)
    scores = np.where(off < 0, setting.nearly, scores)
    return np.where((left < -ROUNDING) & (off < 0), setting.full, scores)
