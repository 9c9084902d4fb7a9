"""The items of a page on their way to become articles: their texts, and how near a title stands to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.ingest.articles.bodies import Stretch
from app.ingest.articles.title_candidates import Headline
from app.ingest.columns.elements import PARAGRAPH, Element
from app.ingest.lines.classify import Mark

TITLE = "title"
# What it is worth when a title stands right before its text, right after it, or elsewhere, against the mean
# log-odds per pair of characters that its words give: about 0.1 for its own text, -1.2 for another.
RIGHT_BEFORE, RIGHT_AFTER, ELSEWHERE = 1.7, 0.7, 0.0


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


def quiet(found: Sequence[Element], start: int, end: int) -> bool:
    """Whether neither text nor another title nor the end of an item stands in [start, end)."""
    kinds = {PARAGRAPH, TITLE, Mark.AFFILIATION, Mark.SOURCE}
    return start <= end and not any(element.kind in kinds for element in found[start:end])


def text(found: Sequence[Element], item: Item) -> str:
    """The running text of an item."""
    return "\n".join(found[index].text for part in item.parts for index in part.indices)


def kinds(found: Sequence[Element], item: Item) -> set[str]:
    """The kinds of elements in an item."""
    return {found[index].kind for part in item.parts for index in part.indices}


def place(found: Sequence[Element], title: Headline, item: Item) -> float:
    """What the place of a title is worth for an item."""
    score = ELSEWHERE
    for part in item.parts:
        if part.indices and quiet(found, title.end, part.indices[0]):
            score = max(score, RIGHT_BEFORE)
        end = max(part.indices + part.notes)
        if quiet(found, end + 1, title.position):
            score = max(score, RIGHT_AFTER)
    return score
