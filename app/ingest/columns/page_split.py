"""Cut files longer than any printed page into sheets.

Dividing a page into items compares every text with every other. That is right for the dozen items of a
page and would never end for a year's volume in one file, so such a file is divided sheet by sheet; and
its columns are read in sections, some of them at once, which bounds the memory.
"""

from collections.abc import Iterator, Sequence

from app.ingest.columns.elements import PARAGRAPH, Element
from app.ingest.lines.classify import ClassifiedLines, LineClass, LineGroup

SECTION = 5000
"""Lines, of several pages, after which a section ends with the next note about authors, or ends anyway at
twice as many."""
AT_ONCE = 16
"""Sections read side by side: the more, the faster, and the more memory is held."""
ENOUGH, MOST = 80, 200
"""Elements (titles, headings, bylines, notes, captions) after which a sheet ends with the next note about
authors, or ends anyway; the fullest printed pages have about fifty."""
_ENDS = {LineClass.AFFILIATION, LineClass.SOURCE}


def split_into_sections(groups: Sequence[LineGroup]) -> Iterator[list[Sequence[LineGroup]]]:
    """Yield sections of lines whose columns are read on their own, some at a time; one for a page."""
    some: list[Sequence[LineGroup]] = []
    for section in _sections(groups):
        some.append(section)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _sections(groups: Sequence[LineGroup]) -> Iterator[Sequence[LineGroup]]:
    start = 0
    for index, group in enumerate(groups, 1):
        ends = isinstance(group, ClassifiedLines) and group.line_class in _ENDS
        if index - start >= (SECTION if ends else 2 * SECTION):
            yield groups[start:index]
            start = index
    if start < len(groups):
        yield groups[start:]


def split_into_sheets(found: Sequence[Element]) -> Iterator[Sequence[Element]]:
    """Yield the sheets of elements that can be divided into items on their own; one, as a rule."""
    start = signals = 0
    for index, element in enumerate(found, 1):
        signals += element.kind != PARAGRAPH
        if (signals >= ENOUGH and element.kind in _ENDS) or signals >= MOST:
            yield found[start:index]
            start, signals = index, 0
    if start < len(found):
        yield found[start:]
