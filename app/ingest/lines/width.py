"""Measure the width of lines, and find the column measures a page was set in.

The unit is one Han character; Latin letters and digits take half of it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from app.lazy_pattern import lazy_pattern

# What a typesetter does not break: opening marks and what follows, a number or Latin word, closing marks.
_UNIT = lazy_pattern(
    r"[“‘《〈「『（〔【(\[]*"
    r"(?:[A-Za-z0-9]+(?:[.,:%/\-–+][A-Za-z0-9]+)*[%％℃‰]?|——|……|.)"
    r"[，。、；：！？”’》〉」』）〕】)\],.;:!?]*",
    re.DOTALL,
)
_LONGEST_UNIT = 24
_SLACK_OF_A_LETTER, _MOST_SLACK = 0.06, 0.4
_MEETING = lazy_pattern(
    r"[，。、；：！？”’》〉」』）】“‘《〈「『（【](?=[，。、；：！？”’》〉」』）】“‘《〈「『（【])"
)
# Of the lines of a page, this many (or this share) set to one measure make it a candidate.
_LINES_OF_A_MEASURE, _SHARE_OF_A_MEASURE = 2, 0.02
_MOST_MEASURES = 12
_WIDEST_MEASURE = 64


def width(text: str) -> float:
    """Return the width of a text in Han characters."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


def compressible_width(text: str) -> float:
    """Return the width a typesetter may have taken out of a line, where punctuation meets punctuation."""
    return float(len(_MEETING.findall(text)))


def width_tolerance(text: str) -> float:
    """Return how far the width of a text may be off, as Latin letters are not all half as wide as Han."""
    return min(_MOST_SLACK, _SLACK_OF_A_LETTER * len(text.encode("ascii", "ignore")))


def first_unit_width(text: str) -> float:
    """Return the width of what cannot be divided at the start of a line."""
    unit = _UNIT.match(text[:_LONGEST_UNIT])
    return width(unit[0]) if unit else 1.0


def common_measures(widths: Sequence[float]) -> list[float]:
    """Return the column measures that many lines of a page keep to, most lines first."""
    slots = Counter(int(w + 0.75) for w in widths if 5 <= w <= _WIDEST_MEASURE)
    need = max(_LINES_OF_A_MEASURE, _SHARE_OF_A_MEASURE * sum(slots.values()))
    kept = [m for m, count in slots.most_common() if count >= need]
    return [float(m) for m in kept[:_MOST_MEASURES]]
