"""Pages of lines for tests of the layout: columns of text, and what stands among them."""

from collections.abc import Sequence

from app.ingest.lines.place import Box
from app.ingest.source.pdf.layout.printed_page import PrintedPage, text_style
from app.ingest.source.pdf.printed_line import TextLine


def line(
    text: str, left: float, top: float, wide: float = 140, size: float = 10, face: str = "Song"
) -> TextLine:
    return TextLine(text, (left, top, left + wide, top + size), size, face)


def column(text: str, left: float, top: float, count: int, wide: float = 140) -> list[TextLine]:
    """Lines of one text below each other, the first set in."""
    return [
        line(text, left + (20 if not n else 0), top + 15 * n, wide - (20 if not n else 0))
        for n in range(count)
    ]


def page(
    lines: Sequence[TextLine], rules: Sequence[Box] = (), pictures: Sequence[Box] = (), high: float = 800
) -> PrintedPage:
    em, face = text_style(lines)
    return PrintedPage(1, 600, high, 0, tuple(lines), (), tuple(rules), (), tuple(pictures), em, face)
