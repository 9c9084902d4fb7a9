"""Classify the lines of printed pages: what their places tell comes first, what their words say after it."""

from collections.abc import Sequence
from itertools import groupby

from app.ingest.lines.classify import (
    ClassifiedLines,
    LineClass,
    LineGroup,
    classify_text,
    gather_key_points,
)
from app.ingest.lines.clean import Line
from app.ingest.lines.place import FOOTNOTE_MARK, Part
from app.ingest.metadata.bylines import parse_names

_AS_ONE = {
    Part.KICKER: LineClass.KICKER,
    Part.TITLE: LineClass.TITLE,
    Part.SUBTITLE: LineClass.SUBTITLE,
    Part.CAPTION: LineClass.CAPTION,
}
_EACH = {
    Part.FURNITURE: LineClass.FURNITURE,
    Part.ADVERTISEMENT: LineClass.ADVERTISEMENT,
    Part.TABLE: LineClass.TABLE_ROW,
}


def classify_placed_lines(lines: Sequence[Line]) -> list[LineGroup]:
    """Gather the lines that are not running text into `ClassifiedLines`; all stay in source order."""
    pieces: list[LineGroup] = []
    for (part, _), run in groupby(lines, key=_part):
        pieces += _classified(part, list(run))
    return pieces


def _part(line: Line) -> tuple[Part, int]:
    place = line.place
    return (place.part, place.item) if place else (Part.FURNITURE, 0)


def _classified(part: Part, lines: list[Line]) -> list[LineGroup]:
    if part in _EACH:
        return [ClassifiedLines(_EACH[part], (line,), line.text) for line in lines]
    if part in _AS_ONE:
        return [ClassifiedLines(_AS_ONE[part], tuple(lines), "".join(line.text for line in lines))]
    if part is Part.BYLINE:
        return [
            ClassifiedLines(LineClass.BYLINE, (line,), line.text, parse_names(line.text)) for line in lines
        ]
    if part is Part.FOOTNOTE:
        return _footnotes(lines)
    if part is Part.KEY_POINT:
        return gather_key_points(lines)
    return classify_text(lines)


def _footnotes(lines: Sequence[Line]) -> list[LineGroup]:
    """Gather footnotes, each from its mark on."""
    gathered: list[tuple[Line, ...]] = []
    for line in lines:
        if gathered and not FOOTNOTE_MARK.match(line.text):
            gathered[-1] += (line,)
        else:
            gathered.append((line,))
    return [
        ClassifiedLines(LineClass.FOOTNOTE, note, "".join(line.body for line in note)) for note in gathered
    ]
