"""Display lines that may be a title or the first heading of a text: the page as a whole decides."""

import math
from collections.abc import Sequence

from app.ingest import cues
from app.ingest.affinity import Affinity
from app.ingest.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.headlines import HEADING_FILLS, TITLE_WRAPS, Headline, Run, headlines, merged
from app.ingest.items import RIGHT_AFTER, Item, kinds, place, text
from app.ingest.marks import Mark
from app.ingest.measure import width

# Mean log-odds of a title that stands below its text: there, and there rather than in the text that follows.
CLEARLY_ABOVE, CLEARLY_ABOVE_NOT_BELOW = -0.2, 1.0
# Log-odds that a doubtful run is a title: its width, where it wraps, headings after it, other titles.
TOO_WIDE, TWO_PARTS, WRAPS_LIKE_HEADING, WRAPS_LIKE_TITLE = 2.5, 2.0, -1.5, 1.0
HEADINGS_FOLLOW, NO_HEADINGS, TITLES_ELSEWHERE, NO_TITLES = -0.7, 1.5, 3.0, -1.5
# Headings with numbers follow, and the run has none (a numbered run is never a title).
NUMBERED_FOLLOW = 2.5
# Under a byline stands the first heading, unless that was the byline of another item.
UNDER_BYLINE, NEWS_BELOW = -3.5, 1.5


def settle(found: Sequence[Element], items: list[Item], runs: Sequence[Run]) -> list[Headline]:
    """Make each doubtful run the title of the text it stands before, or a heading in it."""
    lost: list[Headline] = []
    owners: list[tuple[Run, Item]] = []
    for run in runs:
        item = next(
            (i for i in items for part in i.parts if part.indices and run.end == part.indices[0]), None
        )
        if item is None:
            lost.append(merged(headlines(run)))
        else:
            owners.append((run, item))
    owners = [(run, item) for run, item in owners if not _belongs_above(found, items, run, item)]
    chances = {id(item): _chance(_odds(found, item, run)) for run, item in owners if not item.headline}
    texts = [item for item in items if PARAGRAPH in kinds(found, item)]
    for run, item in owners:
        titled = [
            1.0 if other.headline else chances.get(id(other), 0.0) for other in texts if other is not item
        ]
        share = sum(titled) / len(titled) if titled else 0.5
        odds = _odds(found, item, run) + NO_TITLES + (TITLES_ELSEWHERE - NO_TITLES) * share
        if item.headline is None and odds > 0:
            item.headline = merged(headlines(run))
            continue
        for part in item.parts:
            if part.indices and part.indices[0] == run.end:
                part.indices.insert(0, run.start)
    return lost


def _belongs_above(found: Sequence[Element], items: Sequence[Item], run: Run, below: Item) -> bool:
    """Give a doubtful run to the text above it, if that has no title and the words say so."""
    title = merged(headlines(run))
    above = next(
        (item for item in items if not item.headline and place(found, title, item) == RIGHT_AFTER), None
    )
    if above is None or above is below:
        return False
    up, down = Affinity([text(found, above), text(found, below)]).fits(title.title)
    if up < CLEARLY_ABOVE or up - down < CLEARLY_ABOVE_NOT_BELOW:
        return False
    above.headline = title
    return True


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _odds(found: Sequence[Element], item: Item, run: Run) -> float:
    """Log-odds that a doubtful run is a title and not the first heading of its text."""
    score = UNDER_BYLINE if run.start and found[run.start - 1].kind == Mark.BYLINE else 0.0
    measure = found[run.end].measure if run.end < len(found) else None
    lines = [line for unit in run.units for line in unit]
    widths = [width(line.text) for line in lines]
    if measure and max(widths) > HEADING_FILLS * measure:
        score += TOO_WIDE
    elif measure and len(widths) > 1:
        score += WRAPS_LIKE_HEADING if widths[0] > TITLE_WRAPS * measure else WRAPS_LIKE_TITLE
    if len(run.units) > 1 or any(" " in line.text for line in lines):
        score += TWO_PARTS
    headings = [found[i].text for part in item.parts for i in part.indices if found[i].kind == DISPLAY]
    if headings and all(map(cues.NUMBERED.match, headings)):
        return score + NUMBERED_FOLLOW
    if run.end < len(found) and cues.opens_news(found[run.end].text):
        score += NEWS_BELOW
    return score + (HEADINGS_FOLLOW if headings else NO_HEADINGS)
