"""Views of lists, pages and sources, and their pages: frozen values, every link made."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.layout.elements import Choice, FacetView, Link, PageContext, Pager


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
class PageListPage(PageContext):
    """``/pages``"""

    template: ClassVar[str] = "pages.html"
    view: PageListView


@dataclass(frozen=True, slots=True)
class SourcePage(PageContext):
    """``/pages/{id}``"""

    template: ClassVar[str] = "source.html"
    view: SourcePageView
