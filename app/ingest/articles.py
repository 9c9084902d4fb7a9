"""A page's elements → its items: which title, byline and text belong together.

Titles stand before their text, after it, above the previous item, or nowhere; bylines stand with their
title or with their text. Each title goes to the text that speaks of the same things, distance deciding
where words do not; each byline to the text it introduces or to that of its title. Nothing is invented: an
item without a title has none.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from app.ingest import cues
from app.ingest.affinity import Affinity, matching
from app.ingest.bodies import Stretch, bodies, parted, stretches
from app.ingest.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.headlines import (
    HEADING_FILLS,
    TITLE_WRAPS,
    UNFINISHED,
    Headline,
    Run,
    display_text,
    display_units,
    headlines,
    is_kicker,
    merged,
    title_runs,
)
from app.ingest.lines import Line
from app.ingest.marks import Mark
from app.ingest.measure import width
from app.ingest.names import MARKER

# What it is worth when a title stands right before its text, right after it, or elsewhere, against the mean
# log-odds per pair of characters that its words give: about 0.1 for its own text, -1.2 for another.
RIGHT_BEFORE, RIGHT_AFTER, ELSEWHERE = 1.7, 0.7, 0.0
WORDS = 3.0
# Mean log-odds of a title that stands below its text: there, and there rather than in the text that follows.
CLEARLY_ABOVE, CLEARLY_ABOVE_NOT_BELOW = -0.2, 1.0
# A title nobody takes, and one cut in two, must be worth it.
UNMATCHED, TITLED = -6.0, 2.5
CUT_APART, CUT_IN_TWO, CUT_WRONG, CUT_AND_AWAY = -1.5, -3.5, -8.0, -1.0
# A line shorter than this part of the one above is the remainder of it.
REMAINDER = 0.6
# So many items of a page may be found to hold two texts.
MOST_PARTINGS = 3
MOST_LINES = 12
# Where titles can be cut in more places than on any page in print, none is.
MOST_CUTS = 24
# The same for bylines.
# A byline under a title goes where that goes, unless the title stands below its text:
# then it may be the next item's.
BYLINE_BEFORE, BYLINE_OF_TITLE, BYLINE_BELOW_TITLE, BYLINE_AFTER = 2.0, 3.0, 1.0, 0.3
# Log-odds that a doubtful run is a title: prior, its width, where it wraps, headings after it, other titles.
TOO_WIDE, TWO_PARTS, WRAPS_LIKE_HEADING, WRAPS_LIKE_TITLE = 2.5, 2.0, -1.5, 1.0
HEADINGS_FOLLOW, NO_HEADINGS, TITLES_ELSEWHERE, NO_TITLES = -0.7, 1.5, 3.0, -1.5
# Headings with numbers follow, and the run has none (a numbered run is never a title).
NUMBERED_FOLLOW = 2.5
# Under a byline stands the first heading, unless that was the byline of another item.
UNDER_BYLINE, NEWS_BELOW = -3.5, 1.5


TITLE = "title"


@dataclass(slots=True)
class Item:
    """One item of the page before its paragraphs are put in order."""

    parts: list[Stretch]
    headline: Headline | None = None
    bylines: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """The items of a page, and what found no item."""

    items: list[Item]
    orphans: list[Element]
    lost: list[Headline]


def layout(page: Sequence[Element]) -> tuple[list[Element], Layout]:
    """Divide a page into items; the elements are returned with headings freed from title runs."""
    found, runs = _freed(page, title_runs(page))
    sure = [run for run in runs if not run.doubtful]
    groups, more = bodies(found, stretches(found, [(run.start, run.end) for run in runs], set()))
    for index in more:
        if is_kicker(found[index].text):
            found[index] = replace(found[index], kind=Mark.FURNITURE.value)
            continue
        sure.append(Run(index, index + 1, tuple(display_units([found[index]]))))
        found[index] = replace(found[index], kind=TITLE)
    items = [Item(parts) for parts in groups if any(part.indices for part in parts)]
    lost = _give_titles(found, items, [headlines(run) for run in sure])
    for _ in range(MOST_PARTINGS):
        if not _make_room(found, items, lost):
            break
        lost = _give_titles(found, items, [headlines(run) for run in sure])
    lost += _settle(found, items, [run for run in runs if run.doubtful])
    for item in items:
        item.notes = [found[index] for part in item.parts for index in part.notes]
    return found, Layout(items, _give_bylines(found, items), lost)


def _make_room(found: Sequence[Element], items: list[Item], lost: Sequence[Headline]) -> bool:
    """Cut an item in two for a title that found none, if the item's own title speaks of one half only."""
    for title in lost:
        for number, item in enumerate(items):
            if item.headline is None:
                continue
            halves = parted(found, item.parts, (title.title, item.headline.title))
            if halves:
                items[number : number + 1] = [Item(half) for half in halves]
                for other in items:
                    other.headline = None
                return True
    return False


def _freed(page: Sequence[Element], runs: Sequence[Run]) -> tuple[list[Element], list[Run]]:
    """Put headings that stood at the end of a title run back among the elements."""
    found: list[Element] = []
    moved: list[Run] = []
    by_start = {run.start: run for run in runs}
    index = 0
    while index < len(page):
        run = by_start.get(index)
        if run is None:
            found.append(page[index])
            index += 1
            continue
        start = len(found)
        titles = tuple(line for unit in run.units for line in unit)
        found.append(Element(DISPLAY if run.doubtful else TITLE, display_text(titles), titles))
        moved.append(Run(start, start + 1, run.units, (), run.doubtful))
        if run.heading:
            found.append(Element(DISPLAY, display_text(run.heading), run.heading))
            moved.append(Run(start + 1, start + 2, (run.heading,), (), doubtful=True))
        index = run.end
    return found, moved


def _quiet(found: Sequence[Element], start: int, end: int) -> bool:
    """Whether neither text nor another title nor the end of an item stands in [start, end)."""
    kinds = {PARAGRAPH, TITLE, Mark.AFFILIATION, Mark.SOURCE}
    return start <= end and not any(element.kind in kinds for element in found[start:end])


def _give_titles(found: Sequence[Element], items: list[Item], runs: list[list[Headline]]) -> list[Headline]:
    """Give each title to an item; returns those that no item took."""
    if not items:
        return [title for run in runs for title in run]
    affinity = Affinity([_text(found, item) for item in items])
    cut = [[run] for run in runs if run]
    total, best = _assigned(found, items, affinity, cut)
    while len(more := list(_cuts(cut))) <= MOST_CUTS:
        trials = [(_assigned(found, items, affinity, trial), trial) for trial in more]
        (score, given), trial = max(trials, key=lambda t: t[0][0], default=((total, best), cut))
        if score <= total:
            break
        total, best, cut = score, given, trial
    lost = []
    for title, target in best:
        if target is None:
            lost.append(title)
        else:
            items[target].headline = title
    return lost


Cut = list[list[list[Headline]]]


def _cuts(runs: Cut) -> Iterator[Cut]:
    """Every way to cut one title of one run in two."""
    for index, run in enumerate(runs):
        for number, title in enumerate(run):
            for place in range(1, min(len(title), MOST_LINES)):
                halves = [*run[:number], title[:place], title[place:], *run[number + 1 :]]
                yield [*runs[:index], halves, *runs[index + 1 :]]


def _assigned(
    found: Sequence[Element], items: Sequence[Item], affinity: Affinity, runs: Cut
) -> tuple[float, list[tuple[Headline, int | None]]]:
    titles = [merged(title) for run in runs for title in run]
    cuts = sum(_cut_cost(before, title) for run in runs for before, title in pairwise(run))
    scores = [
        [
            WORDS * fit + _place(found, title, item) + TITLED - UNMATCHED
            for fit, item in zip(affinity.fits(title.title + (title.subtitle or "")), items, strict=True)
        ]
        for title in titles
    ]
    given = matching(scores)
    total = sum(scores[row][column] for row, column in enumerate(given) if column is not None)
    alone = {id(run[0]) for run in runs if len(run) == 1}
    for parts, title, column in zip((part for run in runs for part in run), titles, given, strict=True):
        if id(parts) not in alone and column is not None and _place(found, title, items[column]) == ELSEWHERE:
            total += CUT_AND_AWAY
    return total + UNMATCHED * len(titles) + cuts, list(zip(titles, given, strict=True))


def _cut_cost(before: Sequence[Headline], title: Sequence[Headline]) -> float:
    """What it costs to take neighbouring display lines for two titles."""
    if title[0].parted:
        return CUT_APART
    above, below = before[-1].title, title[0].title
    if above[-1:] in UNFINISHED or width(below) < REMAINDER * width(above):
        return CUT_WRONG
    return CUT_APART if width(below) > width(above) + 1 else CUT_IN_TWO


def _text(found: Sequence[Element], item: Item) -> str:
    return "\n".join(found[index].text for part in item.parts for index in part.indices)


def _place(found: Sequence[Element], title: Headline, item: Item) -> float:
    score = ELSEWHERE
    for part in item.parts:
        if part.indices and _quiet(found, title.end, part.indices[0]):
            score = max(score, RIGHT_BEFORE)
        end = max(part.indices + part.notes)
        if _quiet(found, end + 1, title.position):
            score = max(score, RIGHT_AFTER)
    return score


def _settle(found: Sequence[Element], items: list[Item], runs: Sequence[Run]) -> list[Headline]:
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
    texts = [item for item in items if PARAGRAPH in _kinds(found, item)]
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
        (item for item in items if not item.headline and _place(found, title, item) == RIGHT_AFTER), None
    )
    if above is None or above is below:
        return False
    up, down = Affinity([_text(found, above), _text(found, below)]).fits(title.title)
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


def _kinds(found: Sequence[Element], item: Item) -> set[str]:
    return {found[index].kind for part in item.parts for index in part.indices}


def _give_bylines(found: Sequence[Element], items: list[Item]) -> list[Element]:
    """Give each byline to an item; returns those that no item took."""
    groups: list[list[int]] = []
    for index, element in enumerate(found):
        if element.kind != Mark.BYLINE:
            continue
        if groups and groups[-1][-1] == index - 1 and _one_byline(found[index - 1], element):
            groups[-1].append(index)
        else:
            groups.append([index])
    scores = [[_byline_place(found, group, item) for item in items] for group in groups]
    given = matching(scores)
    orphans: list[Element] = []
    for number, (group, target) in enumerate(zip(groups, given, strict=True)):
        members = [found[index] for index in group]
        above = groups[number - 1][-1] if number else -1
        if target is None and above == group[0] - 1 and not MARKER.match(found[above].text):
            target = given[number] = given[number - 1]
        if target is None:
            orphans += members
        else:
            items[target].bylines += members
    return orphans


def _one_byline(above: Element, below: Element) -> bool:
    """Whether two lines of names are one byline: a name a line, under no marker of its own."""
    return len(below.names) == 1 and len(above.names) == 1 and not MARKER.match(below.text)


def _byline_place(found: Sequence[Element], group: list[int], item: Item) -> float:
    score = 0.0
    if item.headline and item.headline.end == group[0]:
        right_after = _place(found, item.headline, item) == RIGHT_AFTER
        score += BYLINE_BELOW_TITLE if right_after else BYLINE_OF_TITLE
    starts = [part.indices[0] for part in item.parts if part.indices]
    if any(_quiet(found, group[-1] + 1, start) for start in starts):
        score += BYLINE_BEFORE
    ends = [max(part.indices + part.notes) for part in item.parts]
    if any(end + 1 == group[0] for end in ends):
        score += BYLINE_AFTER
    return score


def all_lines(elements: Sequence[Element]) -> list[Line]:
    """Every source line of some elements."""
    return [line for element in elements for line in element.lines]
