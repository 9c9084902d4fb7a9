"""Weigh blank lines: in one column they stand between paragraphs, in the next between any lines.

How often blank lines stand inside paragraphs and between them is counted around each place, on pairs of lines
whose relation is plain from width and punctuation; the evidence of a blank line is the log ratio of the two.
"""

import math
from collections.abc import Sequence
from itertools import accumulate

from app.ingest.lines.clean import Line
from app.ingest.lines.wording import ending_kind

_NEAR, _FAR = 14, 60
# What is believed before anything is counted, as rate and as weight in counted pairs.
_INSIDE_RATE, _INSIDE_WEIGHT = 0.06, 2.0
_BETWEEN_RATE, _BETWEEN_WEIGHT = 0.5, 3.0
_MOST = 4.5
_SHORT = 0.8


def blank_line_log_odds(lines: Sequence[Line], widths: Sequence[float]) -> list[float]:
    """Return for each line the log-odds, from a blank line before it or none, that something new begins."""
    inside, between = _plain_pairs(lines, widths)
    blank = [line.blank_before for line in lines]
    inside_blank = [a and b for a, b in zip(inside, blank, strict=True)]
    between_blank = [a and b for a, b in zip(between, blank, strict=True)]
    sums = [[0, *accumulate(map(int, flags))] for flags in (inside, inside_blank, between, between_blank)]
    evidence = []
    for index, has_blank in enumerate(blank):
        within = _rate(sums[0], sums[1], index, _NEAR, _INSIDE_RATE, _INSIDE_WEIGHT)
        across = max(_rate(sums[2], sums[3], index, _FAR, _BETWEEN_RATE, _BETWEEN_WEIGHT), within)
        odds = math.log(across / within) if has_blank else math.log((1 - across) / (1 - within))
        evidence.append(max(-_MOST, min(_MOST, odds)) if index else 0.0)
    return evidence


def _plain_pairs(lines: Sequence[Line], widths: Sequence[float]) -> tuple[list[bool], list[bool]]:
    """Return for each line whether it surely goes on with the line before, and whether it surely does not."""
    inside, between = [False], [False]
    for index in range(1, len(lines)):
        before = lines[index - 1].body
        near = max(widths[max(0, index - 4) : index + 3])
        kind = ending_kind(before)
        inside.append(kind in ("open", "comma") and widths[index - 1] >= near - 2.5 and near < 60)
        between.append(kind == "stop" and widths[index - 1] < _SHORT * near)
    return inside, between


def _rate(pairs: list[int], blanks: list[int], index: int, reach: int, prior: float, weight: float) -> float:
    low, high = max(0, index - reach), min(len(pairs) - 1, index + reach + 1)
    seen, blank = pairs[high] - pairs[low], blanks[high] - blanks[low]
    return min(0.99, max(0.01, (blank + prior * weight) / (seen + weight)))
