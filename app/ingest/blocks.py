"""What readers hand to the stage that makes articles of text in source order.

A reader (plain text, Markdown, HTML, DOCX, EPUB) gives `SourceBlock`s in the order of its source. What it
knows of a block it says by the type and the level; what it does not know is a ``LINE``, and the stage tells
by evidence what that is. `Known` values are what the source says of itself outside its text (front matter).
"""

from collections.abc import Mapping
from enum import StrEnum

from app.article import Lines
from app.frozen import dataclass

Known = Mapping[str, str | tuple[str, ...]]
"""Values by the name of an article's field: ``{"title": "老街新事", "authors": ("林舟",)}``."""


class Layout(StrEnum):
    """What kind of text a source is."""

    COLUMNS = "columns"
    ORDER = "source order"
    LAW = "law"
    VERSE = "verse"
    TRANSCRIPT = "transcript"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    EPUB = "epub"


class SourceType(StrEnum):
    """What a reader knows of a block."""

    LINE = "line"
    """Nothing: a line of plain text. Only such lines can become titles, headings, bylines by their words."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE_ROW = "table row"
    CAPTION = "caption"
    KICKER = "kicker"
    SUBTITLE = "subtitle"
    RULE = "rule"
    """A line drawn across; it is no text."""


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """One block of a source, its text without marks: inline marks, links and entities are resolved."""

    type: SourceType
    text: str
    """On one line. Cells of a table row are parted by one space; a list item keeps its number if one is
    printed; a plain line keeps its inner white space, which may part the cells of a table."""
    level: int = 0
    """Of a heading, from 1, as in Markdown; of a list item, its depth from 1; else 0."""
    lines: Lines = ()
    """Ranges of source lines, from 1."""
    indent: int = 0
    """Of a plain line: how many ideographic spaces (or pairs of others) stand before it."""
    gap: bool = False
    """Of a plain line: whether a blank line stands before it."""
