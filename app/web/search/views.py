"""Views of the answer to a search, and its page: frozen values, every link made."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Choice, FacetView, Link, PageContext, Pager
from app.web.layout.hit_views import GroupView


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
class Export:
    """The forms of an answer that have the same rows."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The answer to a search."""

    query: str
    help: str
    active: tuple[Link, ...]
    pager: Pager | None
    examples: tuple[Link, ...] = ()
    verb: str = ""
    counts: tuple[Count, ...] = ()
    took: str = ""
    switches: tuple[Choice, ...] = ()
    """What counts as the same wording."""
    readings: tuple[Link, ...] = ()
    """Other ways to read a query that finds nothing, with what they find."""
    words: tuple[Link, ...] = ()
    """Several words of a query, each with its own count."""
    remark: str = ""
    notices: tuple[str, ...] = ()
    facets: tuple[FacetView, ...] = ()
    choices: tuple[Choice, ...] = ()
    exports: tuple[Export, ...] = ()
    groups: tuple[GroupView, ...] = ()
    hints: tuple[Hint, ...] = ()
    related: RelatedView | None = None
    related_link: str = ""
    address: str = ""
    """Whole, for what is printed."""
    day: str = ""
    """When it was asked."""


@dataclass(frozen=True, slots=True)
class SearchPage(PageContext):
    """``/search``"""

    template: ClassVar[str] = "search.html"
    view: SearchView
