"""Segment printed pages into items: their frames tell which title, byline and text belong together."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.ingest.articles.bodies import TextRun
from app.ingest.articles.page_items import Item, PageItems
from app.ingest.articles.title_candidates import TitleCandidate, is_unfinished, join_display_lines
from app.ingest.columns.elements import CAPTION, DISPLAY, PARAGRAPH, Element, item_of
from app.ingest.lines.classify import LineClass
from app.ingest.lines.clean import Line
from app.ingest.lines.width import width
from app.ingest.metadata.bylines import parse_byline
from app.words.words import is_word

_ROOM = 2.0
"""Characters by which a line must be shorter than the widest for its end to be meant."""
_FAR = 4.0
"""Ems by which a signature is set in at least."""
_NEVER_FIRST = frozenset("的地得之与和及了着")
_BODY = {
    PARAGRAPH,
    DISPLAY,
    LineClass.KEY_POINT.value,
    LineClass.TABLE_ROW.value,
    LineClass.FOOTNOTE.value,
}
_NOTES = {LineClass.AFFILIATION.value, LineClass.SOURCE.value}


def segment_placed_page(page: Sequence[Element]) -> tuple[list[Element], PageItems]:
    """Return the elements, and the items that the numbers of their frames make."""
    elements = list(page)
    frames: dict[int, list[int]] = {}
    for index, element in enumerate(elements):
        frames.setdefault(item_of(element.lines[0]), []).append(index)
    items = PageItems([], [], [])
    for number, indices in frames.items():
        if number:
            _add(elements, indices, items)
    return elements, items


def _add(elements: list[Element], indices: list[int], items: PageItems) -> None:
    """Add the item of one frame; titles and bylines without a text are listed as belonging to none."""
    _signature(elements, indices)
    body = [index for index in indices if elements[index].kind in _BODY]
    title = _title(elements, indices)
    if not body and title:
        body = _captions_as_text(elements, indices)
    bylines = [elements[index] for index in indices if elements[index].kind == LineClass.BYLINE]
    if not body:
        items.unassigned_bylines.extend(bylines)
        items.unassigned_titles.extend([title] if title else [])
        _keep_notes(elements, indices)
        return
    notes = [index for index in indices if elements[index].kind in _NOTES]
    run = TextRun(body, notes, introduced=title is not None)
    items.items.append(Item([run], title, bylines, [elements[index] for index in notes]))


def _signature(elements: list[Element], indices: Sequence[int]) -> None:
    """Take the names that are set to the right below a text for its byline: （林舟）."""
    paragraphs = [index for index in indices if elements[index].kind == PARAGRAPH]
    last = elements[paragraphs[-1]] if len(paragraphs) > 1 else None
    place = last.lines[0].place if last and len(last.lines) == 1 else None
    if last and place and place.indent > _FAR and (names := parse_byline(last.text)):
        elements[paragraphs[-1]] = replace(last, kind=LineClass.BYLINE.value, names=names)


def _captions_as_text(elements: list[Element], indices: Sequence[int]) -> list[int]:
    """Take the captions under a title for its text, and their credits for its sources."""
    found = []
    for index in indices:
        if elements[index].kind == CAPTION:
            elements[index] = replace(elements[index], kind=PARAGRAPH)
            found.append(index)
        elif elements[index].kind == LineClass.CREDIT:
            elements[index] = replace(elements[index], kind=LineClass.SOURCE.value)
    return found


def _keep_notes(elements: list[Element], indices: Sequence[int]) -> None:
    """List a note in a frame without a text as left out."""
    for index in indices:
        if elements[index].kind in _NOTES:
            elements[index] = replace(elements[index], kind=LineClass.FURNITURE.value)


def _title_text(lines: Sequence[Line]) -> str:
    """Return the text of a title; a space stands where a line was ended although it had room for more."""
    if (
        len(lines) == 2
        and not _goes_on(lines[0].text, lines[1].text)
        and " " in (balanced := join_display_lines(lines))
    ):
        return balanced
    widest = max(width(line.text) for line in lines)
    text = lines[0].text
    for above, below in pairwise(lines):
        room = width(above.text) <= widest - _ROOM
        inside = is_unfinished(above.text) or _goes_on(above.text, below.text)
        text += (" " if room and not inside else "") + below.text
    return text


def _goes_on(above: str, below: str) -> bool:
    """Return whether a title was broken inside a word, or before one that needs what stands before it."""
    return below[:1] in _NEVER_FIRST or is_word(above[-1:] + below[:1])


def _title(elements: Sequence[Element], indices: Sequence[int]) -> TitleCandidate | None:
    lines: dict[str, tuple[Line, ...]] = {}
    for index in indices:
        kind = elements[index].kind
        if kind in (LineClass.KICKER, LineClass.TITLE, LineClass.SUBTITLE):
            lines[kind] = lines.get(kind, ()) + elements[index].lines
    main = lines.get(LineClass.TITLE.value)
    if not main:
        return None
    kicker, subtitle = lines.get(LineClass.KICKER.value, ()), lines.get(LineClass.SUBTITLE.value, ())
    return TitleCandidate(
        text=_title_text(main),
        lines=main,
        position=indices[0],
        end=indices[0] + 1,
        kicker=join_display_lines(kicker) or None,
        kicker_lines=kicker,
        subtitle=join_display_lines(subtitle) or None,
        subtitle_lines=subtitle,
    )
