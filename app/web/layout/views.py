"""What the pages show: frozen values only, every link already made, nothing left to compute."""

from dataclasses import dataclass

from app.web.layout.elements import Choice, FacetView, Link, Notice, Pager, Rail, Segment


@dataclass(frozen=True, slots=True)
class ItemView:
    """An article in a list."""

    title: str
    untitled: bool
    href: str
    kind: str
    lead: str
    authors: tuple[Link, ...]
    affiliation: Link | None
    figures: str


@dataclass(frozen=True, slots=True)
class PageGroupView:
    """A page of the newspaper with those of its articles that a list shows."""

    label: str
    href: str
    figures: tuple[str, ...]
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The library: pages as issues with their articles."""

    figures: tuple[str, ...]
    examples: tuple[Link, ...]
    active: tuple[Link, ...]
    kept: str
    facets: tuple[FacetView, ...]
    sorts: Choice
    page_groups: tuple[PageGroupView, ...]
    empty: str
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class PageEntryView:
    """A source page in the list of pages; ``title`` of an article says if it has none in print."""

    label: str
    href: str
    figures: tuple[str, ...]
    articles: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PagesView:
    """The source pages, and the files that could not be taken."""

    pages: tuple[PageEntryView, ...]
    skipped: tuple[str, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class Tools:
    """What can be done with the paragraph in hand."""

    name: str
    permalink: str
    cite: str
    qr: str
    raw: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of an article as it is read."""

    id: str
    type: str
    n: int | None
    href: str
    segments: tuple[Segment, ...]
    flags: tuple[str, ...] = ()
    tools: Tools | None = None
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class HitBar:
    """The hits of the query one came with: k of n, the rail, the steps."""

    query: str
    query_href: str
    current: int
    total: int
    rail: Rail
    ticks: tuple[Link, ...]
    """Where a tick of the rail leads; ``text`` is its position."""
    previous: str
    following: str
    clear: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article."""

    id: str
    kicker: str
    title: tuple[Segment, ...]
    title_id: str
    untitled: bool
    subtitle: str
    kind: str
    authors: tuple[Link, ...]
    affiliation: Link | None
    dateline: tuple[str, ...]
    source_note: str
    flags: tuple[str, ...]
    page: Link
    contents: tuple[Link, ...]
    figures: tuple[str, ...]
    links: tuple[Link, ...]
    keywords: tuple[Link, ...]
    hits: HitBar | None
    notice: Notice | None
    key_points: tuple[BlockView, ...]
    blocks: tuple[BlockView, ...]
    previous: Link | None
    following: Link | None
    alike: tuple[Link, ...]
    citation: str
    origin: str
    permalinks: str
    """Where the permalinks of paragraphs begin."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of a source file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceItem:
    """What a stretch of source became: a block, a part such as a title, or unused text with its reason."""

    role: str
    text: str
    href: str = ""
    anchor: str = ""
    elsewhere: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    unused: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A stretch of source lines beside what they became."""

    anchor: str
    lines: tuple[SourceLine, ...]
    items: tuple[SourceItem, ...]
    marked: bool = False
    article: Link | None = None


@dataclass(frozen=True, slots=True)
class SourcePageView:
    """A source file beside its reconstruction."""

    label: str
    id: str
    figures: tuple[str, ...]
    articles: tuple[Link, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    previous: Link | None
    following: Link | None
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class HitView:
    """One block that matches."""

    name: str
    type: str
    href: str
    permalink: str
    segments: tuple[Segment, ...]
    more: str = ""
    """How many hits the shown part leaves out."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """The hits of one article."""

    title: str
    untitled: bool
    href: str
    authors: str
    page: Link
    count: str
    rail: Rail | None
    hits: tuple[HitView, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One number of the sentence that a search answers with."""

    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """The related lane: never counted together with the exact one."""

    words: str
    figures: str
    groups: tuple[GroupView, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class Hint:
    """One kind of suggestion for a search that found nothing."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The answer to a search."""

    query: str
    examples: tuple[Link, ...]
    help: str
    verb: str
    counts: tuple[Count, ...]
    took: str
    notices: tuple[str, ...]
    active: tuple[Link, ...]
    facets: tuple[FacetView, ...]
    choices: tuple[Choice, ...]
    exports: tuple[Link, ...]
    groups: tuple[GroupView, ...]
    pager: Pager | None
    hints: tuple[Hint, ...]
    related: RelatedView | None
    related_link: str


@dataclass(frozen=True, slots=True)
class CiteFormat:
    """A citation in one format."""

    label: str
    text: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True)
class CiteView:
    """All citations of an article or a paragraph."""

    title: str
    back: Link
    quotation: str
    permalink: str
    qr: str
    missing: str
    formats: tuple[CiteFormat, ...]


@dataclass(frozen=True, slots=True)
class GoneView:
    """A paragraph that is no longer in the library: its last known text and what is nearest to it."""

    was: str
    nearest: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class PermalinkView:
    """A paragraph, and where it stands; with a notice it is for the reader to go on."""

    text: str
    there: Link
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class MessageView:
    """A plain message: not found, bad request, nothing built yet."""

    title: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A line of the help page: what to type, what it finds, where to try it."""

    query: str
    meaning: str
    href: str


@dataclass(frozen=True, slots=True)
class HelpView:
    """The query language and the keyboard."""

    examples: tuple[Example, ...]
    fields: tuple[Example, ...]
    keys: tuple[tuple[str, str], ...]
    keys_switch: Link
    api: str


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """One address of the API."""

    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class ApiView:
    """The API, for people."""

    description: str
    routes: tuple[ApiRoute, ...]
