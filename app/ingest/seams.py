"""Where one item of a page ends and the next begins with nothing said between them.

Some items have neither title nor note. Then a seam is a place where the text might change (a display line, a
caption in between, another measure, a telling blank line, a lone space before the text), and the words decide:
the two halves of one article share their pairs of characters, two articles hardly any.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.ingest import cues
from app.ingest.affinity import Affinity
from app.ingest.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.headlines import HEADING_FILLS, KICKER, SUBTITLE
from app.ingest.measure import width

# Log-odds, before a word is read, that a new item begins at each kind of seam.
AT_DISPLAY, AT_CAPTION, AT_COLUMN, AT_BLANK, AT_LONE_SPACE = -3.0, -0.5, -1.5, -1.0, 4.0
# Several display lines in one stretch are its headings, the more so the more there are.
AT_ONLY_DISPLAY, EACH_OTHER_DISPLAY, AT_KICKER = -1.5, -1.0, 1.5
# A blank line tells where there are few of them.
ANOTHER_MEASURE, TELLING_BLANKS = 1.5, 0.2
# Likeness (weighted cosine) that is as usual in one article as in two, its weight, and its bounds.
NEUTRAL, LEAST, WEIGHT = 0.027, 0.003, 1.9
APART_MOST, TOGETHER_MOST = 3.8, -3.2
# Texts shorter than this say less.
ENOUGH = 600
# A title has little to do with the text before it; a heading has. Mean log-odds per pair that are neutral.
NEUTRAL_FIT, FIT_WEIGHT, FIT_MOST = -0.95, 4.0, 2.0
TWO_PARTS, WIDE = 1.5, 2.0
# However it looks, a display line where the words stay the same is a heading.
ANOTHER_TOPIC = 0.6


@dataclass(frozen=True, slots=True)
class Seam:
    """A place in a stretch (position of the element after it) and the log-odds that an item begins there."""

    position: int
    odds: float


def strongest_seam(found: Sequence[Element], indices: Sequence[int], elsewhere: Sequence[str]) -> Seam | None:
    """The likeliest beginning of another item inside a stretch, if it is more likely than not."""
    best: Seam | None = None
    lines = [line for index in indices for line in found[index].lines]
    blanks = sum(line.blank for line in lines) / len(lines) if lines else 0.0
    for position in range(1, len(indices)):
        prior = _prior(found, indices, position, blanks)
        if prior is None or prior + APART_MOST + FIT_MOST <= 0:
            continue
        before = texts(found, indices[:position])
        after = texts(found, indices[position:])
        topic = topic_odds(before, after, elsewhere)
        odds = prior + topic
        element = found[indices[position]]
        if element.kind == DISPLAY and topic < ANOTHER_TOPIC:
            continue
        if element.kind == DISPLAY:
            odds += _title_odds(element, before, after, elsewhere)
        if odds > (best.odds if best else 0.0):
            best = Seam(position, odds)
    return best


def _prior(found: Sequence[Element], indices: Sequence[int], position: int, blanks: float) -> float | None:
    element, before = found[indices[position]], found[indices[position - 1]]
    if element.kind == DISPLAY:
        if before.kind == DISPLAY or SUBTITLE.match(element.text) or cues.NUMBERED.match(element.text):
            return None
        if KICKER.search(element.text):
            return AT_KICKER
        others = sum(1 for index in indices if found[index].kind == DISPLAY) - 1
        return AT_DISPLAY + EACH_OTHER_DISPLAY * others if others else AT_ONLY_DISPLAY
    if element.kind != PARAGRAPH or element.headless or before.tailless:
        return None
    if before.kind == DISPLAY:
        return None
    if element.lines[0].lone_space:
        return AT_LONE_SPACE
    if element.measure and before.measure and abs(element.measure - before.measure) > ANOTHER_MEASURE:
        return AT_COLUMN
    return AT_BLANK if element.lines[0].blank and blanks < TELLING_BLANKS else None


def topic_odds(before: str, after: str, elsewhere: Sequence[str]) -> float:
    """Log-odds from the words that two texts are two items."""
    alike = Affinity([before, after, *elsewhere]).alike(0, 1)
    odds = WEIGHT * math.log(NEUTRAL / max(alike, LEAST))
    enough = min(1.0, min(len(before), len(after)) / ENOUGH)
    return enough * max(TOGETHER_MOST, min(APART_MOST, odds))


def _title_odds(element: Element, before: str, after: str, elsewhere: Sequence[str]) -> float:
    fit = Affinity([before, after, *elsewhere]).fits(element.text)[0]
    odds = max(-FIT_MOST, min(FIT_MOST, FIT_WEIGHT * (NEUTRAL_FIT - fit)))
    widest = max(width(line.text) for line in element.lines)
    odds += WIDE if element.measure and widest > HEADING_FILLS * element.measure else 0.0
    return odds + (TWO_PARTS if " " in element.text.strip() else 0.0)


def texts(found: Sequence[Element], indices: Sequence[int]) -> str:
    """The running text of some elements."""
    return "\n".join(found[index].text for index in indices)
