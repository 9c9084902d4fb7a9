"""Hold where a line stands on a printed page and how it is set: what only sources with geometry know."""

from enum import StrEnum

from app.frozen import dataclass
from app.lazy_pattern import lazy_pattern

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left of the page."""
INDENT = (1.2, 3.6)
"""Ems by which first lines are set in."""
FLUSH = 0.6
SHORT = 1.2
"""Ems by which a last line ends before its column does."""
LARGER, MUCH_LARGER = 1.06, 1.25
"""Times the size of the text: headings, titles."""


FOOTNOTE_MARK = lazy_pattern(r"[①-⑳*＊†]|[\[［（(]\d{1,2}[\]］）)]|\d{1,2}\s")


class Part(StrEnum):
    """What a line belongs to, as far as its place on the page tells."""

    TEXT = "text"
    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    KEY_POINT = "key point"
    CAPTION = "caption"
    TABLE = "table"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"
    ADVERTISEMENT = "advertisement"


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one line: its page (from 1), box, size and face, and what surrounds it."""

    page: int
    box: Box
    size: float
    face: str
    upright: bool = True
    part: Part = Part.TEXT
    item: int = 0
    """The number of the frame that holds the article it belongs to; 0 if it belongs to none."""
    column: tuple[float, float] = (0.0, 0.0)
    """The left and right edge of its column."""
    text_size: float = 10.0
    text_face: str = ""
    leading: float = 1.5
    """The distance of lines in the column, in ems of the text."""
    gap: float = 0.0
    """White space above it in its column beyond the usual, in ems; 0 at the top of a column."""
    edges: tuple[float, ...] = ()
    """Where its characters begin and the last one ends: from the left, or from the top if not upright."""
    turn: int = 0
    """Quarter turns clockwise by which the page is read; boxes are as read."""
    sheet: tuple[float, float] = (0.0, 0.0)
    """Width and height of the page as read."""

    @property
    def indent(self) -> float:
        """Return how far it is set in from the left of its column, in ems of the text."""
        return (self.box[0] - self.column[0]) / self.text_size

    @property
    def short(self) -> float:
        """Return how far before the right of its column it ends, in ems of the text."""
        return (self.column[1] - self.box[2]) / self.text_size

    @property
    def is_first(self) -> bool:
        """Return whether it is set in as the first lines of paragraphs are."""
        return INDENT[0] <= self.indent <= INDENT[1] and not self.centred

    @property
    def scale(self) -> float:
        """Return its size against that of the text."""
        return self.size / self.text_size

    @property
    def centred(self) -> bool:
        """Return whether it stands in the middle of its column, touching neither side."""
        return self.indent > FLUSH and self.short > FLUSH and abs(self.indent - self.short) < 1.0

    @property
    def other_face(self) -> bool:
        """Return whether it is set in another face than the text."""
        return bool(self.face) and self.face != self.text_face
