"""What is drawn over the picture of a sheet: outlines of blocks, their numbers, the hits of a query."""

from collections.abc import Iterable

from app.article import Box
from app.web.printed.views import MarginNumber, Rectangle

NUMBER_SHARE = 90
"""Numbers in the gutter are this part of the sheet's height, so that they stay small beside the text."""


def rectangle(box: Box, css: str = "") -> Rectangle:
    """Return a box as the attributes of an SVG rectangle."""
    wide, high = _points(box.right - box.left), _points(box.bottom - box.top)
    return Rectangle(_points(box.left), _points(box.top), wide, high, _points(box.bottom), css)


def rectangles(boxes: Iterable[Box], sheet: int, css: str = "") -> tuple[Rectangle, ...]:
    """Return those of some boxes that stand on a sheet."""
    return tuple(rectangle(box, css) for box in boxes if box.page == sheet)


def margin_number(box: Box, number: int, size: float, css: str = "") -> MarginNumber:
    """Return a paragraph's number to the left of its first line."""
    return MarginNumber(_points(box.left - size / 4), _points(box.top + size), str(number), css)


def number_size(height: float) -> float:
    """Return the size of numbers on a sheet of some height."""
    return round(height / NUMBER_SHARE, 1)


def _points(value: float) -> str:
    return f"{max(0.0, value):.1f}".removesuffix(".0")
