"""A page's elements → its items: which title, byline and text belong together.

Titles stand before their text, after it, above the previous item, or nowhere; bylines stand with their
title or with their text. Each title goes to the text that speaks of the same things, distance deciding
where words do not; each byline to the text it introduces or to that of its title. Nothing is invented: an
item without a title has none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.ingest.affinity import Affinity, matching
from app.ingest.bodies import bodies, parted, stretches
from app.ingest.bylines import give_bylines
from app.ingest.doubts import settle
from app.ingest.elements import DISPLAY, Element
from app.ingest.headlines import (
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
from app.ingest.items import ELSEWHERE, TITLE, Item, Layout, place, text
from app.ingest.marks import Mark
from app.ingest.measure import width

# What the words of a title weigh, as mean log-odds per pair of characters.
WORDS = 3.0
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
    lost = give_titles(found, items, [headlines(run) for run in sure])
    for _ in range(MOST_PARTINGS):
        if not _make_room(found, items, lost):
            break
        lost = give_titles(found, items, [headlines(run) for run in sure])
    lost += settle(found, items, [run for run in runs if run.doubtful])
    for item in items:
        item.notes = [found[index] for part in item.parts for index in part.notes]
    return found, Layout(items, give_bylines(found, items), lost)


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


def give_titles(found: Sequence[Element], items: list[Item], runs: list[list[Headline]]) -> list[Headline]:
    """Give each title to an item; returns those that no item took."""
    if not items:
        return [title for run in runs for title in run]
    affinity = Affinity([text(found, item) for item in items])
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
            for middle in range(1, min(len(title), MOST_LINES)):
                halves = [*run[:number], title[:middle], title[middle:], *run[number + 1 :]]
                yield [*runs[:index], halves, *runs[index + 1 :]]


def _assigned(
    found: Sequence[Element], items: Sequence[Item], affinity: Affinity, runs: Cut
) -> tuple[float, list[tuple[Headline, int | None]]]:
    titles = [merged(title) for run in runs for title in run]
    cuts = sum(_cut_cost(before, title) for run in runs for before, title in pairwise(run))
    scores = [
        [
            WORDS * fit + place(found, title, item) + TITLED - UNMATCHED
            for fit, item in zip(affinity.fits(title.title + (title.subtitle or "")), items, strict=True)
        ]
        for title in titles
    ]
    given = matching(scores)
    total = sum(scores[row][column] for row, column in enumerate(given) if column is not None)
    alone = {id(run[0]) for run in runs if len(run) == 1}
    for parts, title, column in zip((part for run in runs for part in run), titles, given, strict=True):
        if id(parts) not in alone and column is not None and place(found, title, items[column]) == ELSEWHERE:
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
