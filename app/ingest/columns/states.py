"""Define the states of a line in its column, and the features of a line that speak for each.

All scores are natural logarithms: of probabilities where they are emissions, of odds where they are evidence.
"""

import math
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum

from app.frozen import dataclass
from app.ingest.columns.blank_lines import blank_line_log_odds
from app.ingest.columns.geometry import NOTHING, RoleOdds, place_log_odds
from app.ingest.columns.line_starts import paragraph_start_log_odds
from app.ingest.lines.byline_patterns import COMMON_SURNAMES, parse_bare_names
from app.ingest.lines.clean import Line
from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.lines.width import compressible_width, first_unit_width, width, width_tolerance
from app.ingest.lines.wording import (
    INSIDE_CLAUSE,
    LONE_DATELINE,
    NUMBERED_HEADING,
    PICTURE_CAPTION,
    SALUTATION,
    ending_kind,
    is_kicker,
)
from app.lazy_pattern import lazy_pattern
from app.words.words import is_word


class LineRole(IntEnum):
    """Role of a line in its column."""

    FIRST = 0
    MIDDLE = 1
    LAST = 2
    SINGLE = 3
    HEADING = 4
    HEADING_ON = 5
    BYLINE = 6


LINE_ROLES = len(LineRole)
IMPOSSIBLE = -1e18


@dataclass(frozen=True, slots=True)
class ColumnStyle:
    """Measure and indent of a column. Without a measure only the words of its lines count (clean text)."""

    measure: float | None
    indent: float


@dataclass(frozen=True, slots=True)
class LineFeatures:
    """Features of one line, whatever the style of its column."""

    width: float
    compressible: float
    """Width by which it may have been set narrower, where punctuation meets punctuation."""
    tolerance: float
    """Width by which it may be off, for the Latin letters in it."""
    remainder_of: float
    """The width of the line before, if this one is much shorter and could only be the rest of it."""
    next_unit: float
    wrapped_at: float
    """The width of the line before and what came next, if this line could be the rest of it, or 0."""
    ending: str
    paragraph_start: float
    """Log-odds that a paragraph begins here."""
    heading_start: float
    """Log-odds that a heading begins here."""
    heading: float
    byline: float
    letter_spaced: bool
    place: RoleOdds = NOTHING
    """Log-odds of each role from its place on the page."""


_LONG_HEADING = -9.0
_SHORT_HEADING, _SHORTEST_HEADING = -2.5, 4
_REST_OF_LINE = 0.4
_LONGEST_HEADING_LINE = 36
# The characters around a line break are a word in 38 of 100 display lines that wrap, in 2 of 100 that end.
_INSIDE_A_WORD = -2.9
_SALUTED, _SENTENCE_IN_HEADING, _PICTURE, _INSIDE_A_CLAUSE, _NEWS = -12.0, -8.0, -6.0, -5.0, -12.0
# A byline or key points follow a title, so that one is expected before them, and below the name of a column;
# a dash begins a subtitle.
# A title in two parts is set with a space between them: 培育科学文化 建设世界科技强国.
# What is printed twice is a title or a name. After 的 or 与 a line goes on, and no names follow.
_PRINTED_TWICE, _GOES_ON, _UNFINISHED = 6.0, -4.0, frozenset("的与和及在对为以从向之、，：")
_NEW_BYLINE = 3.5
_TITLE_EXPECTED, _SUBTITLE_DASH, _TWO_PARTS = 4.0, 4.0, 3.0
# After the end of an item: on a page with bylines, where titles are the rule, and on one without.
_NEW_ITEM, _NEW_ITEM_UNNAMED = 3.5, 1.5
_TWO_PART = lazy_pattern(r"^[^ 。]{3,}[^ ，。、；：！？] [^ ，。、；）]{4,}$")
# White space printed before first lines: decisive where a page uses it.
_LEAD_USED, _LEAD_MISSING, _LEAD_RARE = 5.0, -3.5, 1.5
_LINES_WITH_LEAD = 3
# A line set in as far as a signature or its date stands for itself.
_SET_APART, _SIGNATURE = 10.0, 5
_ALONE: RoleOdds = (-8.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
# Right of a line in the middle so much of the room left of it is free; right of a signature there is less.
_MIDDLE = 0.6
# A line of nothing but names; but 转变 is rather the end of a heading, and so are 发/展愿景 and 容发展; and
# what the page uses elsewhere is a word of it.
_WORD, _PARTS_OF_WORDS, _WORD_OF_PAGE = -5.0, -4.0, -4.0
# Seen this often elsewhere on the page it is surely a word.
_USED_TWICE = 2
# Two characters with a space between are a name: 钟 声.
_SPREAD = 3


def line_features(lines: Sequence[Line], titles: frozenset[int], fresh: frozenset[int]) -> list[LineFeatures]:
    """Return the features of each line.

    Before the indices in `titles` a title may be expected, as before a byline; at those in `fresh`
    an item has just ended.
    """
    bodies = [line.body for line in lines]
    widths = [_width(line) for line in lines]
    places = place_log_odds(lines)
    units = [first_unit_width(body) for body in [*bodies, ""]]
    blanks = blank_line_log_odds(lines, widths)
    used = sum(1 for line in lines if line.indent) >= _LINES_WITH_LEAD
    words = _word_counts(lines)
    openings = paragraph_start_log_odds(bodies)
    reach = _reach(lines, widths)
    named = bool(titles) or any(map(parse_bare_names, (line.text for line in lines if len(line.text) < 30)))
    new_item = _NEW_ITEM if named else _NEW_ITEM_UNNAMED
    found = []
    for index, (line, body) in enumerate(zip(lines, bodies, strict=True)):
        expected = _TITLE_EXPECTED if index + 1 in titles else 0.0
        expected += _PRINTED_TWICE if line.overprint else 0.0
        below_kicker = index > 0 and is_kicker(bodies[index - 1])
        goes_on = index > 0 and bodies[index - 1][-1:] in _UNFINISHED
        found.append(
            LineFeatures(
                width=widths[index],
                compressible=compressible_width(body),
                tolerance=width_tolerance(body),
                remainder_of=_remainder(widths, index),
                next_unit=units[index + 1],
                wrapped_at=_wrapped_at(lines, widths, units, index),
                ending=ending_kind((bodies[index - 1][-14:] if index else "") + body),
                paragraph_start=blanks[index] + _lead(line, used) + openings[index],
                heading_start=blanks[index]
                + (_SET_APART if _in_middle(lines, index, widths[index], reach) else 0.0)
                + (_TITLE_EXPECTED if below_kicker else new_item if index in fresh else 0.0)
                + _first_words(body, 0.0 if index and bodies[index - 1].endswith("；") else openings[index])
                + (_INSIDE_A_WORD if index and is_word(bodies[index - 1][-1:] + body[:1]) else 0.0),
                heading=_heading_words(line.text, body, widths[index]) + expected,
                byline=_names(line.text, bodies[index - 1][-1:] if index else "", words)
                + max(0.0, blanks[index])
                + expected
                + (_NEW_BYLINE if index in fresh else 0.0)
                + (_GOES_ON if goes_on else 0.0),
                letter_spaced=line.letter_spaced,
                place=_ALONE if places[index] is NOTHING and line.indent >= _SIGNATURE else places[index],
            )
        )
    return found


def _width(line: Line) -> float:
    """Return the width of a line in ems: as printed, where that is known, or of its characters."""
    place = line.place
    return (place.box[2] - place.box[0]) / place.text_size if place else width(line.body)


def _wrapped_at(lines: Sequence[Line], widths: Sequence[float], units: Sequence[float], index: int) -> float:
    if not index or widths[index] > widths[index - 1]:
        return 0.0
    named = any(parse_bare_names(line.text) for line in lines[index - 1 : index + 1])
    return 0.0 if named else widths[index - 1] + units[index]


def _remainder(widths: Sequence[float], index: int) -> float:
    above = widths[index - 1] if index else 0.0
    return above if widths[index] < _REST_OF_LINE * above else math.inf


def _first_words(body: str, opening: float) -> float:
    """Return the log-odds, from its first words, that a heading begins with a line."""
    if INSIDE_CLAUSE.match(body):
        return _INSIDE_A_CLAUSE
    short = _SHORT_HEADING if len(body) < _SHORTEST_HEADING else 0.0
    return short + (max(0.0, opening) if NUMBERED_HEADING.match(body) else 0.0)


def _lead(line: Line, used: bool) -> float:
    if line.indent >= _SIGNATURE:
        return _SET_APART
    if used:
        return _LEAD_USED if line.indent else _LEAD_MISSING
    return _LEAD_RARE if line.indent else 0.0


def _reach(lines: Sequence[Line], widths: Sequence[float]) -> float:
    """Return how far to the right the lines of a column reach, which are set in by nothing or little."""
    ends = (wide + line.indent for line, wide in zip(lines, widths, strict=True) if line.indent < _SIGNATURE)
    return max(ends, default=0.0)


def _in_middle(lines: Sequence[Line], index: int, wide: float, reach: float) -> bool:
    """Return whether a line stands in the middle of its column, at its head or above text, as headings do."""
    indent = lines[index].indent
    if indent < _SIGNATURE or reach - indent - wide < _MIDDLE * indent:
        return False
    above_text = index + 1 < len(lines) and lines[index + 1].indent < _SIGNATURE
    return above_text or all(line.indent >= _SIGNATURE for line in lines[:index])


def _heading_words(text: str, body: str, wide: float) -> float:
    score = _SENTENCE_IN_HEADING if "。" in body[:-1] else 0.0
    score += _SUBTITLE_DASH if body.startswith("——") else 0.0
    score += _PICTURE if PICTURE_CAPTION.match(body) else 0.0
    score += _NEWS if LONE_DATELINE.search(body) else 0.0
    score += _SALUTED if SALUTATION.search(body) else 0.0
    score += _TWO_PARTS if _TWO_PART.match(text) else 0.0
    return score + (_LONG_HEADING if wide > _LONGEST_HEADING_LINE else 0.0)


def _word_counts(lines: Sequence[Line]) -> Counter[str]:
    """Count the pairs of characters of the page: what it uses as a word is not a name."""
    texts = {remove_whitespace(line.text) for line in lines if not parse_bare_names(line.text)}
    return Counter(text[i : i + 2] for text in texts for i in range(len(text) - 1))


def _names(text: str, before: str, words: Counter[str]) -> float:
    found = parse_bare_names(text) if len(text) <= 60 else None
    if not found:
        return IMPOSSIBLE
    spread = len(text) == _SPREAD and text[1] == " "
    score = _word(found[0], before) if len(found) == 1 and not spread else 0.0
    for name in found:
        if len(name) == 2:
            score += _WORD_OF_PAGE * min(1.0, words[name] / _USED_TWICE)
    return score


def _word(name: str, before: str) -> float:
    """Return the log-odds that what could be one name is no end of a heading after the character before."""
    if is_word(name):
        return _WORD
    rare = name[0] not in COMMON_SURNAMES
    parts = is_word(before + name[0]) or (len(name) == 3 and is_word(name[1:]))
    return _PARTS_OF_WORDS if rare and parts else 0.0
