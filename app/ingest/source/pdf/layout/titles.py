"""Find titles: lines of large type that stand together, with what is set above and below them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field

from app.frozen import dataclass
from app.ingest.lines.place import LARGER, Box
from app.ingest.metadata.bylines import parse_names
from app.ingest.source.pdf.layout.printed_page import PrintedPage, across, along, around, is_display, is_text
from app.ingest.source.pdf.printed_line import TextLine
from app.lazy_pattern import lazy_pattern

ONE_TITLE = 0.86
"""Lines of one title are at least this part of the largest of them."""
TOGETHER = 1.0
"""Ems of the larger type between lines that stand together."""
NEAR = 1.6
"""Ems of the title within which its kicker, subtitle and byline stand."""
HEADING_SIZE = 1.5
"""Times the text: in larger type nothing is a heading."""
SUBTITLE = lazy_pattern(r"^(?:——|──|--|―|—)")
NO_SUBTITLE = lazy_pattern(r"[。；]$")
FLAT, HIGHEST = 4.0, 6.0
"""A picture this many times as wide as high, and no higher than so many ems, may be a title."""


@dataclass(slots=True)
class Title:
    """The lines of a title block; a title that is a picture has none, but a box."""

    box: Box
    title: list[TextLine] = field(default_factory=list)
    kicker: list[TextLine] = field(default_factory=list)
    subtitle: list[TextLine] = field(default_factory=list)
    byline: list[TextLine] = field(default_factory=list)

    @property
    def lines(self) -> list[TextLine]:
        """Return all its lines in reading order."""
        return [*self.kicker, *self.title, *self.subtitle, *self.byline]

    @property
    def upright(self) -> bool:
        """Return whether it is set in level lines."""
        return all(line.upright for line in self.title)


def titles(page: PrintedPage, lines: Sequence[TextLine]) -> list[Title]:
    """Return the title blocks among some lines of a page."""
    display = [line for line in lines if is_display(line, page)]
    headings = _headings(page, display, lines)
    blocks = [_block(group) for group in _groups(page, [ln for ln in display if id(ln) not in headings])]
    used = {id(line) for block in blocks for line in block.lines}
    for block in sorted(blocks, key=lambda block: -_size(block)):
        _surround(page, block, [line for line in lines if id(line) not in used])
        used.update(map(id, block.lines))
    return blocks


def _size(block: Title) -> float:
    return max(line.size for line in block.title)


def _headings(page: PrintedPage, display: Sequence[TextLine], lines: Sequence[TextLine]) -> set[int]:
    """Return the ids of display lines that are headings: smaller type, several times inside columns."""
    styles = Counter((round(line.size, 1), line.face) for line in display if line.upright)
    found: set[int] = set()
    for size, face in styles:
        alike = [ln for ln in display if round(ln.size, 1) == size and ln.face == face and ln.upright]
        larger = any(line.size >= 1.2 * size for line in display)
        inner = [line for line in alike if _inside_column(page, line, lines)]
        if size < HEADING_SIZE * page.em and larger and len(inner) >= 2 and 2 * len(inner) >= len(alike):
            found.update(map(id, alike))
    return found


def _inside_column(page: PrintedPage, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Return whether a line stands close below text of one column that is at least as wide."""
    above = [
        other
        for other in lines
        if other.box[3] <= line.box[1] + 1
        and line.box[1] - other.box[3] < 2 * page.em
        and across(other.box, line.box) > 0
    ]
    if not above:
        return False
    text = [other for other in above if is_text(other, page)]
    return (
        len(text) == len(above)
        and all(
            other.box[0] <= line.box[0] + page.em and line.box[2] <= other.box[0] + 30 * page.em
            for other in text
        )
        and len({round(other.box[0] / (3 * page.em)) for other in text}) == 1
    )


def _groups(page: PrintedPage, display: Sequence[TextLine]) -> list[list[TextLine]]:
    """Return the display lines that stand together."""
    groups: list[list[TextLine]] = []
    for line in sorted(display, key=lambda line: (line.box[1], line.box[0])):
        touching = [group for group in groups if any(_together(page, line, other) for other in group)]
        merged = [other for group in touching for other in group]
        groups = [group for group in groups if group not in touching]
        groups.append([*merged, line])
    return groups


def _together(page: PrintedPage, one: TextLine, other: TextLine) -> bool:
    if one.upright != other.upright:
        return False
    size = max(one.size, other.size)
    if one.upright:
        gap = max(one.box[1], other.box[1]) - min(one.box[3], other.box[3])
        near = -0.3 * size < gap <= TOGETHER * size and across(one.box, other.box) > 0.3
        between = min(one.box[3], other.box[3]), max(one.box[1], other.box[1])
        ruled = any(
            rule[3] - rule[1] < 5
            and between[0] - 1 <= rule[1] <= between[1] + 1
            and across(rule, one.box) > 0.5
            for rule in page.rules
        )
        return near and not ruled
    gap = max(one.box[0], other.box[0]) - min(one.box[2], other.box[2])
    return -0.3 * size < gap <= 1.2 * size and along(one.box, other.box) > 0.3


def _block(group: Sequence[TextLine]) -> Title:
    largest = max([line.size for line in group if not SUBTITLE.match(line.text)] or [group[0].size])
    upright = group[0].upright
    key = (lambda line: (line.box[1], line.box[0])) if upright else (lambda line: -line.box[0])
    ordered = sorted(group, key=key)
    large = [line for line in ordered if line.size >= ONE_TITLE * largest]
    main = [line for line in large if not SUBTITLE.match(line.text)] or large
    block = Title(around(line.box for line in group), main)
    first, last = ordered.index(main[0]), ordered.index(main[-1])
    block.kicker = [line for line in ordered[:first] if not SUBTITLE.match(line.text)]
    block.subtitle = [line for line in ordered[:last] if line not in main and line not in block.kicker]
    block.subtitle += ordered[last + 1 :]
    return block


def _surround(page: PrintedPage, block: Title, lines: Sequence[TextLine]) -> None:
    """Take the kicker above a title, and the subtitle and the byline below it, that are set smaller."""
    size = _size(block)
    other = [line for line in lines if line.upright and not is_display(line, page)]
    if block.upright and not block.kicker:
        above = [line for line in other if _is_kicker(page, block, line, size) and not _goes_on(line, other)]
        block.kicker = above[-1:]
    bottom = block.box[3]
    for line in sorted(other, key=lambda line: (line.box[1], line.box[0])):
        if line.box[1] < bottom - 2 or line.box[1] - bottom > NEAR * max(size, 1.6 * page.em):
            continue
        if not _below_title(page, block, line, lines):
            continue
        if parse_names(line.text):
            block.byline.append(line)
        elif SUBTITLE.match(line.text) or (not block.byline and _is_subtitle(page, block, line)):
            block.subtitle.append(line)
        else:
            break
        bottom = line.box[3]
    block.box = around([block.box, *(line.box for line in block.lines)])


def _is_kicker(page: PrintedPage, block: Title, line: TextLine, size: float) -> bool:
    gap = block.box[1] - line.box[3]
    if not -2 <= gap <= NEAR * size or is_text(line, page) or NO_SUBTITLE.search(line.text):
        return False
    return _aligned(page, block, line) and len(line.text) <= 40 and "（" not in line.text[:1]


def _goes_on(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Return whether a line is the rest of what is set alike right above it."""
    return any(
        0 <= line.box[1] - other.box[3] < TOGETHER * line.size
        and abs(line.size - other.size) < 0.05 * line.size
        and line.face == other.face
        and across(line.box, other.box) > 0.3
        for other in lines
        if other is not line
    )


def _aligned(page: PrintedPage, block: Title, line: TextLine) -> bool:
    """Return whether a line is centred on a title or begins where it does."""
    middle = abs(line.box[0] + line.box[2] - block.box[0] - block.box[2]) / 2
    return middle < 1.5 * page.em or abs(line.box[0] - block.box[0]) < page.em


def _below_title(page: PrintedPage, block: Title, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Return whether a line under a title may belong to it: not set as the text is, or names in its middle or
    with nothing beside them."""
    if across(line.box, block.box) < 0.6:
        return False
    if not is_text(line, page):
        return True
    beside = (other for other in lines if other is not line and along(other.box, line.box) > 0.3)
    alone = not any(across(other.box, block.box) > 0 for other in beside)
    return bool(parse_names(line.text)) and (alone or _aligned(page, block, line))


def _is_subtitle(page: PrintedPage, block: Title, line: TextLine) -> bool:
    larger = line.size >= LARGER * page.em
    return larger and _aligned(page, block, line) and not NO_SUBTITLE.search(line.text)


def pictured(page: PrintedPage, pictures: Iterable[Box], taken: Collection[Box]) -> list[Title]:
    """Return the pictures that look like titles: flat, with no caption, above a text."""
    found = []
    for box in pictures:
        wide, high = box[2] - box[0], box[3] - box[1]
        if box in taken or wide < FLAT * high or high > HIGHEST * page.em:
            continue
        below = [
            line
            for line in page.lines
            if is_text(line, page) and 0 <= line.box[1] - box[3] < 4 * page.em and across(line.box, box) > 0.5
        ]
        if below:
            found.append(Title(box))
    return found
