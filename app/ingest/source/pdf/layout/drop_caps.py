"""Put large initials back into the lines that they begin."""

from collections.abc import Sequence
from dataclasses import replace

from app.ingest.lines.place import Box
from app.ingest.source.pdf.layout.printed_page import PrintedPage, is_text
from app.ingest.source.pdf.printed_line import TextLine

LARGER, MOST_CHARACTERS = 1.6, 2
"""Times the text, and characters of an initial."""
BESIDE, LEVEL, BELOW = 2.6, 1.2, 0.6
"""Ems to the right within which the text begins, which may be set in; by which its first line may be off the
initial's top; and by which its last line may stand out below."""
FEWEST_LINES = 2


def without_drop_caps(page: PrintedPage) -> PrintedPage:
    """Return the page with each initial in front of the first line beside it.

    The lines beside it begin where it does, as if it were of their size.
    """
    found = {id(line): beside for line in page.lines if (beside := _beside(page, line))}
    if not found:
        return page
    moved: dict[int, TextLine] = {}
    for cap in (line for line in page.lines if id(line) in found):
        for number, line in enumerate(found[id(cap)]):
            moved[id(line)] = _begun(cap if not number else None, cap.box, line)
    return replace(
        page, lines=tuple(moved.get(id(line), line) for line in page.lines if id(line) not in found)
    )


def _beside(page: PrintedPage, cap: TextLine) -> Sequence[TextLine]:
    """Return the lines of text to the right of what may be an initial; none if it is none."""
    if not cap.upright or len(cap.text) > MOST_CHARACTERS or cap.size < LARGER * page.em:
        return ()
    near = [line for line in page.lines if line is not cap and _touches(cap.box, line.box, page.em)]
    near.sort(key=lambda line: line.box[1])
    level = near and abs(near[0].box[1] - cap.box[1]) < LEVEL * page.em
    alike = all(is_text(line, page) and abs(line.box[0] - near[0].box[0]) < BESIDE * page.em for line in near)
    return near if level and alike and len(near) >= FEWEST_LINES else ()


def _touches(cap: Box, line: Box, em: float) -> bool:
    middle = (line[1] + line[3]) / 2
    return cap[1] <= middle <= cap[3] + BELOW * em and -0.3 * em < line[0] - cap[2] < BESIDE * em


def _begun(cap: TextLine | None, box: Box, line: TextLine) -> TextLine:
    left, top, right, bottom = line.box
    text, edges = line.text, (box[0], *line.edges[1:]) if line.edges else ()
    if cap is not None:
        step = (left - box[0]) / len(cap.text)
        text = cap.text + line.text
        edges = (*(box[0] + n * step for n in range(len(cap.text))), *line.edges) if line.edges else ()
    return replace(line, text=text, box=(box[0], top, right, bottom), edges=edges)
