"""Hold the items of a page before they become articles, and score how near a title stands to each."""

from collections.abc import Sequence
from dataclasses import field

from app.frozen import dataclass
from app.ingest.articles.bodies import TextRun
from app.ingest.articles.title_candidates import TitleCandidate
from app.ingest.columns.elements import PARAGRAPH, Element
from app.ingest.lines.classify import LineClass

TITLE = "title"
# What it is worth when a title stands right before its text, right after it, or elsewhere, against the mean
# log-odds per pair of characters that its words give: about 0.1 for its own text, -1.2 for another.
RIGHT_BEFORE, RIGHT_AFTER, ELSEWHERE = 1.7, 0.7, 0.0


@dataclass(slots=True)
class Item:
    """One item of the page before its paragraphs are put in order."""

    parts: list[TextRun]
    title: TitleCandidate | None = None
    bylines: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class PageItems:
    """The items of a page, and the bylines and titles that belong to none."""

    items: list[Item]
    unassigned_bylines: list[Element]
    unassigned_titles: list[TitleCandidate]


def is_adjacent(elements: Sequence[Element], start: int, end: int) -> bool:
    """Return whether neither text nor another title nor the end of an item stands in [start, end)."""
    breaks = {PARAGRAPH, TITLE, LineClass.AFFILIATION, LineClass.SOURCE}
    return start <= end and not any(element.kind in breaks for element in elements[start:end])


def element_kinds(elements: Sequence[Element], item: Item) -> set[str]:
    """Return the kinds of elements in an item."""
    return {elements[index].kind for part in item.parts for index in part.indices}


def position_score(elements: Sequence[Element], title: TitleCandidate, item: Item) -> float:
    """Return the log-odds, from the place of a title, that it belongs to an item."""
    score = ELSEWHERE
    for part in item.parts:
        if part.indices and is_adjacent(elements, title.end, part.indices[0]):
            score = max(score, RIGHT_BEFORE)
        end = max(part.indices + part.notes)
        if is_adjacent(elements, end + 1, title.position):
            score = max(score, RIGHT_AFTER)
    return score
