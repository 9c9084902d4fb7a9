"""Find the captions of pictures, set beside them in smaller type or another face."""

from collections.abc import Collection, Sequence

from app.ingest.lines.classify import has_photo_credit
from app.ingest.lines.place import Box
from app.ingest.source.pdf.layout.printed_page import PrintedPage, across, is_display, is_text
from app.ingest.source.pdf.printed_line import TextLine

NEAR, NEXT = 2.4, 1.0
"""Ems from the picture to its caption, and from one line of it to the next."""
OUTSIDE = 1.0
"""Ems that a caption may stand out beside its picture."""
MOST_LINES = 10
SMALLER = 0.95
"""Times the size of the text."""


def captions(page: PrintedPage, taken: Collection[int]) -> list[tuple[Box, list[TextLine]]]:
    """Return each picture with the lines of its caption, perhaps none; lines `taken` (ids) are left out."""
    used = set(taken)
    found = []
    for picture in sorted(page.pictures, key=lambda box: (box[1], box[0])):
        lines = [
            line
            for line in page.lines
            if id(line) not in used and line.upright and not is_display(line, page)
        ]
        caption = (
            _below(page, picture, lines) or _above(page, picture, lines) or _beside(page, picture, lines)
        )
        used.update(map(id, caption))
        found.append((picture, caption))
    return found


def lone_captions(page: PrintedPage, taken: Collection[int]) -> list[list[TextLine]]:
    """Return the captions without a picture of their own, as in scans: smaller type that ends in a credit."""
    small = sorted(
        (
            line
            for line in page.lines
            if id(line) not in taken and line.upright and line.size <= SMALLER * page.em
        ),
        key=lambda line: (line.box[1], line.box[0]),
    )
    runs: list[list[TextLine]] = []
    for line in small:
        near = [run for run in runs if _follows(run[-1], line)]
        if near:
            near[-1].append(line)
        else:
            runs.append([line])
    return [run for run in runs if len(run) <= MOST_LINES and has_photo_credit(run[-1].text)]


def _follows(above: TextLine, line: TextLine) -> bool:
    gap = line.box[1] - above.box[3]
    alike = abs(line.size - above.size) < 0.05 * line.size and above.face == line.face
    return alike and -0.3 * line.size < gap < NEXT * line.size and across(above.box, line.box) > 0.3


def _in_width(page: PrintedPage, picture: Box, line: TextLine) -> bool:
    slack = OUTSIDE * page.em
    return line.box[0] >= picture[0] - slack and line.box[2] <= picture[2] + slack


def _below(page: PrintedPage, picture: Box, lines: Sequence[TextLine]) -> list[TextLine]:
    under = sorted(
        (line for line in lines if line.box[1] >= picture[3] - 2 and across(line.box, picture) > 0.5),
        key=lambda line: line.box[1],
    )
    return _run(
        page, picture, under, [picture[3], *(line.box[3] for line in under)], [ln.box[1] for ln in under]
    )


def _above(page: PrintedPage, picture: Box, lines: Sequence[TextLine]) -> list[TextLine]:
    over = sorted(
        (line for line in lines if line.box[3] <= picture[1] + 2 and across(line.box, picture) > 0.5),
        key=lambda line: -line.box[3],
    )
    ends = [-picture[1], *(-line.box[1] for line in over)]
    return _run(page, picture, over, ends, [-line.box[3] for line in over])[::-1]


def _beside(page: PrintedPage, picture: Box, lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the smaller type that stands at the side of a picture, no higher than it."""
    near = [
        line
        for line in lines
        if line.size <= SMALLER * page.em
        and picture[1] - 2 <= line.box[1]
        and line.box[3] <= picture[3] + 2
        and min(abs(line.box[0] - picture[2]), abs(picture[0] - line.box[2])) < NEAR * page.em
    ]
    return sorted(near, key=lambda line: line.box[1]) if len(near) <= MOST_LINES else []


def _run(
    page: PrintedPage, picture: Box, lines: Sequence[TextLine], ends: Sequence[float], starts: Sequence[float]
) -> list[TextLine]:
    """Return the first lines away from a picture that are set alike, and not as the text is."""
    run: list[TextLine] = []
    for line, end, start in zip(lines, ends, starts, strict=False):
        apart = (start - end) / page.em
        if apart > (NEXT if run else NEAR) or is_text(line, page) or not _in_width(page, picture, line):
            break
        if run and abs(line.size - run[0].size) > 0.05 * line.size or line.size > 1.06 * page.em:
            break
        run.append(line)
    return run if len(run) <= MOST_LINES else []
