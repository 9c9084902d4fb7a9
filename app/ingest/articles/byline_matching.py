"""Assign each byline to an item: the text it introduces, or that of the title it stands under."""

from collections.abc import Sequence

from app.ingest.articles.page_items import RIGHT_AFTER, Item, is_adjacent, position_score
from app.ingest.articles.text_similarity import best_assignment
from app.ingest.columns.elements import Element
from app.ingest.lines.byline_patterns import BYLINE_MARKER
from app.ingest.lines.classify import LineClass

# A byline under a title goes where that goes, unless the title stands below its text:
# then it may be the next item's.
_BYLINE_BEFORE, _BYLINE_OF_TITLE, _BYLINE_BELOW_TITLE, _BYLINE_AFTER = 2.0, 3.0, 1.0, 0.3


def assign_bylines(elements: Sequence[Element], items: list[Item]) -> list[Element]:
    """Give each byline to an item; return those that no item took."""
    groups: list[list[int]] = []
    for index, element in enumerate(elements):
        if element.kind != LineClass.BYLINE:
            continue
        if groups and groups[-1][-1] == index - 1 and _one_byline(elements[index - 1], element):
            groups[-1].append(index)
        else:
            groups.append([index])
    scores = [[_byline_place(elements, group, item) for item in items] for group in groups]
    given = best_assignment(scores)
    orphans: list[list[Element]] = []
    for number, (group, target) in enumerate(zip(groups, given, strict=True)):
        members = [elements[index] for index in group]
        above = groups[number - 1][-1] if number else -1
        if target is None and above == group[0] - 1 and not BYLINE_MARKER.match(elements[above].text):
            target = given[number] = given[number - 1]
        if target is None:
            orphans.append(members)
        else:
            items[target].bylines += members
    unsigned = [item for item in items if not item.bylines and _has_author_note(item)]
    if len(orphans) == len(unsigned) == 1:
        unsigned[0].bylines += orphans.pop()
    return [byline for group in orphans for byline in group]


def _has_author_note(item: Item) -> bool:
    """Return whether an item ends in a note about its author, so that it must have one."""
    return any(note.kind == LineClass.AFFILIATION for note in item.notes)


def _one_byline(above: Element, below: Element) -> bool:
    """Return whether two lines of names are one byline: a name a line, under no marker of its own."""
    return len(below.names) == 1 and len(above.names) == 1 and not BYLINE_MARKER.match(below.text)


def _byline_place(elements: Sequence[Element], group: list[int], item: Item) -> float:
    score = 0.0
    if item.title and item.title.end == group[0]:
        right_after = position_score(elements, item.title, item) == RIGHT_AFTER
        score += _BYLINE_BELOW_TITLE if right_after else _BYLINE_OF_TITLE
    starts = [part.indices[0] for part in item.parts if part.indices]
    if any(is_adjacent(elements, group[-1] + 1, start) for start in starts):
        score += _BYLINE_BEFORE
    ends = [max(part.indices + part.notes) for part in item.parts]
    if any(end + 1 == group[0] for end in ends):
        score += _BYLINE_AFTER
    return score
