"""Read the elements of a page in source order: paragraphs, display lines, bylines, notes, captions.

Classified lines keep their class; the rest goes through the columns. A note, source or credit that
extraction glued to the end of a paragraph is taken off it here.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.frozen import dataclass
from app.ingest.columns.columns import Chunk, Column, read_columns
from app.ingest.columns.states import LineRole
from app.ingest.lines.byline_patterns import parse_bare_names
from app.ingest.lines.classify import (
    PHOTO_CREDIT,
    SOURCE_LINE,
    ClassifiedLines,
    LineClass,
    LineGroup,
)
from app.ingest.lines.clean import Line
from app.ingest.lines.glyphs import is_han, latin_gap
from app.ingest.lines.wording import NUMBERED_HEADING, PICTURE_CAPTION
from app.lazy_pattern import lazy_pattern
from app.words.words import is_word

PARAGRAPH, DISPLAY, CAPTION = "paragraph", "display", "caption"
_AUTHOR_NOTE = lazy_pattern(
    r"(?<=[。！？”…])\s?([（(【〔\[](?:本文)?(?:作者|执笔|撰稿)[^。]{2,120}[）)】〕\]])$"
)
_TAIL = 60
_NO_BARRIER = {LineClass.FURNITURE, LineClass.ADVERTISEMENT}


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a page: its kind (a line class, paragraph, display, caption), text and source lines."""

    kind: str
    text: str
    lines: tuple[Line, ...]
    names: tuple[str, ...] = ()
    headless: bool = False
    tailless: bool = False
    measure: float | None = None
    confidence: float = 1.0

    @property
    def first(self) -> int:
        """Return the number of its first source line."""
        return self.lines[0].number

    @property
    def overprint(self) -> bool:
        """Return whether any of its lines was printed twice."""
        return any(line.overprint for line in self.lines)


def read_elements(sections: Sequence[Sequence[LineGroup]]) -> list[list[Element]]:
    """Read the columns between the classified lines of each section; return everything in source order."""
    columns = [_column(groups) for groups in sections]
    return [_ordered(groups, read) for groups, read in zip(sections, read_columns(columns), strict=True)]


def _column(groups: Sequence[LineGroup]) -> Column:
    """Return the lines that are left between the classified ones, and where those stood."""
    lines: list[Line] = []
    barriers: set[int] = set()
    titles: set[int] = set()
    fresh: set[int] = {0}
    for group in groups:
        if isinstance(group, Line):
            if lines and item_of(lines[-1]) != item_of(group):
                barriers.add(len(lines))
            lines.append(group)
            continue
        if group.line_class not in _NO_BARRIER and not _goes_on(group):
            barriers.add(len(lines))
        if group.line_class in (LineClass.BYLINE, LineClass.KEY_HEAD):
            titles.add(len(lines))
        elif group.line_class in (
            LineClass.AFFILIATION,
            LineClass.SOURCE,
            LineClass.CREDIT,
            LineClass.CAPTION,
        ):
            fresh.add(len(lines))
    return Column(lines, *map(frozenset, (barriers, titles, fresh)))


def item_of(line: Line) -> int:
    """Return the number of the frame that a line stands in, if its source knows; else 0."""
    return line.place.item if line.place else 0


def _goes_on(group: ClassifiedLines) -> bool:
    """Return whether the text after a group is known to be that before it, continued elsewhere."""
    return group.line_class is LineClass.JUMP and item_of(group.lines[0]) > 0


def _ordered(groups: Sequence[LineGroup], read: Sequence[Chunk]) -> list[Element]:
    found = [element for chunk in read for element in _of_chunk(chunk)]
    for group in groups:
        if isinstance(group, ClassifiedLines):
            found += _of_classified(group)
    return _captions(sorted(found, key=lambda element: (element.first, element.kind == LineClass.CREDIT)))


def _of_classified(group: ClassifiedLines) -> list[Element]:
    if group.line_class is not LineClass.CAPTION:
        return [Element(group.line_class.value, group.text, group.lines, group.names)]
    credit = PHOTO_CREDIT.search(group.text[-_TAIL:])
    text = group.text[: -len(credit[0])] if credit else group.text
    found = [Element(CAPTION, close_han_spaces(text), group.lines)] if text.strip() else []
    return [*found, Element(LineClass.CREDIT.value, credit[0].strip(), group.lines[-1:])] if credit else found


def _of_chunk(chunk: Chunk) -> list[Element]:
    if chunk.role is LineRole.BYLINE:
        text = chunk.lines[0].text
        return [Element(LineClass.BYLINE.value, text, chunk.lines, parse_bare_names(text) or ())]
    if chunk.role is LineRole.HEADING:
        display, authors = _names_apart(chunk.lines)
        found = [
            Element(
                DISPLAY,
                join_lines(lines, display=True),
                lines,
                measure=chunk.measure,
                confidence=chunk.confidence,
            )
            for lines in _numbered_apart(display)
        ]
        return found + [
            Element(LineClass.BYLINE.value, line.text, (line,), parse_bare_names(line.text) or ())
            for line in authors
        ]
    text = join_lines(chunk.lines, display=True)
    found = []
    for kind, pattern in (
        (LineClass.AFFILIATION, _AUTHOR_NOTE),
        (LineClass.SOURCE, SOURCE_LINE),
        (LineClass.CREDIT, PHOTO_CREDIT),
    ):
        note = pattern.search(text[-_TAIL * (3 if kind is LineClass.AFFILIATION else 1) :])
        if note and len(note[0]) < len(text) and _after_sentence(text[: -len(note[0])]):
            found.insert(0, Element(kind.value, note[0].strip(), chunk.lines[-1:]))
            text = text[: -len(note[0])]
    tailless = chunk.tailless and not found
    paragraph = Element(
        PARAGRAPH,
        close_han_spaces(text),
        chunk.lines,
        (),
        chunk.headless,
        tailless,
        chunk.measure,
        chunk.confidence,
    )
    return [paragraph, *found]


def _names_apart(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Split display lines from the names below them; a single name could be the end of a title."""
    start, names = len(lines), 0
    while start and (found := parse_bare_names(lines[start - 1].text)) and not any(map(is_word, found)):
        start, names = start - 1, names + len(found)
    return (lines[:start], lines[start:]) if names > 1 else (lines, ())


def _numbered_apart(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Divide consecutive headings where a number begins the next one."""
    if not lines:
        return []
    starts = [index for index, line in enumerate(lines) if not index or NUMBERED_HEADING.match(line.text)]
    return [tuple(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _after_sentence(text: str) -> bool:
    return text.rstrip()[-1:] in "。！？”…）"


def join_lines(lines: Sequence[Line], display: bool = False) -> str:
    """Join the text of consecutive lines, a space only between Latin words (or as displayed, if asked)."""
    text = ""
    for line in lines:
        part = line.text if display else line.body
        text += latin_gap(text, part) + part
    return text


def close_han_spaces(text: str) -> str:
    """Return the text without the spaces that a line had kept between Han characters."""
    if " " not in text:
        return text
    groups = text.split(" ")
    result = groups[0]
    for group in groups[1:]:
        latin = result[-1:].isascii() and group[:1].isascii() and result and group
        result += (" " if latin and not is_han(result[-1]) else "") + group
    return result


def _captions(found: list[Element]) -> list[Element]:
    """Turn paragraphs with a photographer's credit, or that say they describe a picture, into captions.

    Under a title of its own, set with the picture, such a paragraph is a brief, and the credit its source.
    """
    result: list[Element] = []
    for element in found:
        before = result[-1] if result else None
        if element.kind == LineClass.CREDIT and before and before.kind == PARAGRAPH:
            titled = len(result) > 1 and result[-2].kind == DISPLAY and element.lines != before.lines[-1:]
            if titled:
                element = replace(element, kind=LineClass.SOURCE.value)
            else:
                result[-1] = replace(before, kind=CAPTION)
        result.append(element)
    return [
        replace(element, kind=CAPTION)
        if element.kind == PARAGRAPH and PICTURE_CAPTION.match(element.text)
        else element
        for element in result
    ]
