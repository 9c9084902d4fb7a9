"""What a line can be in its column, and how well it looks the part.

All scores are natural logarithms: of probabilities where they are emissions, of odds where they are evidence.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from app.ingest import cues, names
from app.ingest.blanks import blank_evidence
from app.ingest.glyphs import compact
from app.ingest.lines import Line
from app.ingest.measure import first_unit, squeezed, width


class Role(IntEnum):
    """What a line is in its column."""

    FIRST = 0
    MIDDLE = 1
    LAST = 2
    SINGLE = 3
    HEADING = 4
    HEADING_ON = 5
    BYLINE = 6


ROLES = len(Role)
NOTHING = -1e18
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Style:
    """How a column is set. Without a measure nothing is known of its lines but their words (clean text)."""

    measure: float | None
    indent: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one line shows, whatever the style of its column."""

    width: float
    squeeze: float
    """How much narrower it may have been set, where punctuation meets punctuation."""
    next_unit: float
    ending: str
    opening: float
    """Log-odds that a paragraph begins here."""
    start: float
    """Log-odds that anything begins here."""
    heading: float
    byline: float
    spaced: bool


# How likely each kind of line end is, by role. In newspaper prose one line in 35 ends a sentence by chance.
ENDINGS = ("stop", "ask", "quote", "colon", "semicolon", "comma", "open")


def _table(*shares: float) -> dict[str, float]:
    return dict(zip(ENDINGS, map(math.log, shares), strict=True))


END_INSIDE = _table(0.028, 0.002, 0.02, 0.004, 0.008, 0.07, 0.87)
END_OF_PARAGRAPH = _table(0.94, 0.02, 0.004, 0.012, 0.012, 0.0005, 0.005)
END_OF_HEADING = _table(0.001, 0.03, 0.1, 0.003, 0.0005, 0.008, 0.86)
WEAKEST_LOOSE_END = -3.0

# A full line: what is left over is less than the next line's first unit. Squeezed punctuation moves it a
# little; further off, a line of that width is ever less likely.
FULL, SLACK, OVERFULL = math.log(0.9), 0.25, 0.3
OFF_BASE, OFF_SLOPE, OFF_WORST = -1.2, 2.2, -15.0
# A line wider than its measure, per character.
TOO_WIDE, WIDTH_SLACK = 2.9, 0.6
# Widths where no measure holds them: of clean text and of headings.
LOOSE_WIDTH, LOOSE_WRAP = math.log(1 / 120), 64
HEADING_WIDTH, WIDE_HEADING, LONG_HEADING = math.log(1 / 18), math.log(1 / 40), -9.0
LONGEST_HEADING_LINE = 36
STRETCHED_LAST = -7.0
SENTENCE_IN_HEADING = -8.0
# A byline or key points follow a title, so that one is expected before them; a dash begins a subtitle.
# A title in two parts is set with a space between them: 培育科学文化 建设世界科技强国.
TITLE_EXPECTED, SUBTITLE_DASH, TWO_PARTS = 4.0, 2.5, 3.0
TWO_PART = re.compile(r"^[^ 。]{3,}[^ ，。、；：！？] [^ ，。、；）]{4,}$")
# White space printed before first lines: decisive where a page uses it.
LEAD_USED, LEAD_MISSING, LEAD_RARE = 5.0, -3.5, 1.5
LINES_WITH_LEAD = 3
# A line of nothing but names: several of them, a common or a rare surname, a word the page uses elsewhere.
SEVERAL_NAMES, COMMON_NAME, SHORT_NAME, RARE_NAME, WORD_OF_PAGE = 0.0, -1.0, -1.0, -2.5, -4.0


def evidence(lines: Sequence[Line], titles: frozenset[int]) -> list[Evidence]:
    """What each line shows; `titles` are the indices before which a title may be expected."""
    bodies = [line.body for line in lines]
    widths = [width(body) for body in bodies]
    blanks = blank_evidence(lines, widths)
    used = sum(1 for line in lines if line.lead) >= LINES_WITH_LEAD
    words = _word_counts(bodies)
    found = []
    for index, (line, body) in enumerate(zip(lines, bodies, strict=True)):
        start = blanks[index] + _lead(line, used)
        heading = _heading_words(line.text, body, widths[index]) + (
            TITLE_EXPECTED if index + 1 in titles else 0.0
        )
        found.append(
            Evidence(
                widths[index],
                squeezed(body),
                first_unit(bodies[index + 1] if index + 1 < len(bodies) else ""),
                cues.ending((bodies[index - 1][-14:] if index else "") + body),
                start + cues.opening(body),
                start,
                heading,
                _names(line.text, words),
                line.spaced,
            )
        )
    return found


def _lead(line: Line, used: bool) -> float:
    if used:
        return LEAD_USED if line.lead else LEAD_MISSING
    return LEAD_RARE if line.lead else 0.0


def _heading_words(text: str, body: str, wide: float) -> float:
    score = SENTENCE_IN_HEADING if "。" in body[:-1] else 0.0
    score += SUBTITLE_DASH if body.startswith("——") else 0.0
    score += TWO_PARTS if TWO_PART.match(text) else 0.0
    return score + (LONG_HEADING if wide > LONGEST_HEADING_LINE else 0.0)


def _word_counts(bodies: Sequence[str]) -> Counter[str]:
    """How often each pair of characters stands on the page: what it uses as a word is not a name."""
    texts = {compact(body) for body in bodies}
    return Counter(text[i : i + 2] for text in texts for i in range(len(text) - 1))


def _names(text: str, words: Counter[str]) -> float:
    found = names.bare_names(text) if len(text) <= 60 else None
    if not found:
        return NOTHING
    score = SEVERAL_NAMES if len(found) > 1 else COMMON_NAME
    for name in found:
        if len(found) == 1:
            score += (SHORT_NAME if len(name) == 2 else 0.0) + (
                0.0 if name[0] in names.COMMON_SURNAMES else RARE_NAME
            )
        if words[name[-2:]] > 1:
            score += WORD_OF_PAGE
    return score


def emissions(shown: Sequence[Evidence], styles: Sequence[Style]) -> Scores:
    """The score of every line in each style and role: lines × styles × roles."""
    wide, unit, squeeze = (
        np.array(column)[:, None]
        for column in zip(*((e.width, e.next_unit, e.squeeze) for e in shown), strict=True)
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
            np.where(stretched, FULL, _fit(left, unit, squeeze)),
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
        display,
        np.broadcast_to(byline, gap.shape),
    )
    return np.stack(roles, axis=2)


def _fit(gap: Scores, unit: Scores, squeeze: Scores) -> Scores:
    """How well lines fill their measure, `gap` being what is left of it and `unit` what came next."""
    off = np.where(gap < 0, -gap - OVERFULL - squeeze, gap - unit - SLACK)
    return np.where(off < 0, FULL, np.maximum(OFF_BASE - OFF_SLOPE * off, OFF_WORST))
