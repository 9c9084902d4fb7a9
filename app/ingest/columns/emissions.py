"""Score every line in every column style and role (the emissions of the Viterbi search).

All scores are natural logarithms of probabilities.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.frozen import dataclass
from app.ingest.columns.geometry import NOTHING
from app.ingest.columns.states import IMPOSSIBLE, ColumnStyle, LineFeatures

Scores = NDArray[np.float64]

# How likely each kind of line end is, by role. In newspaper prose one line in 35 ends a sentence by chance.
_ENDINGS = ("stop", "ask", "quote", "colon", "semicolon", "comma", "open")


def _table(*shares: float) -> dict[str, float]:
    return dict(zip(_ENDINGS, map(math.log, shares), strict=True))


_END_INSIDE = _table(0.028, 0.002, 0.02, 0.004, 0.008, 0.07, 0.87)
_END_OF_PARAGRAPH = _table(0.945, 0.02, 0.0015, 0.012, 0.012, 0.0005, 0.004)
_END_OF_HEADING = _table(0.001, 0.012, 0.1, 0.012, 0.0005, 0.008, 0.86)
_WEAKEST_LOOSE_END = -3.0


@dataclass(frozen=True, slots=True)
class _FillModel:
    """Scores of lines by how exactly they fill their measure: a full line, and one that is off."""

    full: float
    nearly: float
    """Score where Latin letters, whose widths differ, leave open whether the next unit would have fitted."""
    base: float
    slope: float


# Set by a program, a line breaks only where the next unit does not fit. Set by hand, it may be squeezed.
_SET_BY_PROGRAM = _FillModel(math.log(0.95), -1.5, -4.0, 3.0)
_SET_BY_HAND = _FillModel(math.log(0.8), -0.8, -1.2, 1.7)
FILL_MODELS = (_SET_BY_PROGRAM, _SET_BY_HAND)
# What is left over of a full line is less than the next line's first unit, give or take a rounding error.
_ROUNDING, _OVERFULL, _OFF_WORST = 0.05, 0.3, -15.0
# A line wider than its measure, per character.
_TOO_WIDE, _WIDTH_SLACK = 2.9, 0.6
# Widths where no measure holds them: of clean text and of headings.
_LOOSE_WIDTH, _LOOSE_WRAP = math.log(1 / 120), 64
_HEADING_WIDTH, _WIDE_HEADING = math.log(1 / 18), math.log(1 / 40)
# A display line that wraps fills at least this much of the column; what is left of a shorter one is no rest.
_TITLE_FILLS, _UNLIKELY_REST = 0.6, -2.0
# Headings are set in type up to a fifth larger than the text, and wrap accordingly.
_LARGEST_HEADING, _MOST_OVER, _HEADING_WRAPS = 1.2, 1.5, 1.0
_STRETCHED_LAST, _STRETCHED_FILLS = -7.0, 0.55


def emissions(features: Sequence[LineFeatures], styles: Sequence[ColumnStyle]) -> Scores:
    """Return the score of every line in each style and role: fill models × lines × styles × roles."""
    scores = np.stack([_emissions(features, styles, fill_model) for fill_model in FILL_MODELS])
    if any(line.place is not NOTHING for line in features):
        scores += np.array([line.place for line in features])[None, :, None, :]
    return scores


def _emissions(
    features: Sequence[LineFeatures], styles: Sequence[ColumnStyle], fill_model: _FillModel
) -> Scores:
    wide = _column([line.width for line in features])
    unit = _column([line.next_unit for line in features])
    compressible = _column([line.compressible for line in features])
    tolerance = _column([line.tolerance for line in features])
    opening = _column([line.paragraph_start for line in features])
    start = _column([line.heading_start for line in features])
    heading = _column([line.heading for line in features])
    byline = _column([line.byline for line in features])
    inside = _column([_END_INSIDE[line.ending] for line in features])
    last = _column([_END_OF_PARAGRAPH[line.ending] for line in features])
    head = _column([_END_OF_HEADING[line.ending] for line in features])
    stretched = np.array([line.letter_spaced for line in features])[:, None]
    measure = np.array([style.measure or _LOOSE_WRAP for style in styles])[None, :]
    indent = np.array([style.indent for style in styles])[None, :]
    loose = np.array([style.measure is None for style in styles])[None, :]

    gap = measure - wide
    first, middle = (
        np.where(
            loose,
            np.where(gap < 0, IMPOSSIBLE, _LOOSE_WIDTH),
            np.where(
                stretched & (wide > _STRETCHED_FILLS * measure),
                fill_model.full,
                _fit(left, unit, compressible, tolerance, fill_model),
            ),
        )
        for left in (gap - indent, gap)
    )
    short = np.where(loose, _LOOSE_WIDTH, -np.log(measure + 1)) + np.where(stretched, _STRETCHED_LAST, 0.0)
    over, over_single = (
        np.where(loose, 0.0, np.minimum(0.0, (left + compressible + _WIDTH_SLACK) * _TOO_WIDE))
        for left in (gap, gap - indent)
    )
    single_end = np.where(loose, np.maximum(last, _WEAKEST_LOOSE_END), last)
    display = np.where(gap < -0.5, _WIDE_HEADING, _HEADING_WIDTH) + head + heading
    roles = (
        first + inside + opening,
        middle + inside,
        short + over + last,
        short + over_single + single_end + opening,
        display + start,
        display + _wraps(features, measure),
        np.broadcast_to(byline, gap.shape),
    )
    return np.stack(roles, axis=2)


def _column(values: Sequence[float]) -> Scores:
    """Return one value for each line as an array of lines × 1."""
    return np.array(values)[:, None]


def _wraps(features: Sequence[LineFeatures], measure: Scores) -> Scores:
    """Score lines as the rest of a heading: the line above them had no room for more."""
    rest = _column([each.remainder_of for each in features])
    wanted = _column([each.wrapped_at for each in features])
    full = (wanted * _LARGEST_HEADING > measure) & (wanted < measure + _MOST_OVER)
    return np.where(rest < _TITLE_FILLS * measure, _UNLIKELY_REST, np.where(full, _HEADING_WRAPS, 0.0))


def _fit(
    gap: Scores, unit: Scores, compressible: Scores, tolerance: Scores, fill_model: _FillModel
) -> Scores:
    """Score how well lines fill their measure, `gap` being what is left of it and `unit` what came next."""
    left = gap - unit
    off = np.where(gap < 0, -gap - _OVERFULL - compressible, left - tolerance)
    scores = np.maximum(fill_model.base - fill_model.slope * off, _OFF_WORST)
    scores = np.where(off < 0, fill_model.nearly, scores)
    return np.where((left < -_ROUNDING) & (off < 0), fill_model.full, scores)
