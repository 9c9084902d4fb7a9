"""Views of lists, pages and sources, and their pages: frozen values, every link made."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Choice, FacetView, Link, PageContext, Pager, StripView


@dataclass(frozen=True, slots=True)
class ItemView:
    """An article in a list."""

    title: str
    untitled: bool
    href: str
    kind: str
    lead: str
    authors: tuple[Link, ...]
    affiliation: tuple[Link, ...]
    """The note on the authors in pieces; bodies lead to their articles."""
    figures: str
    pinyin: str = ""
    source: str = ""
    """The address of its source, where that is no page with other articles."""
    printed: str = ""
    """Where and when it was printed, of an article that is alone on its page."""
    others: Choice | None = None
    """Other texts with the same title: 另有 2012 年本."""


@dataclass(frozen=True, slots=True)
class PageGroupView:
    """What stands together in a list: articles of one page, or of one folder if each is alone on its page."""

    label: str
    href: str
    figures: tuple[str, ...]
    items: tuple[ItemView, ...]
    is_page: bool = True


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of articles with what narrows it down."""

    active: tuple[Link, ...]
    kept: str
    facets: tuple[FacetView, ...]
    sorts: Choice
    remark: str
    """What the order cannot know: which articles have no date."""
    page_groups: tuple[PageGroupView, ...]
    empty: str
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """A small library: pages as issues with their articles."""

    figures: tuple[str, ...]
    examples: tuple[Link, ...]
    list: ListView


@dataclass(frozen=True, slots=True)
class ShelfView:
    """A folder with its articles, and the folders in it."""

    shelf: Link
    below: tuple[Link, ...]
    more: Link | None = None
    """Leads to the folders in it that are not shown."""


@dataclass(frozen=True, slots=True)
class NewestView:
    """One of the newest articles: its title, and where and when."""

    article: Link
    shelf: str
    date: str


@dataclass(frozen=True, slots=True)
class LettersView:
    """An index of titles or names: its letters with the numbers of what stands under them."""

    name: str
    href: str
    notes: tuple[str, ...]
    letters: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FrontView:
    """A large library as it begins: shelves, years, the newest, common wordings, names, and the list."""

    figures: tuple[str, ...]
    question: str
    examples: tuple[Link, ...]
    shelves: tuple[ShelfView, ...]
    shelf_figures: str
    strip: StripView
    newest: tuple[NewestView, ...]
    by_date: str
    wordings: tuple[Link, ...]
    indexes: tuple[LettersView, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A part of a large library: what it is called, the folders in it, its years, its articles."""

    title: str
    figures: str
    shelves: tuple[ShelfView, ...]
    strip: StripView | None
    list: ListView


@dataclass(frozen=True, slots=True)
class NameIndexView:
    """Titles, authors or institutions by the letter that they begin with."""

    title: str
    figures: str
    letters: tuple[Link, ...]
    letter: str
    find: str
    action: str
    links: tuple[Link, ...]
    empty: str
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class PageEntryView:
    """A source page in the list of pages; ``title`` of an article says if it has none in print."""

    label: str
    href: str
    figures: tuple[str, ...]
    articles: tuple[Link, ...]
    is_alone: bool = False
    """Whether its one article is called as it is, and shown once."""


@dataclass(frozen=True, slots=True)
class PageListView:
    """The source pages, and the files that could not be taken."""

    pages: tuple[PageEntryView, ...]
    skipped: tuple[str, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of a source file."""

    number: int
    text: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class SourceItem:
    """The result of a stretch of source: a block, a part such as a title, or unused text with its reason."""

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
class HomePage(PageContext):
    """``/``"""

    template: ClassVar[str] = "home.html"
    view: HomeView


@dataclass(frozen=True, slots=True)
class FrontPage(PageContext):
    """``/`` of a large library"""

    template: ClassVar[str] = "front.html"
    view: FrontView


@dataclass(frozen=True, slots=True)
class PlacePage(PageContext):
    """``/?folder=…``, ``/?year=…``, ``/?p=…``"""

    template: ClassVar[str] = "place.html"
    view: PlaceView


@dataclass(frozen=True, slots=True)
class NameIndexPage(PageContext):
    """``/titles``, ``/authors`` and ``/institutions``"""

    template: ClassVar[str] = "names.html"
    view: NameIndexView


@dataclass(frozen=True, slots=True)
class PageListPage(PageContext):
    """``/pages``"""

    template: ClassVar[str] = "pages.html"
    view: PageListView


@dataclass(frozen=True, slots=True)
class SourcePage(PageContext):
    """``/pages/{id}``"""

    template: ClassVar[str] = "source.html"
    view: SourcePageView
