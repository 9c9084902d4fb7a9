"""Hold one page as the worker read it, and the small geometry that its readers share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.frozen import dataclass
from app.ingest.lines.glyphs import normalize_glyphs
from app.ingest.lines.place import MUCH_LARGER, Box
from app.ingest.source.pdf.outlines import Outlines, Polygon, on_page
from app.ingest.source.pdf.printed_line import TextLine

WHOLE_PAGE = 0.6
"""A picture or frame covering this share of the page is its background or border."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of lines; `em` is the size of its text, `face` the face of most of it."""

    number: int
    width: float
    height: float
    turn: int
    lines: tuple[TextLine, ...]
    sideways: tuple[TextLine, ...]
    rules: tuple[Box, ...]
    frames: tuple[Box, ...]
    pictures: tuple[Box, ...]
    em: float = 10.0
    face: str = ""
    outlines: tuple[Polygon, ...] = ()
    """The outlines of its articles, where something says them."""
    vertical: bool = False
    """Whether its text runs down the page as displayed; it is read turned, its level lines not upright."""


def printed_page(number: int, data: dict[str, Any]) -> PrintedPage:
    """Make a page of the worker's data."""
    lines = tuple(_line(each) for each in data["lines"])
    size, face = text_style(lines)
    area = WHOLE_PAGE * data["width"] * data["height"]
    drawn = [tuple(map(tuple, data[kind])) for kind in ("rules", "frames", "pictures")]
    rules, frames, pictures = ([box for box in kind if _area(box) < area] for kind in drawn)
    tints = [box for box in pictures if any(inside(line.box, box) for line in lines)]
    return PrintedPage(
        number=number,
        width=data["width"],
        height=data["height"],
        turn=data["turn"],
        lines=lines,
        sideways=tuple(_line(each) for each in data["sideways"]),
        rules=tuple(rules),
        frames=tuple(dict.fromkeys([*frames, *tints, *_closed(rules)])),
        pictures=tuple(box for box in pictures if box not in tints),
        em=size,
        face=face,
        vertical=data.get("vertical", False),
    )


def outlined(page: PrintedPage, outlines: Outlines) -> PrintedPage:
    """Return the page with the outlines of its articles in points."""
    printed = [*(line.box for line in page.lines), *page.frames, *page.pictures]
    polygons = on_page(outlines, page.width, page.height, around(printed))
    return replace(page, outlines=tuple(polygons))


def _line(data: Sequence[Any]) -> TextLine:
    text, box, size, face, upright, edges = data
    plain = normalize_glyphs(text)
    return TextLine(plain, tuple(box), size, face, upright, tuple(edges) if len(plain) == len(text) else ())


def text_style(lines: Iterable[TextLine]) -> tuple[float, str]:
    """Return the size and the face that most characters are set in."""
    styles: Counter[tuple[float, str]] = Counter()
    sizes: Counter[float] = Counter()
    for line in lines:
        styles[line.size, line.face] += len(line.text)
        sizes[round(line.size * 4) / 4] += len(line.text)
    if not styles:
        return 10.0, ""
    common = sizes.most_common(1)[0][0]
    (size, face), _ = max(styles.items(), key=lambda s: (abs(s[0][0] - common) <= 0.13, s[1]))
    return size, face


def _closed(rules: Sequence[Box]) -> list[Box]:
    """Return the frames that are drawn as four rules."""
    level = [r for r in rules if r[2] - r[0] > r[3] - r[1]]
    upright = [r for r in rules if r[2] - r[0] <= r[3] - r[1]]
    found = []
    for top in level:
        for bottom in level:
            if bottom[1] - top[3] < 20 or abs(top[0] - bottom[0]) > 3 or abs(top[2] - bottom[2]) > 3:
                continue
            sides = [r for r in upright if abs(r[1] - top[1]) < 4 and abs(r[3] - bottom[3]) < 4]
            left = any(abs(r[0] - top[0]) < 4 for r in sides)
            if left and any(abs(r[2] - top[2]) < 4 for r in sides):
                found.append((top[0], top[1], top[2], bottom[3]))
    return found


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def inside(box: Box, frame: Box, slack: float = 2.0) -> bool:
    """Return whether a box lies in a frame."""
    return (
        box[0] >= frame[0] - slack
        and box[1] >= frame[1] - slack
        and box[2] <= frame[2] + slack
        and box[3] <= frame[3] + slack
    )


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all."""
    held = list(boxes)
    return min(b[0] for b in held), min(b[1] for b in held), max(b[2] for b in held), max(b[3] for b in held)


def across(one: Box, other: Box) -> float:
    """Return how wide two boxes overlap horizontally, as a share of the narrower."""
    shared = min(one[2], other[2]) - max(one[0], other[0])
    return shared / max(0.1, min(one[2] - one[0], other[2] - other[0]))


def along(one: Box, other: Box) -> float:
    """Return how far two boxes overlap vertically, as a share of the lower."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared / max(0.1, min(one[3] - one[1], other[3] - other[1]))


def is_display(line: TextLine, page: PrintedPage) -> bool:
    """Return whether a line is set in type as large as titles are."""
    return line.size >= MUCH_LARGER * page.em or (not line.upright and not page.vertical)


def is_text(line: TextLine, page: PrintedPage) -> bool:
    """Return whether a line is set as the text of the page is."""
    return line.upright and abs(line.size - page.em) <= 0.04 * page.em and line.face == page.face
