"""Score display lines that may be a title or the first heading of a text: the log-odds of a title."""

import math
from collections.abc import Sequence

from app.ingest.articles.page_items import TITLE, Item, element_kinds
from app.ingest.articles.title_candidates import HEADING_FILLS, TITLE_WRAPS, DisplayRun, TitleCandidate
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.lines.classify import LineClass
from app.ingest.lines.width import width
from app.ingest.lines.wording import NUMBERED_HEADING, starts_like_news

# Log-odds that an uncertain run is a title: its width, where it wraps, headings after it, other titles.
_TOO_WIDE, _TWO_PARTS, _WRAPS_LIKE_HEADING, _WRAPS_LIKE_TITLE = 2.5, 2.0, -1.5, 1.0
_HEADINGS_FOLLOW, _NO_HEADINGS, _TITLES_ELSEWHERE, _NO_TITLES = -0.7, 1.5, 3.0, -1.5
# Headings with numbers follow, and the run has none (a numbered run is never a title).
_NUMBERED_FOLLOW = 2.5
# Under a title and its byline stands the first heading, unless they are those of another item.
_UNDER_TITLE, _UNDER_BYLINE, _NEWS_BELOW, _NUMBERED = -3.5, -1.0, 1.5, -12.0
# Commas of both kinds are found in sentences.
_PROSE = -8.0


def title_log_odds(
    elements: Sequence[Element],
    items: Sequence[Item],
    uncertain: Sequence[tuple[DisplayRun, TitleCandidate]],
    certain: int,
) -> list[float]:
    """Return for each run the log-odds that it is the title of the text after it, beside `certain` titles."""
    odds = [_odds(elements, items, run, title) for run, title in uncertain]
    chances = [1 / (1 + math.exp(-chance)) for chance in odds]
    texts = sum(PARAGRAPH in element_kinds(elements, item) for item in items)
    result = []
    for chance, own in zip(odds, chances, strict=True):
        titled = certain + sum(chances) - own
        share = min(1.0, titled / (texts - 1)) if texts > 1 else 0.5
        result.append(chance + _NO_TITLES + (_TITLES_ELSEWHERE - _NO_TITLES) * share)
    return result


def _odds(
    elements: Sequence[Element], items: Sequence[Item], run: DisplayRun, title: TitleCandidate
) -> float:
    """Return the log-odds from the typography of a run and the text below it."""
    item = next((i for i in items for part in i.parts if part.indices and run.end == part.indices[0]), None)
    score = _above(elements, run, title)
    measure = elements[run.end].measure if run.end < len(elements) else None
    lines = title.lines
    widths = [width(line.text) for line in lines]
    if measure and max(widths) > HEADING_FILLS * measure:
        score += _TOO_WIDE
    elif measure and len(widths) > 1:
        score += _WRAPS_LIKE_HEADING if widths[0] > TITLE_WRAPS * measure else _WRAPS_LIKE_TITLE
    if {"，", "、"} <= set(title.text):
        score += _PROSE
    if title.kicker or title.subtitle or any(" " in line.text for line in lines):
        score += _TWO_PARTS
    parts = item.parts if item else []
    headings = [elements[i].text for part in parts for i in part.indices if elements[i].kind == DISPLAY]
    if headings and all(map(NUMBERED_HEADING.match, headings)):
        return score + _NUMBERED_FOLLOW
    if run.end < len(elements) and starts_like_news(elements[run.end].text):
        score += _NEWS_BELOW
    return score + (_HEADINGS_FOLLOW if headings else _NO_HEADINGS)


def _above(elements: Sequence[Element], run: DisplayRun, title: TitleCandidate) -> float:
    """Return the log-odds from the elements above a run."""
    if NUMBERED_HEADING.match(title.text):
        return _NUMBERED
    if title.lines[0] not in run.units[0]:
        return _UNDER_TITLE
    above = run.start
    while above and elements[above - 1].kind == LineClass.BYLINE:
        above -= 1
    if above and elements[above - 1].kind == TITLE:
        return _UNDER_TITLE
    return _UNDER_BYLINE if above < run.start else 0.0
