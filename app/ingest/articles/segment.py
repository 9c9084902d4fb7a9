"""Divide a page into items: the title, byline and text that belong together.

Titles stand before their text, after it, above the previous item, or nowhere; bylines stand with their
title or with their text. Each title goes to the text that speaks of the same things, distance deciding
where words do not; each byline to the text it introduces or to that of its title. Nothing is invented: an
item without a title has none.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.frozen import dataclass
from app.ingest.articles.bodies import TextRun, find_text_runs, group_text_runs, likeliest_splits
from app.ingest.articles.byline_matching import assign_bylines
from app.ingest.articles.page_items import TITLE, Item, PageItems
from app.ingest.articles.text_similarity import BigramModel
from app.ingest.articles.title_candidates import (
    DisplayRun,
    TitleCandidate,
    find_title_runs,
    join_display_lines,
    split_display_units,
)
from app.ingest.articles.title_matching import RunSplit, TitleAssignment, assign_titles
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.lines.classify import LineClass
from app.ingest.lines.wording import LONGEST_KICKER, is_kicker, is_notice_title

# So many items of a page may be found to hold two texts, each to be worth so much log-odds.
_MOST_PARTINGS, _LEAST_GAIN = 6, 1.0
# A display line that becomes a title is worth what its words say, not the place of a sure one.
_NEW_TITLE = -4.2
# What may be a heading if it is longer: 治理之道, 经济新方位, but 走自己的发展之道.
_LONGEST_COLUMN_NAME = 5


@dataclass(frozen=True, slots=True)
class _State:
    """A page divided into items, with its titles."""

    elements: list[Element]
    groups: list[list[TextRun]]
    runs: list[DisplayRun]
    titles: TitleAssignment


def segment_page(page: Sequence[Element]) -> tuple[list[Element], PageItems]:
    """Divide a page into items; return them and the elements, with headings taken out of title runs.

    1. Display lines that may be titles; those with a heading below are freed of it.
    2. Texts between them, cut and joined where their words say so.
    3. Titles to texts; an item is cut in two where that gives a title its text.
    4. Bylines and notes.
    """
    # 1. Runs
    elements, runs = _freed(page, find_title_runs(page))
    # 2. Bodies
    bigrams = BigramModel([element.text for element in elements if element.kind == PARAGRAPH])
    parts = find_text_runs(elements, [(run.start, run.end) for run in runs], set())
    groups, more = group_text_runs(elements, parts, bigrams)
    for index in more:
        if is_kicker(elements[index].text):
            elements[index] = replace(elements[index], kind=LineClass.FURNITURE.value)
        else:
            elements, runs = _with_title(elements, runs, index)
    elements = _without_kickers(elements, groups)
    groups = [group for group in groups if any(part.indices for part in group)]
    # 3. Titles
    state = _parted(_titled(elements, groups, runs, bigrams), bigrams)
    items = [Item(group) for group in state.groups]
    lost = _settled(state, items)
    # 4. Bylines and notes
    for item in items:
        item.notes = [state.elements[index] for part in item.parts for index in part.notes]
    return state.elements, PageItems(items, assign_bylines(state.elements, items), lost)


def _without_kickers(elements: list[Element], groups: list[list[TextRun]]) -> list[Element]:
    """Take the names of columns, and of campaigns above a text, out of the texts."""
    elements = list(elements)
    for part in (part for group in groups for part in group):
        for index in [i for i in part.indices if elements[i].kind == DISPLAY]:
            above = index == part.indices[0] and not part.introduced
            longest = LONGEST_KICKER if above else _LONGEST_COLUMN_NAME
            if len(elements[index].text) <= longest and is_kicker(elements[index].text):
                elements[index] = replace(elements[index], kind=LineClass.FURNITURE.value)
                part.indices.remove(index)
    return elements


def _titled(
    elements: list[Element],
    groups: list[list[TextRun]],
    runs: list[DisplayRun],
    bigrams: BigramModel,
    start: Sequence[RunSplit] = (),
) -> _State:
    items = [Item(group) for group in groups]
    return _State(elements, groups, runs, assign_titles(elements, items, runs, bigrams, start))


def _parted(state: _State, bigrams: BigramModel) -> _State:
    """Cut items in two where that gives a title its text."""
    for _ in range(_MOST_PARTINGS):
        best, gain = state, _LEAST_GAIN
        for division in likeliest_splits(state.elements, state.groups, bigrams, state.titles.incomplete):
            elements, runs, odds = state.elements, state.runs, division.odds
            if division.title is not None:
                elements, runs = _with_title(elements, runs, division.title)
                odds += _NEW_TITLE
            trial = _titled(elements, division.groups, runs, bigrams, state.titles.splits)
            better = trial.titles.log_odds - state.titles.log_odds + odds
            if trial.titles.titled_items > state.titles.titled_items and better > gain:
                best, gain = trial, better
        if best is state:
            break
        state = best
    return state


def _with_title(
    elements: list[Element], runs: list[DisplayRun], index: int
) -> tuple[list[Element], list[DisplayRun]]:
    """Return the page with a display element taken for a title."""
    run = DisplayRun(index, index + 1, tuple(split_display_units([elements[index]])))
    return [*elements[:index], replace(elements[index], kind=TITLE), *elements[index + 1 :]], [*runs, run]


def _settled(state: _State, items: list[Item]) -> list[TitleCandidate]:
    """Give the titles to their items, put headings into theirs; return the titles that no item took."""
    lost = []
    for title, target in (*state.titles.certain, *state.titles.uncertain):
        if target is not None:
            items[target].title = title
        elif (title, target) in state.titles.certain or not _as_heading(state.elements, items, title):
            lost.append(title)
    return [title for title in lost if not _as_signature(state.elements, items, title)]


def _as_signature(elements: list[Element], items: Sequence[Item], title: TitleCandidate) -> bool:
    """Put display lines that stand right below a notice, and are no title, at its end: who signs it."""
    for item in items:
        last = item.parts[-1].indices[-1:]
        if last == [title.position - 1] and item.title and is_notice_title(item.title.text):
            text = " ".join(line.text for line in title.lines)
            elements[title.position] = Element(PARAGRAPH, text, title.lines)
            item.parts[-1].indices.append(title.position)
            return True
    return False


def _as_heading(elements: list[Element], items: Sequence[Item], title: TitleCandidate) -> bool:
    """Put a display line that is no title at the head of the text it stands before."""
    for part in (part for item in items for part in item.parts):
        if part.indices and part.indices[0] == title.end:
            heading = Element(DISPLAY, title.text, title.lines, measure=elements[title.position].measure)
            elements[title.position] = heading
            part.indices.insert(0, title.position)
            return True
    return False


def _freed(page: Sequence[Element], runs: Sequence[DisplayRun]) -> tuple[list[Element], list[DisplayRun]]:
    """Put headings that stood at the end of a title run back among the elements."""
    elements: list[Element] = []
    moved: list[DisplayRun] = []
    by_start = {run.start: run for run in runs}
    index = 0
    while index < len(page):
        run = by_start.get(index)
        if run is None:
            elements.append(page[index])
            index += 1
            continue
        start = len(elements)
        titles = tuple(line for unit in run.units for line in unit)
        elements.append(Element(DISPLAY if run.uncertain else TITLE, join_display_lines(titles), titles))
        moved.append(DisplayRun(start, start + 1, run.units, (), run.uncertain))
        if run.heading:
            elements.append(Element(DISPLAY, join_display_lines(run.heading), run.heading))
            moved.append(DisplayRun(start + 1, start + 2, (run.heading,), (), uncertain=True))
        index = run.end
    return elements, moved
