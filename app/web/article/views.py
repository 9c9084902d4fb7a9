"""Views of an article, its citations and old links, and their pages: frozen values, every link made."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Choice, Link, Notice, PageContext, Rail, Segment
from app.web.layout.hit_views import GroupView


@dataclass(frozen=True, slots=True)
class BlockTools:
    """Links of the selected block: permalink, citation, QR code, source; a picture of it as a quotation, and
    the cutting where it is printed."""

    name: str
    permalink: str
    cite: str
    qr: str
    raw: str
    cutting: str = ""
    previous: str = ""
    following: str = ""
    leave: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of an article as it is read."""

    id: str
    type: str
    n: int | None
    href: str
    segments: tuple[Segment, ...]
    heading: int = 0
    """The rank of a heading: 2 to 6, as in ``h2``."""
    flags: tuple[str, ...] = ()
    tools: BlockTools | None = None
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class RunningHead:
    """A heading of an earlier page, repeated; ``rank`` is 2 to 6, as in ``h2``."""

    rank: int
    text: str


@dataclass(frozen=True, slots=True)
class PortionView:
    """The part of a long article that one page shows; all of a short one."""

    number: int
    before: int
    """The number of hits that stand before it."""
    key_points: tuple[BlockView, ...]
    above: tuple[RunningHead, ...]
    """The headings that its beginning stands under."""
    blocks: tuple[BlockView, ...]
    source_note: str


@dataclass(frozen=True, slots=True)
class Turns:
    """The way from one portion to the next: ``text`` of a link is the heading that it begins with."""

    words: str
    all: int
    previous: Link | None
    following: Link | None
    whole: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading in the contents, with those below it."""

    id: str
    text: str
    href: str
    open: bool
    below: "tuple[ContentsEntry, ...]"


@dataclass(frozen=True, slots=True)
class Tick:
    """An area of the rail that leads to a hit."""

    left: int
    width: int
    href: str


@dataclass(frozen=True, slots=True)
class HitBar:
    """The hits of the query one came with: k of n, the rail, the steps."""

    query: str
    query_href: str
    current: int
    """The hit in hand, or the last one before the place; 0 at the beginning."""
    total: int
    rail: Rail
    ticks: tuple[Tick, ...]
    previous: str
    following: str
    clear: str
    action: str
    marking: tuple[tuple[str, str], ...]
    """What the address of a hit has besides its number."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article."""

    id: str
    kicker: str
    title: tuple[Segment, ...]
    title_id: str
    untitled: bool
    subtitle: str
    pinyin: str
    """Title and authors in Latin letters, for those who read no Chinese."""
    kind: str
    authors: tuple[Link, ...]
    affiliation: tuple[Link, ...]
    """The note on the authors in pieces; bodies lead to their articles."""
    dateline: tuple[str, ...]
    flags: tuple[str, ...]
    page: Link
    contents: tuple[ContentsEntry, ...]
    figures: tuple[str, ...]
    origins: tuple[str, ...]
    """Where what is known of its publication was found."""
    links: tuple[Link, ...]
    keywords: tuple[Link, ...]
    hits: HitBar | None
    notice: Notice | None
    title_tools: BlockTools | None
    """Where the title is in hand."""
    portions: tuple[PortionView, ...]
    turns: Turns | None
    previous: Link | None
    following: Link | None
    similar: tuple[Link, ...]
    citation: str
    marking: str
    """The query string that marks the same hits."""
    address: str
    """The article with its marks, and nothing in hand."""
    sharing: "SharingView"
    printed: bool = False
    """Its paragraphs can be cut out of a printed page."""
    is_alone: bool = False
    """Nothing else stands on its page, and its folder is named above it."""
    others: Choice | None = None
    """Other texts with its title."""


@dataclass(frozen=True, slots=True)
class SharingView:
    """What the script makes links, quotations and messages of."""

    origin: str
    permalinks: str
    """The beginning of the addresses of paragraphs."""
    permalink_end: str
    """What follows an id in them."""
    source: str
    """The citation that follows a quotation, with ``{link}`` for the paragraph's own."""
    named: str
    """The line of a message that names the source; empty where nothing of it is known."""
    pictured: bool
    """Its paragraphs can be had as pictures."""
    cite_here: str
    """Where paragraphs are cited, if not at an address of each."""


@dataclass(frozen=True, slots=True)
class CiteFormat:
    """A citation in one format."""

    label: str
    text: str
    href: str
    media_type: str
    language: str


@dataclass(frozen=True, slots=True)
class CiteView:
    """All citations of an article or a paragraph."""

    title: str
    pinyin: str
    back: Link
    quotation: str
    permalink: str
    qr: str
    missing: str
    formats: tuple[CiteFormat, ...]


@dataclass(frozen=True, slots=True)
class GoneView:
    """What is no longer in the library: what is known of it, its last text, and what is nearest to it."""

    title: str
    text: str
    known: tuple[tuple[str, Link], ...]
    """The article, its authors and its page, each with its name; with a link where it still stands."""
    was: str
    nearest: tuple[GroupView, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PermalinkView:
    """A paragraph, and where it stands; with a notice it is for the reader to go on."""

    text: str
    there: Link
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class ArticlePage(PageContext):
    """``/articles/{id}`` and ``/p/{id}``"""

    template: ClassVar[str] = "article.html"
    view: ArticleView


@dataclass(frozen=True, slots=True)
class CitePage(PageContext):
    """``/articles/{id}/cite`` and ``/p/{id}/cite``"""

    template: ClassVar[str] = "cite.html"
    view: CiteView


@dataclass(frozen=True, slots=True)
class GonePage(PageContext):
    """``/p/{id}`` and ``/articles/{id}`` when it is gone, with status 410."""

    template: ClassVar[str] = "gone.html"
    view: GoneView


@dataclass(frozen=True, slots=True)
class PermalinkPage(PageContext):
    """A paragraph's permalink in a static site."""

    template: ClassVar[str] = "permalink.html"
    view: PermalinkView
