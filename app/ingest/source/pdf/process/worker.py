"""Serve as the process that reads PDF files, so that no damaged file can end or swell the program itself.

It takes the file's bytes on standard input and a request as its arguments, and answers in JSON (lines of a
document) or with a PNG (a picture). It limits its own memory, and each page's processor time: a page that
takes longer ends the process by a signal.
"""

import json
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import astuple, replace
from typing import Any

from app.ingest.source.pdf.printed_line import (
    OUT_OF_MEMORY,
    REFUSED,
    Rectangle,
    TextLine,
    turned_by,
    upright,
)
from app.ingest.source.pdf.process.characters import Character, characters, main_turn
from app.ingest.source.pdf.process.document import RefusedError, Sheet, opened, page_count, sheet
from app.ingest.source.pdf.process.faces import with_faces
from app.ingest.source.pdf.process.graphics import Graphics, graphics
from app.ingest.source.pdf.process.picture import (
    MOST_OF_CUTTING,
    bounded,
    drawn,
    grey_png,
    page_picture,
    stacked,
)
from app.ingest.source.pdf.process.text_lines import text_lines
from app.ingest.source.pdf.process.vertical_text import is_vertical, parted, turned_down

MEMORY = 450_000_000
"""Bytes of address space, of which PDFium and Python take about 150 million."""
PAGE_SECONDS = 8
"""Seconds of processor time that opening, or one page, may take."""
SLANTED = 15.0
"""Degrees up to which a line is a title set aslant, or of a page scanned so; beyond it is a stamp."""
START_SECONDS, SECONDS_A_PAGE = 10.0, 0.7
"""A document may take so long, and so much longer for each page it has."""


def main(arguments: list[str]) -> int:
    """Serve one request: ``lines``, ``page DPI NUMBER``, perhaps ``dark``, or ``cutting DPI`` and, for each
    piece, ``NUMBER LEFT TOP RIGHT BOTTOM``."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    _allow(PAGE_SECONDS)
    out = sys.stdout.buffer
    try:
        if arguments[0] == "lines":
            for answer in read_lines(data):
                out.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        elif arguments[0] == "page":
            out.write(draw_page(data, float(arguments[1]), int(arguments[2]), "dark" in arguments))
        else:
            out.write(draw_cutting(data, float(arguments[1]), arguments[2:]))
    except RefusedError as refused:
        sys.stderr.write(json.dumps([refused.code, refused.values]))
        return REFUSED
    except MemoryError:
        return OUT_OF_MEMORY
    out.flush()
    return 0


def _allow(seconds: float) -> None:
    """End the process by a signal after some more seconds of its own time: a busy machine harms no page."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def read_lines(data: bytes) -> Any:
    """Yield the pages of a document, one after the other, as plain data."""
    start = time.process_time()
    with opened(data) as document:
        count = page_count(document)
        for number in range(count):
            _allow(PAGE_SECONDS)
            if time.process_time() - start > START_SECONDS + SECONDS_A_PAGE * number:
                raise RefusedError("pdf-slow", page=number + 1)
            with sheet(document, number) as page:
                yield page_data(page) if page else {"broken": True}


def page_data(page: Sheet) -> dict[str, Any]:
    """Return one page: its size, lines and what is drawn on it, turned so that its text runs to the right."""
    found = with_faces(characters(page))
    turn = main_turn(found)
    main = [each for each in found if each.turn == turn and not each.slant]
    vertical = is_vertical(main)
    across: list[TextLine] = []
    if vertical:
        down, level = parted(main)
        rules = _turned(graphics(page), page, turn).rules
        across = [
            replace(line, box=_moved(line.box, page, turn, (turn + 1) % 4), upright=False, edges=())
            for line in text_lines(level, rules)
        ]
        kept = [each for each in found if each.turn != turn or each.slant]
        found = [*turned_down(down, _size(page, turn)[0]), *kept]
        turn = (turn + 1) % 4
    drawn = _turned(graphics(page), page, turn)
    lines, sideways = _lines(page, found, turn, drawn)
    wide, high = _size(page, turn)
    return {
        "width": wide,
        "height": high,
        "turn": turn,
        "vertical": vertical,
        "lines": [_rounded(line) for line in [*lines, *across]],
        "sideways": [_rounded(line) for line in sideways],
        "rules": drawn.rules,
        "frames": drawn.frames,
        "pictures": drawn.pictures,
    }


def _lines(
    page: Sheet, found: Sequence[Character], turn: int, drawn: Graphics
) -> tuple[list[TextLine], list[TextLine]]:
    """Return the lines of one direction, and those of others."""
    lines: list[TextLine] = []
    sideways: list[TextLine] = []
    for way, slant in sorted({(each.turn, each.slant) for each in found}):
        alike = [each for each in found if (each.turn, each.slant) == (way, slant)]
        of_them = text_lines(alike, () if slant or way != turn else drawn.rules)
        of_them = [_level(line, slant) for line in of_them] if slant else of_them
        if way == turn and abs(slant) <= SLANTED:
            lines += of_them
        else:
            sideways += [replace(line, box=_moved(line.box, page, way, turn), edges=()) for line in of_them]
    return lines, sideways


def _size(page: Sheet, turn: int) -> tuple[float, float]:
    """Return the width and height of a page as it is read."""
    return (page.width, page.height) if turn % 2 == 0 else (page.height, page.width)


def _level(line: TextLine, slant: float) -> TextLine:
    """Return a slanted line as if it were level, where its middle is."""
    left, top, right, bottom = line.box
    x, y = turned_by(((left + right) / 2, (top + bottom) / 2), slant)
    wide, high = (right - left) / 2, (bottom - top) / 2
    return replace(line, box=(x - wide, y - high, x + wide, y + high), edges=())


def _rounded(line: TextLine) -> list[Any]:
    text, box, size, face, stands, edges = astuple(line)
    return [text, [round(v, 2) for v in box], round(size, 2), face, stands, [round(v, 1) for v in edges]]


def _turned(drawn: Graphics, page: Sheet, turn: int) -> Graphics:
    if not turn:
        return drawn
    kinds = (
        tuple(_turned_box(box, page, turn) for box in kind)
        for kind in (drawn.rules, drawn.frames, drawn.pictures)
    )
    return Graphics(*kinds)


def _turned_box(box: Rectangle, page: Sheet, turn: int) -> Rectangle:
    a = upright((box[0], box[1]), page.width, page.height, turn)
    b = upright((box[2], box[3]), page.width, page.height, turn)
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _moved(box: Rectangle, page: Sheet, turn: int, other: int) -> Rectangle:
    """Return a box of text turned one way, in the frame of text turned another way."""
    wide, high = _size(page, turn)
    back = [upright(point, wide, high, -turn % 4) for point in ((box[0], box[1]), (box[2], box[3]))]
    (left, top), (right, bottom) = back
    shown = min(left, right), min(top, bottom), max(left, right), max(top, bottom)
    return _turned_box(shown, page, other)


def draw_page(data: bytes, dpi: float, number: int, dark: bool) -> bytes:
    """Return a page as PNG."""
    with opened(data) as document, sheet(document, number) as page:
        if page is None:
            raise RefusedError("pdf-nothing-drawn", page=number + 1)
        return page_picture(page, dpi, dark)


def draw_cutting(data: bytes, dpi: float, pieces: list[str]) -> bytes:
    """Return the parts of pages in some boxes, one below the other, as PNG."""
    values = [[float(value) for value in pieces[start : start + 5]] for start in range(0, len(pieces), 5)]
    wide = max(right - left for _, left, _, right, _ in values)
    dpi = bounded(dpi, wide * sum(bottom - top for _, _, top, _, bottom in values))
    found = []
    with opened(data) as document:
        for number, left, top, right, bottom in values:
            with sheet(document, int(number)) as page:
                if page is None:
                    raise RefusedError("pdf-nothing-drawn", page=int(number) + 1)
                found.append(drawn(page, dpi, (left, top, right, bottom)))
    return grey_png(stacked(found), MOST_OF_CUTTING)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
