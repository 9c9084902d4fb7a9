"""See a page whose text runs down as it is displayed: there its level lines (titles, heads) are upright."""

from collections.abc import Sequence
from dataclasses import replace

from app.frozen import dataclass
from app.ingest.lines.place import Box
from app.ingest.source.pdf.layout.printed_page import PrintedPage
from app.ingest.source.pdf.layout.titles import Title, titles
from app.ingest.source.pdf.printed_line import TextLine, upright


@dataclass(frozen=True, slots=True)
class DisplayedPage:
    """A page as displayed, and the lines as read that stand behind its own."""

    page: PrintedPage
    read: dict[int, TextLine]

    def as_read(self, lines: Sequence[TextLine]) -> list[TextLine]:
        """Return lines of the displayed page as they are read."""
        return [self.read[id(line)] for line in lines]

    def box_as_read(self, box: Box) -> Box:
        """Return a box of the displayed page as it is read."""
        return _turned(box, self.page.width, self.page.height, 1)


def displayed(page: PrintedPage) -> DisplayedPage:
    """Return a vertical page as it is displayed."""
    wide, high = page.width, page.height

    def back(box: Box) -> Box:
        return _turned(box, wide, high, 3)

    shown = [replace(line, box=back(line.box), upright=not line.upright) for line in page.lines]
    rules, frames, pictures = (tuple(map(back, boxes)) for boxes in (page.rules, page.frames, page.pictures))
    turned = replace(
        page,
        width=high,
        height=wide,
        lines=tuple(shown),
        rules=rules,
        frames=frames,
        pictures=pictures,
        vertical=False,
    )
    return DisplayedPage(turned, {id(new): old for new, old in zip(shown, page.lines, strict=True)})


def level_titles(page: PrintedPage, lines: Sequence[TextLine]) -> list[Title]:
    """Return the title blocks among the level lines of a vertical page."""
    side = displayed(replace(page, lines=tuple(line for line in lines if not line.upright)))
    return [
        Title(
            side.box_as_read(found.box),
            *(side.as_read(part) for part in (found.title, found.kicker, found.subtitle, found.byline)),
        )
        for found in titles(side.page, side.page.lines)
    ]


def _turned(box: Box, wide: float, high: float, turn: int) -> Box:
    a, b = (upright(point, wide, high, turn) for point in (box[:2], box[2:]))
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
