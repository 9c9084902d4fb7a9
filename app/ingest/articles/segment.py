"""A page's elements → its items: which title, byline and text belong together.

Titles stand before their text, after it, above the previous item, or nowhere; bylines stand with their
title or with their text. Each title goes to the text that speaks of the same things, distance deciding
where words do not; each byline to the text it introduces or to that of its title. Nothing is invented: an
item without a title has none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.ingest.articles.bodies import Stretch, bodies, divisions, stretches
from app.ingest.articles.bylines import give_bylines
from app.ingest.articles.items import TITLE, Item, Layout
from app.ingest.articles.similarity import Words
from app.ingest.articles.title_candidates import Headline, Run, display_text, display_units, title_runs
from app.ingest.articles.title_matching import Cut, Titling, titling
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.lines.classify import Mark
from app.ingest.lines.wording import LONGEST_KICKER, is_kicker

# So many items of a page may be found to hold two texts, each to be worth so much log-odds.
MOST_PARTINGS, LEAST_GAIN = 6, 1.0
# A display line that becomes a title is worth what its words say, not the place of a sure one.
NEW_TITLE = -4.2
# What may be a heading if it is longer: 治理之道, 经济新方位, but 走自己的发展之道.
LONGEST_COLUMN_NAME = 5


@dataclass(frozen=True, slots=True)
class _State:
    """A page divided into items, with its titles."""

    found: list[Element]
    groups: list[list[Stretch]]
    runs: list[Run]
    titles: Titling


def layout(page: Sequence[Element]) -> tuple[list[Element], Layout]:
    """Divide a page into items; the elements are returned with headings freed from title runs.

    1. Display lines that may be titles; those with a heading below are freed of it.
    2. Texts between them, cut and joined where their words say so.
    3. Titles to texts; an item is cut in two where that gives a title its text.
    4. Bylines and notes.
    """
    # 1. Runs
    found, runs = _freed(page, title_runs(page))
    # 2. Bodies
    words = Words([element.text for element in found if element.kind == PARAGRAPH])
    parts = stretches(found, [(run.start, run.end) for run in runs], set())
    groups, more = bodies(found, parts, words)
    for index in more:
        if is_kicker(found[index].text):
            found[index] = replace(found[index], kind=Mark.FURNITURE.value)
        else:
            found, runs = _with_title(found, runs, index)
    found = _without_kickers(found, groups)
    groups = [group for group in groups if any(part.indices for part in group)]
    # 3. Titles
    state = _parted(_titled(found, groups, runs, words), words)
    items = [Item(group) for group in state.groups]
    lost = _settled(state, items)
    # 4. Bylines and notes
    for item in items:
        item.notes = [state.found[index] for part in item.parts for index in part.notes]
    return state.found, Layout(items, give_bylines(state.found, items), lost)


def _without_kickers(found: list[Element], groups: list[list[Stretch]]) -> list[Element]:
    """The page with the names of columns, and of campaigns above a text, taken out of the texts."""
    found = list(found)
    for part in (part for group in groups for part in group):
        for index in [i for i in part.indices if found[i].kind == DISPLAY]:
            above = index == part.indices[0] and not part.introduced
            longest = LONGEST_KICKER if above else LONGEST_COLUMN_NAME
            if len(found[index].text) <= longest and is_kicker(found[index].text):
                found[index] = replace(found[index], kind=Mark.FURNITURE.value)
                part.indices.remove(index)
    return found


def _titled(
    found: list[Element],
    groups: list[list[Stretch]],
    runs: list[Run],
    words: Words,
    start: Sequence[Cut] = (),
) -> _State:
    items = [Item(group) for group in groups]
    return _State(found, groups, runs, titling(found, items, runs, words, start))


def _parted(state: _State, words: Words) -> _State:
    """Cut items in two where another text begins unsaid and a title finds its text thereby."""
    for _ in range(MOST_PARTINGS):
        best, gain = state, LEAST_GAIN
        for division in divisions(state.found, state.groups, words, state.titles.wanting):
            found, runs, odds = state.found, state.runs, division.odds
            if division.title is not None:
                found, runs = _with_title(found, runs, division.title)
                odds += NEW_TITLE
            trial = _titled(found, division.groups, runs, words, state.titles.cuts)
            better = trial.titles.worth - state.titles.worth + odds
            if trial.titles.titled > state.titles.titled and better > gain:
                best, gain = trial, better
        if best is state:
            break
        state = best
    return state


def _with_title(found: list[Element], runs: list[Run], index: int) -> tuple[list[Element], list[Run]]:
    """The page with a display element taken for a title."""
    run = Run(index, index + 1, tuple(display_units([found[index]])))
    return [*found[:index], replace(found[index], kind=TITLE), *found[index + 1 :]], [*runs, run]


def _settled(state: _State, items: list[Item]) -> list[Headline]:
    """Give the titles to their items, put headings into theirs; returns the titles that no item took."""
    lost = []
    for title, target in (*state.titles.given, *state.titles.doubts):
        if target is not None:
            items[target].headline = title
        elif (title, target) in state.titles.given or not _as_heading(state.found, items, title):
            lost.append(title)
    return lost


def _as_heading(found: list[Element], items: Sequence[Item], title: Headline) -> bool:
    """Put a display line that is no title at the head of the text it stands before."""
    for part in (part for item in items for part in item.parts):
        if part.indices and part.indices[0] == title.end:
            heading = Element(DISPLAY, title.title, title.lines, measure=found[title.position].measure)
            found[title.position] = heading
            part.indices.insert(0, title.position)
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
