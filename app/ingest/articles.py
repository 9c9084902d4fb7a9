"""A page's elements → its items: which title, byline and text belong together.

Titles stand before their text, after it, above the previous item, or nowhere; bylines stand with their
title or with their text. Each title goes to the text that speaks of the same things, distance deciding
where words do not; each byline to the text it introduces or to that of its title. Nothing is invented: an
item without one has none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.ingest.affinity import Affinity, matching
from app.ingest.bodies import Stretch, bodies, stretches
from app.ingest.elements import CAPTION, Element
from app.ingest.headlines import Headline, headlines, title_runs
from app.ingest.lines import Line
from app.ingest.marks import Mark

# What it is worth when a title stands right before its text, right after it, or elsewhere (log-odds, against
# the mean log-odds per pair of characters that its words give).
RIGHT_BEFORE, RIGHT_AFTER, ELSEWHERE = 0.8, 0.3, 0.0
WORDS = 1.0
# The same for bylines.
BYLINE_BEFORE, BYLINE_OF_TITLE, BYLINE_AFTER = 2.0, 1.5, 0.3
UNMATCHED = -5.0


@dataclass(slots=True)
class Item:
    """One item of the page before its paragraphs are put in order."""

    parts: list[Stretch]
    headline: Headline | None = None
    extra: list[Headline] = field(default_factory=list)
    bylines: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    caption: bool = False


@dataclass(slots=True)
class Layout:
    """The items of a page, the headings that stood at the end of a title run, and what found no item."""

    items: list[Item]
    headings: dict[int, list[tuple[Line, ...]]]
    orphans: list[Element]


def layout(found: Sequence[Element]) -> Layout:
    """Divide a page into items: texts, their titles, bylines and notes."""
    runs = title_runs(found)
    titles, headings = headlines(found, runs)
    heading_indices = {end - 1 for start, end in runs if start in headings}
    groups = bodies(found, stretches(found, runs, heading_indices))
    items = [Item(parts) for parts in groups]
    for item in items:
        item.notes = [found[index] for part in item.parts for index in part.notes]
    _give_titles(found, items, titles)
    orphans = _give_bylines(found, items)
    return Layout(items, headings, orphans)


def _span(item: Item) -> tuple[int, int]:
    first = item.parts[0]
    last = item.parts[-1]
    return min(first.indices, default=0), max(last.indices + last.notes, default=0)


def _gap(found: Sequence[Element], start: int, end: int) -> bool:
    """Whether nothing but bylines, labels and furniture stands in [start, end)."""
    quiet = {Mark.BYLINE, Mark.KEY_HEAD, Mark.FURNITURE, Mark.KEY_POINT}
    return start <= end and all(element.kind in quiet for element in found[start:end])


def _give_titles(found: Sequence[Element], items: list[Item], titles: list[Headline]) -> None:
    if not items or not titles:
        return
    texts = ["\n".join(found[i].text for part in item.parts for i in part.indices) for item in items]
    affinity = Affinity(texts)
    scores = []
    for title in titles:
        fits = affinity.fits(title.title + (title.subtitle or ""))
        scores.append(
            [WORDS * fit + _place(found, title, item) for fit, item in zip(fits, items, strict=True)]
        )
    given = matching(scores, UNMATCHED)
    for title, target in zip(titles, given, strict=True):
        if target is not None:
            items[target].headline = title
    _left_over(items, titles, given)


def _place(found: Sequence[Element], title: Headline, item: Item) -> float:
    score = ELSEWHERE
    for part in item.parts:
        if part.indices and _gap(found, title.end, part.indices[0]):
            score = max(score, RIGHT_BEFORE)
        end = max(part.indices + part.notes)
        if _gap(found, end + 1, title.position):
            score = max(score, RIGHT_AFTER)
    return score


def _left_over(items: list[Item], titles: list[Headline], given: list[int | None]) -> None:
    """A display line that no item took is part of the title it stands with."""
    for title, target in zip(titles, given, strict=True):
        if target is not None:
            continue
        for item in items:
            if item.headline and item.headline.position == title.position:
                item.extra.append(title)
                break


def _give_bylines(found: Sequence[Element], items: list[Item]) -> list[Element]:
    groups: list[list[int]] = []
    for index, element in enumerate(found):
        if element.kind != Mark.BYLINE:
            continue
        if groups and groups[-1][-1] == index - 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    scores = [[_byline_place(found, group, item) for item in items] for group in groups]
    orphans: list[Element] = []
    for group, target in zip(groups, matching(scores, 0.1), strict=True):
        members = [found[index] for index in group]
        if target is None:
            orphans += members
        else:
            items[target].bylines += members
    return orphans


def _byline_place(found: Sequence[Element], group: list[int], item: Item) -> float:
    score = 0.0
    if item.headline and item.headline.end == group[0]:
        score += BYLINE_OF_TITLE
    starts = [part.indices[0] for part in item.parts if part.indices]
    if any(_gap(found, group[-1] + 1, start) for start in starts):
        score += BYLINE_BEFORE
    ends = [max(part.indices + part.notes) for part in item.parts]
    if any(end + 1 == group[0] for end in ends):
        score += BYLINE_AFTER
    return score


DATE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")


def printed_date(found: Sequence[Element]) -> str | None:
    """The page's date from its running heads, if they name exactly one."""
    dates = {
        f"{int(m[1]):04}-{int(m[2]):02}-{int(m[3]):02}"
        for element in found
        if element.kind == Mark.FURNITURE and (m := DATE.match(element.text))
    }
    return dates.pop() if len(dates) == 1 else None


def captions(found: Sequence[Element]) -> list[tuple[Element, Element | None]]:
    """The captions of a page, each with its credit."""
    return [
        (element, found[i + 1] if i + 1 < len(found) and found[i + 1].kind == Mark.CREDIT else None)
        for i, element in enumerate(found)
        if element.kind == CAPTION
    ]
