"""Views of a printed page beside its text, and its page: frozen values, every link made."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Choice, Link, PageContext, Pager, Segment


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on a sheet, in points as written into SVG; ``base`` is its lower edge."""

    x: str
    y: str
    width: str
    height: str
    base: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class OutlineView:
    """A block on the picture: its rectangles on this sheet, and the text that they lead to."""

    anchor: str
    href: str
    label: str
    rectangles: tuple[Rectangle, ...]
    css: str = ""


@dataclass(frozen=True, slots=True)
class MarginNumber:
    """The number of a paragraph, beside it on the picture."""

    x: str
    y: str
    text: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTools:
    """Links of the block in hand."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A block as it is read."""

    anchor: str
    type: str
    mark: str
    href: str
    label: str
    segments: tuple[Segment, ...]
    flags: tuple[str, ...]
    tools: PrintedTools | None = None


@dataclass(frozen=True, slots=True)
class PrintedArticle:
    """What of an article begins on a sheet; ``goes_on`` says that its head stands on another one."""

    anchor: str
    title: tuple[Segment, ...]
    href: str
    untitled: bool
    authors: str
    affiliation: tuple[Link, ...]
    goes_on: bool
    in_hand: bool
    blocks: tuple[PrintedBlock, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet: its picture, what is drawn over it, and its articles."""

    name: str
    picture: str
    dark_picture: str
    """The picture where the system is dark; empty where the reader has chosen."""
    pixels: tuple[int, int]
    view_box: str
    number_size: str
    outlines: tuple[OutlineView, ...]
    numbers: tuple[MarginNumber, ...]
    hits: tuple[Rectangle, ...]
    articles: tuple[PrintedArticle, ...]


@dataclass(frozen=True, slots=True)
class PrintedHits:
    """The hits of a query on the sheet: how many, and the steps between them."""

    words: str
    query: Link
    previous: str
    following: str


@dataclass(frozen=True, slots=True)
class PrintedView:
    """A printed source: sheets as printed beside their text."""

    label: str
    figures: tuple[str, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...]
    sheets: tuple[SheetView, ...]
    outlined: bool
    enlarged: bool
    switches: tuple[Choice, ...]
    hits: PrintedHits | None
    pager: Pager | None
    previous: Link | None
    following: Link | None


@dataclass(frozen=True, slots=True)
class PrintedPage(PageContext):
    """``/pages/{id}`` of a printed source."""

    template: ClassVar[str] = "printed.html"
    view: PrintedView
