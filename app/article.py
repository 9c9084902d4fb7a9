"""The values that everything passes on: Page, Article, Block.

All are frozen, all text is as displayed (clean, not folded). Line numbers count the source
file's lines from 1; a range is inclusive at both ends.
"""

from collections.abc import Mapping
from dataclasses import field, fields
from enum import StrEnum
from typing import Any

from app.frozen import dataclass
from app.messages import Message

Lines = tuple[tuple[int, int], ...]
"""Ranges of source lines, in reading order: ``((12, 30), (4, 9))`` reads 12–30 first."""


class BlockType(StrEnum):
    """The type of a block of an article's body."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    KEY_POINT = "key_point"
    CAPTION = "caption"


class Kind(StrEnum):
    """The kind of an item of a page."""

    ARTICLE = "article"
    BRIEF = "brief"
    CAPTION = "caption"


class Flag(StrEnum):
    """A remark for the reader on how a block or an article was reconstructed."""

    HEAD_MISSING = "head_missing"
    TAIL_MISSING = "tail_missing"
    JOINED = "joined"
    REORDERED = "reordered"
    TITLE_NOT_IN_SOURCE = "title_not_in_source"


class Role(StrEnum):
    """The role of a stretch of source lines that is no block of the body."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    BYLINE = "byline"
    AFFILIATION = "affiliation"
    SOURCE_NOTE = "source_note"


class Origin(StrEnum):
    """Where a value of an article was found, the most trusted first."""

    SIDECAR = "sidecar"
    FOLDER_TABLE = "folder table"
    FRONT_MATTER = "front matter"
    PRINTED = "printed"
    MARKUP = "markup"
    FILE_NAME = "file name"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a printed page (from 1), in points from its top left as displayed."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Print:
    """Where a source is printed: the width and height of each page in points, and a box for each line."""

    sheets: tuple[tuple[float, float], ...]
    lines: tuple[Box | None, ...]
    """For each source line; ``None`` for blank ones."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, key point or caption, with the source lines it came from."""

    type: BlockType
    text: str
    lines: Lines = ()
    flags: tuple[Flag, ...] = ()
    confidence: float = 1.0
    """The probability of this block's first boundary, 0 to 1."""
    level: int = 0
    """Of a heading, from 1, where the source tells levels apart; else 0."""
    boxes: tuple[Box, ...] = ()
    """Where it is printed, a rectangle for each column; empty for sources that are no printed pages."""

    def __reduce__(self) -> tuple[object, ...]:
        """Return the call that makes it again: most of what a parser hands over is blocks, and pickling
        slots one by one takes four times as long."""
        return Block, (
            self.type,
            self.text,
            self.lines,
            self.flags,
            self.confidence,
            self.level,
            self.boxes,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of source that became a title, byline, affiliation, …: its text and its lines."""

    role: Role
    text: str
    lines: Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMetadata:
    """The bibliographic fields of an article: what is printed around its text, or given by its sidecar.

    Every form of an article is one of these: parsed, stored, indexed, cited. A field that is added here
    passes through all of them, the sidecar, the database and ``judou parse``. What is not known is ``None``
    or empty, never invented.
    """

    title: str | None = None
    subtitle: str | None = None
    kicker: str | None = None
    authors: tuple[str, ...] = ()
    affiliation: str | None = None
    source_note: str | None = None
    newspaper: str | None = None
    date: str | None = None
    """ISO 8601, ``2024-03-12``; ``2024-03`` or ``2024`` where no more is known."""
    edition: str | None = None
    """版次, the page of the newspaper: ``9``."""
    column: str | None = None
    """栏目, the regular section in which the article is printed: ``理论纵横``."""
    url: str | None = None
    """The address of the original, where the page was published."""
    issuing_body: str | None = None
    """发文机关, the body that issued a law or an official document: ``国务院``."""
    document_number: str | None = None
    """文号, the number of an official document: ``国发〔2024〕5号``."""
    origins: Mapping[str, Origin] = field(default_factory=dict, hash=False)
    """Where each known field of ``PUBLICATION`` was found, and each other one that is not from print."""

    def metadata(self) -> dict[str, Any]:
        """Return the bibliographic fields by name, to make another form of the same article."""
        return {name: getattr(self, name) for name in METADATA}


METADATA = tuple(each.name for each in fields(ArticleMetadata))
"""The names of the bibliographic fields, in the order in which they are written everywhere."""
PUBLICATION = ("newspaper", "date", "edition", "column", "url", "issuing_body", "document_number")
"""The fields that say where, when and by whom an article was published."""
GIVEN = tuple(name for name in METADATA if name != "origins")
"""The fields that a person can supply."""


@dataclass(frozen=True, slots=True)
class Article(ArticleMetadata):
    """One item of a page, as parsed."""

    kind: Kind
    blocks: tuple[Block, ...]
    flags: tuple[Flag, ...] = ()
    parts: tuple[Part, ...] = ()

    def texts(self, block_type: BlockType) -> tuple[str, ...]:
        """Return the texts of all blocks of one type, in reading order."""
        return tuple(block.text for block in self.blocks if block.type == block_type)


class Reason(StrEnum):
    """The reason that a stretch of source is in no article: a code of ``app.messages.TEMPLATES``."""

    PRINTED_TWICE = "printed-twice"
    RUNNING_HEAD = "running-head"
    ADVERTISEMENT = "advertisement"
    LABEL = "label"
    JUMP = "jump"
    TITLE_OF_NO_ITEM = "title-of-no-item"
    BYLINE_OF_NO_ITEM = "byline-of-no-item"
    COMMENT = "html-comment"
    RULE = "markdown-rule"
    FURNITURE = "page-furniture"
    ABOUT = "about-the-text"
    LINK = "link-elsewhere"
    FRAME = "table-frame"
    MARKUP = "markup"
    INDEX = "index-entry"
    EMPTY_HEADING = "empty-heading"
    NOT_PLACED = "in-no-article"
    LINE_START = "line-start"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Unused:
    """Source text that is in no block, and why (running head, repeated overprint, …)."""

    text: str
    lines: Lines
    reason: Reason


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that could not be taken: where it is and why."""

    where: str
    why: Message


@dataclass(frozen=True, slots=True)
class Page:
    """One source file, reconstructed."""

    id: str
    """The file's path below the seeds folder without its ending, ``/`` between folders."""
    source: str
    """The whole decoded source; its lines are what ``Lines`` count."""
    encoding: str
    articles: tuple[Article, ...]
    unused: tuple[Unused, ...] = ()
    notes: tuple[Message, ...] = field(default=())
    """Remarks of the decoder, and what contradicts in what is known of the articles."""
    layout: str = "columns"
    """What kind of text the source is."""
    printed: Print | None = None
    """Where its lines are printed, if it is made of printed pages."""
    folder: str | None = None
    """The title of the nearest folder that has one."""
    folder_titles: tuple[tuple[str, str], ...] = ()
    """The titles that people gave to the folders around it, with the folders' paths, the outermost first."""
