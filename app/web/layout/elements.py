"""The values that all pages share: layout, head, and the small ones that views are made of."""

from typing import ClassVar, NamedTuple

from app.frozen import dataclass
from app.i18n.catalogues import Language


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; ``href`` is empty where one already is."""

    text: str
    href: str = ""
    current: bool = False
    count: str = ""
    title: str = ""
    rest: str = ""
    """The words that follow, set lighter."""


class Segment(NamedTuple):
    """A stretch of text; ``css`` is empty or the classes of its mark, ``anchor`` the mark's id or empty."""

    text: str
    css: str = ""
    anchor: str = ""
    pieces: tuple[str, ...] = ()
    """Of a title: before every piece but the first a line may break."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A named row of links of which one is current: sort order, theme, text size."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """A folder that the search of a page can be kept to, and whether it is."""

    folder: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The frame of every page."""

    language: Language
    theme: str
    """``light``, ``dark`` or empty: as the system has it."""
    size: str
    keys: bool
    night: str
    day: str
    smaller: str
    larger: str
    """Switches to the next text size; empty at either end, and without a server."""
    stylesheet: str
    desk_stylesheet: str
    """Of the pages of the research desk besides."""
    quote_stylesheet: str
    scripts: tuple[str, ...]
    icon: str
    home: str
    search: str
    suggest: str
    query: str
    opensearch: str
    feed: str
    nav: tuple[Link, ...]
    switches: tuple[Choice, ...]
    footer: tuple[Link, ...]
    generation: str
    crumbs: tuple[Link, ...] = ()
    """The way from the library to the folder that the page belongs to."""
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same thing in another form or language."""

    href: str
    media_type: str = ""
    hreflang: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page, which machines read."""

    title: str
    description: str = ""
    canonical: str = ""
    shared: str = ""
    """The address that Open Graph names, where it is not the canonical one."""
    kind: str = "website"
    indexed: bool = True
    previous: str = ""
    following: str = ""
    """The addresses of the pages of a list before and after this one."""
    image: str = ""
    alternates: tuple[Alternate, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    """``article:author`` and the like."""
    citation: tuple[tuple[str, str], ...] = ()
    """``citation_title`` and the like."""
    json_ld: str = ""
    """JSON that is safe inside a script element."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The place in a list of pages, and its neighbours."""

    words: str
    previous: str = ""
    following: str = ""
    numbers: tuple[Link, ...] = ()
    """Pages by number; what has no address is a gap."""
    jump: "Jump | None" = None


@dataclass(frozen=True, slots=True)
class Jump:
    """A form that asks for a page of a list by its number."""

    action: str
    kept: tuple[tuple[str, str], ...]
    """The parameters that the form hands on."""
    last: int


class Bar(NamedTuple):
    """One bar; ``x``, ``middle`` and ``width`` are in percent, ``y`` and ``height`` in pixels."""

    x: float
    middle: float
    width: float
    y: float
    height: float
    label: str
    href: str
    number: str
    """Printed above the bar, or empty."""
    mark: str
    """Printed below the bar, or empty."""
    minor: bool
    """Whether the mark goes where there is little room."""
    edge: str
    """``first`` or ``last`` where the mark is wider than the bar and would stand out of the strip."""
    current: bool


@dataclass(frozen=True, slots=True)
class StripView:
    """A strip of years or months; ``values`` says the same as a list, for keys, fingers and readers aloud,
    where no facet beside it does."""

    bars: tuple[Bar, ...]
    height: int
    """Pixels of the strip with its writing."""
    base: int
    """Pixels down to the foot of the bars."""
    values: tuple[Link, ...] = ()
    undated: Link | None = None


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet of a list: its values with counts; ``more`` leads to all of them."""

    name: str
    values: tuple[Link, ...]
    more: Link | None = None
    strip: StripView | None = None
    """Draws the values along time."""


@dataclass(frozen=True, slots=True)
class Rail:
    """The places of hits in an article: an SVG path over a width of 1000, of ticks or of bars."""

    path: str
    label: str
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know: a sentence, then details."""

    text: str
    lines: tuple[tuple[Segment, ...], ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PageContext:
    """The base of all pages; each names its template and has a ``view``."""

    template: ClassVar[str]
    layout: Layout
    head: Head


@dataclass(frozen=True, slots=True)
class MessageView:
    """A plain message: not found, bad request, nothing built yet."""

    title: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class MessagePage(PageContext):
    """Any status with a plain message."""

    template: ClassVar[str] = "message.html"
    view: MessageView
