"""Find where one item of a page ends and the next begins with neither note nor title between them.

Then a boundary may stand wherever the text might change (a display line, a caption, another measure, a
telling blank line, a lone space before the text), and the words decide: what stands before and after a
place inside one article shares many pairs of characters, two articles few.
"""

from bisect import bisect
from collections.abc import Sequence

from app.frozen import dataclass
from app.ingest.articles.text_similarity import BigramModel, bigram_coverage
from app.ingest.articles.title_candidates import HEADING_FILLS, SUBTITLE
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.lines.classify import LineClass
from app.ingest.lines.width import width
from app.ingest.lines.wording import KICKER_NAME, NUMBERED_HEADING, starts_like_news

# Log-odds, before a word is read, that a new item begins at each kind of place.
_AT_DISPLAY, AT_CAPTION, _AT_COLUMN, _AT_BLANK, _AT_LONE_SPACE, _AT_KICKER = -3.4, -0.5, -1.5, -2.0, 6.0, 1.5
# At any paragraph, and at one that opens as news does (6 of 16 first paragraphs of news do, 2 of 383 others).
_AT_PARAGRAPH, _AT_NEWS = -4.0, -0.5
# News has no headings, essays have several.
_NO_HEADINGS_YET, _HEADINGS_BEFORE, _EACH_HEADING_AFTER = 1.4, -1.5, -0.5
# Essays end in a note about their authors, news in an agency.
_ESSAY, _NEWS = -1.2, 0.8
# A blank line tells where there are few of them.
_ANOTHER_MEASURE, _TELLING_BLANKS = 1.5, 0.2
# Overlap of the words before and after a place, and the log-odds that two items meet there (counted on
# newspaper pages: of the ends of articles 29 in 100 share less than 0.02, of other paragraph ends 2 in 100).
_OVERLAPS = (0.02, 0.03, 0.04, 0.05, 0.06, 0.08)
_OVERLAP_ODDS = (2.6, 1.6, 1.0, 0.1, -0.4, -1.2, -4.1)
# As much text as is compared on either side; shorter texts say less.
_WINDOW, _ENOUGH = 500, 250
# A title's words stand in the text after it and not before it.
_ABSENT, _PRESENT, _ONLY_AFTER, _ON_ONE_SIDE, _ON_BOTH = 0.1, 0.4, 1.8, 1.0, -0.5
_TWO_PARTS, _WIDE, _AFTER_SPEECH, STARTS_LIKE_NEWS = 1.5, 2.0, 0.8, 1.5
_SPEECH = ("说。", "。”")


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place in a run of text, as the position of the element after it, and its log-odds of being one."""

    position: int
    odds: float


def likeliest_boundary(
    elements: Sequence[Element], indices: Sequence[int], bigrams: BigramModel, notes: Sequence[int] = ()
) -> Boundary | None:
    """Return the likeliest beginning of another item inside a run of text, if it is more likely than not.

    `notes` are the indices of the notes that the run ends in.
    """
    candidates = boundary_candidates(elements, indices, bigrams, notes)
    return max(
        (elements for elements in candidates if elements.odds > 0),
        key=lambda elements: elements.odds,
        default=None,
    )


def boundary_candidates(
    elements: Sequence[Element],
    indices: Sequence[int],
    bigrams: BigramModel,
    notes: Sequence[int] = (),
    anywhere: bool = False,
) -> list[Boundary]:
    """Return the places inside a run of text where another item may begin; `anywhere`: at every paragraph."""
    kind = sum(_ESSAY if elements[index].kind == LineClass.AFFILIATION else _NEWS for index in notes[:1])
    result = []
    lines = [line for index in indices for line in elements[index].lines]
    blanks = sum(line.blank_before for line in lines) / len(lines) if lines else 0.0
    for position in range(1, len(indices)):
        prior = _prior(elements, indices, position, blanks, anywhere)
        if prior is None:
            continue
        element = elements[indices[position]]
        if element.kind != DISPLAY:
            odds = prior + topic_change_odds(*_near(elements, indices, position), bigrams)
        else:
            before, after = (
                running_text(elements, indices[:position]),
                running_text(elements, indices[position:]),
            )
            odds = (
                prior + topic_change_odds(before, after, bigrams) + _title_odds(element, before, after) + kind
            )
            odds += _EACH_HEADING_AFTER * sum(elements[i].kind == DISPLAY for i in indices[position + 1 :])
        result.append(Boundary(position, odds))
    return result


def _prior(
    elements: Sequence[Element], indices: Sequence[int], position: int, blanks: float, anywhere: bool
) -> float | None:
    element, before = elements[indices[position]], elements[indices[position - 1]]
    if element.kind == DISPLAY:
        if (
            position + 1 == len(indices)
            or before.kind == DISPLAY
            or SUBTITLE.match(element.text)
            or NUMBERED_HEADING.match(element.text)
        ):
            return None
        if KICKER_NAME.search(element.text):
            return _AT_KICKER
        above = indices[:position]
        headings = [elements[index].text for index in above if elements[index].kind == DISPLAY]
        if headings and not all(map(NUMBERED_HEADING.match, headings)):
            return _AT_DISPLAY + _HEADINGS_BEFORE
        return _AT_DISPLAY + (_NO_HEADINGS_YET if len(running_text(elements, above)) > _ENOUGH else 0.0)
    if element.kind != PARAGRAPH or element.headless or before.tailless or before.kind == DISPLAY:
        return None
    if element.lines[0].lone_space:
        return _AT_LONE_SPACE
    if element.measure and before.measure and abs(element.measure - before.measure) > _ANOTHER_MEASURE:
        return _AT_COLUMN
    if element.lines[0].blank_before and blanks < _TELLING_BLANKS:
        return _AT_BLANK
    if starts_like_news(element.text):
        return _AT_NEWS
    return _AT_PARAGRAPH if anywhere else None


def _near(elements: Sequence[Element], indices: Sequence[int], position: int) -> tuple[str, str]:
    """Return as much of the text before and after a place as is compared."""
    first, last = position - 1, position
    while first and len(running_text(elements, indices[first:position])) < _WINDOW:
        first -= 1
    while last < len(indices) and len(running_text(elements, indices[position:last])) < _WINDOW:
        last += 1
    return running_text(elements, indices[first:position]), running_text(elements, indices[position:last])


def topic_change_odds(before: str, after: str, bigrams: BigramModel) -> float:
    """Return the log-odds, from the words around a place, that two items meet there."""
    here, there = before[-_WINDOW:], after[:_WINDOW]
    odds = _OVERLAP_ODDS[bisect(_OVERLAPS, bigrams.overlap(here, there))]
    return odds * _enough(here, there)


def _enough(before: str, after: str) -> float:
    """Return from 0 to 1 how much the words of two texts count, given their lengths."""
    return min(1.0, min(len(before), len(after)) / _ENOUGH)


def _title_odds(element: Element, before: str, after: str) -> float:
    above = bigram_coverage(element.text, before)
    below = bigram_coverage(element.text, after[len(element.text) :])
    if above <= _ABSENT and below >= _PRESENT:
        odds = _ONLY_AFTER
    else:
        odds = _ON_ONE_SIDE if min(above, below) <= _ABSENT else _ON_BOTH
    widest = max(width(line.text) for line in element.lines)
    odds *= _enough(before, after)
    odds += STARTS_LIKE_NEWS if starts_like_news(after[len(element.text) :].lstrip()) else 0.0
    odds += _WIDE if element.measure and widest > HEADING_FILLS * element.measure else 0.0
    odds += _AFTER_SPEECH if before.endswith(_SPEECH) else 0.0
    return odds + (_TWO_PARTS if " " in element.text.strip() else 0.0)


def running_text(elements: Sequence[Element], indices: Sequence[int]) -> str:
    """Return the running text of some elements."""
    return "\n".join(elements[index].text for index in indices)
