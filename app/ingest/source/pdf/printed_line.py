"""Hold a line as the worker hands it over, and turn points of pages that are read turned."""

import math

from app.frozen import dataclass

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points as displayed."""
REFUSED, OUT_OF_MEMORY = 3, 4
"""Exit codes of the worker; with the first, its standard error holds the refusal's code and values."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as printed: its box in points, and how it is set."""

    text: str
    box: Rectangle
    size: float
    face: str
    upright: bool = True
    """False for a line set from top to bottom."""
    edges: tuple[float, ...] = ()
    """Where the characters of `text` begin (from the left, or from the top), and where the last ends."""


def upright(point: tuple[float, float], width: float, height: float, turn: int) -> tuple[float, float]:
    """Turn a point of a page back by quarter turns, so that text turned clockwise by them stands upright."""
    x, y = point
    if turn == 1:
        return y, width - x
    if turn == 2:
        return width - x, height - y
    if turn == 3:
        return height - y, x
    return x, y


def turned_by(point: tuple[float, float], degrees: float) -> tuple[float, float]:
    """Turn a point clockwise around the top left."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return point[0] * cosine - point[1] * sine, point[0] * sine + point[1] * cosine
