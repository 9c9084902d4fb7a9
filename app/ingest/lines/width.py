"""How wide lines are, and which column measures a page was set in.

The unit is one Han character; Latin letters and digits take half of it.
"""

import re
from collections import Counter
from collections.abc import Sequence

# What a typesetter does not break: opening marks and what follows, a number or Latin word, closing marks.
UNIT = re.compile(
    r"[“‘《〈「『（〔【(\[]*"
    r"(?:[A-Za-z0-9]+(?:[.,:%/\-–+][A-Za-z0-9]+)*[%％℃‰]?|——|……|.)"
    r"[，。、；：！？”’》〉」』）〕】)\],.;:!?]*",
    re.DOTALL,
)
LONGEST_UNIT = 24
SLACK_OF_A_LETTER, MOST_SLACK = 0.06, 0.4
MEETING = re.compile(
    r"[，。、；：！？”’》〉」』）】“‘《〈「『（【](?=[，。、；：！？”’》〉」』）】“‘《〈「『（【])"
)
# Of the lines of a page, this many (or this share) set to one measure make it a candidate.
LINES_OF_A_MEASURE, SHARE_OF_A_MEASURE = 2, 0.02
MOST_MEASURES = 12
WIDEST_MEASURE = 64


def width(text: str) -> float:
    """The width of a text in Han characters."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


def compressible_width(text: str) -> float:
    """How much width a typesetter may have taken out of a line, where punctuation meets punctuation."""
    return float(len(MEETING.findall(text)))


def width_tolerance(text: str) -> float:
    """How far the width of a text may be off, because Latin letters are not all half as wide as Han."""
    return min(MOST_SLACK, SLACK_OF_A_LETTER * len(text.encode("ascii", "ignore")))


def first_unit_width(text: str) -> float:
    """The width of what could not be divided at the start of a line."""
    unit = UNIT.match(text[:LONGEST_UNIT])
    return width(unit[0]) if unit else 1.0


def common_measures(widths: Sequence[float]) -> list[float]:
    """The column measures that many lines of a page keep to, most lines first."""
    slots = Counter(int(w + 0.75) for w in widths if 5 <= w <= WIDEST_MEASURE)
    need = max(LINES_OF_A_MEASURE, SHARE_OF_A_MEASURE * sum(slots.values()))
    kept = [m for m, count in slots.most_common() if count >= need]
    return [float(m) for m in kept[:MOST_MEASURES]]
