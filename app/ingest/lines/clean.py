"""Clean the lines of a page: glyphs, letter-spacing, overprinted doubles, noise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.article import Reason, Unused
from app.frozen import dataclass
from app.ingest.lines.byline_patterns import parse_byline
from app.ingest.lines.glyphs import (
    collapse_spaces,
    is_letter_spaced,
    normalize_glyphs,
    remove_spaces,
    remove_whitespace,
)
from app.ingest.lines.overprint import count_repeated_lines, remove_overprint
from app.ingest.lines.place import Place
from app.lazy_pattern import lazy_pattern

_NEWLINE = lazy_pattern(r"\r\n|\r|\n|\f")
_LEAD = lazy_pattern(r"^[\s\u200b\ufeff]*")
_LEAST_MARGIN, _FEW = 3, 20
"""A margin is wider than an indent of first lines; one line in so many may stand in it (a head, a number)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source that holds text."""

    number: int
    """Its number in the source, from 1."""
    text: str
    """Clean; a space between two Han characters is kept, since it may divide a title or names."""
    indent: int = 0
    """Number of ideographic spaces (or pairs of others) before the text."""
    blank_before: bool = False
    """True if a blank line stands before it."""
    lone_space: bool = False
    """True if a single space stands before it, as at the head of a text frame."""
    letter_spaced: bool = False
    """True if it was stretched by spaces between its characters; such a line is never a last line."""
    overprint: bool = False
    """True if it was printed twice: only titles and names are."""
    place: Place | None = None
    """Where it is printed, if the source knows."""

    @property
    def body(self) -> str:
        """Return the text without accidental spaces."""
        return remove_spaces(self.text)


def source_lines(text: str) -> Iterator[str]:
    """Yield the lines that every line number of the ingest counts."""
    start = 0
    for newline in _NEWLINE.finditer(text):
        yield text[start : newline.start()]
        start = newline.end()
    yield text[start:]


def clean_lines(text: str, places: Sequence[Place | None] = ()) -> tuple[list[Line], list[Unused]]:
    """Return the lines of a page that hold text, printed once; and what was printed twice.

    Where the `places` of all source lines are known, what is printed twice and how lines are stretched has
    been told by them already.
    """
    if places:
        return list(_placed_lines(text, places)), []
    lines: list[Line] = []
    blank = False
    for number, raw in enumerate(source_lines(text), start=1):
        line = _clean(number, raw, blank)
        blank = line is None
        if line is not None:
            lines.append(line)
    return _without_doubles(_without_margin(lines))


def _without_margin(lines: list[Line]) -> list[Line]:
    """Return the lines without the white space that stands before nearly all of them, as left of a page."""
    indents = sorted(line.indent for line in lines)
    margin = indents[len(indents) // _FEW] if lines else 0
    if margin < _LEAST_MARGIN:
        return lines
    return [replace(line, indent=max(0, line.indent - margin)) for line in lines]


def _placed_lines(text: str, places: Sequence[Place | None]) -> Iterator[Line]:
    blank = False
    for number, (raw, place) in enumerate(zip(source_lines(text), places, strict=True), start=1):
        printed = collapse_spaces(normalize_glyphs(raw))
        if printed:
            yield Line(number, printed, blank_before=blank, place=place)
        blank = not printed


def _clean(number: int, raw: str, blank: bool) -> Line | None:
    glyphs = normalize_glyphs(raw)
    space = _LEAD.match(glyphs)
    lead = space[0] if space else ""
    printed = glyphs.strip()
    if not printed:
        return None
    spaced = is_letter_spaced(printed) and not parse_byline(collapse_spaces(printed))
    text = remove_spaces(printed) if spaced else collapse_spaces(printed)
    indent = lead.count("\u3000") + lead.count(" ") // 2
    return Line(number, text, indent, blank, lead == " " and not spaced, spaced)


def _without_doubles(lines: list[Line]) -> tuple[list[Line], list[Unused]]:
    single: list[Line] = []
    unused: list[Unused] = []
    overprinted = False
    for line in lines:
        once = remove_overprint(line.text, overprinted)
        overprinted = once is not None
        if once is not None:
            unused.append(Unused(once, ((line.number, line.number),), Reason.PRINTED_TWICE))
            line = replace(line, text=once, overprint=True)
        single.append(line)
    return _without_repeats(single, unused)


def _without_repeats(lines: list[Line], unused: list[Unused]) -> tuple[list[Line], list[Unused]]:
    """Drop display lines that repeat the display lines right before them (a shadow printed line by line)."""
    kept: list[Line] = []
    texts = [remove_whitespace(line.text) for line in lines]
    dense: list[str] = []
    index = 0
    while index < len(lines):
        dense_tail = dense[-4:]
        size = count_repeated_lines(dense_tail + texts[index : index + 4], len(dense_tail))
        if not size and _repeats_overprint(kept, lines[index]):
            size = 1
        if not size:
            kept.append(lines[index])
            dense.append(texts[index])
            index += 1
            continue
        for offset in range(size):
            twin = lines[index + offset]
            unused.append(Unused(twin.text, ((twin.number, twin.number),), Reason.PRINTED_TWICE))
            kept[offset - size] = replace(kept[offset - size], overprint=True)
        index += size
    return kept, unused


def _repeats_overprint(kept: list[Line], line: Line) -> bool:
    return (
        bool(kept) and kept[-1].overprint and remove_whitespace(kept[-1].text) == remove_whitespace(line.text)
    )
