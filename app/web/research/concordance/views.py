"""Views of a concordance: its lines, neighbours, collocates."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Choice, Link, PageContext, Pager
from app.web.research.desk import DeskView


@dataclass(frozen=True, slots=True)
class LineView:
    """One line: what is left of the key, set lighter and in ink, the key, what is right of it.

    ``new`` says that what decides the order differs from the line before.
    """

    left: str
    left_lead: str
    key: str
    right_lead: str
    right: str
    href: str
    source: str
    title: str
    number: Link
    new: bool


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """A string beside the key, which narrows the query, its counts, and the way to exclude it."""

    text: Link
    occurrences: str
    articles: str
    exclude: str


@dataclass(frozen=True, slots=True)
class SideView:
    """What stands on one side of the key; ``edge`` says how often nothing does."""

    name: str
    rows: tuple[NeighbourView, ...]
    edge: str = ""
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A table: its heads, and rows of which the first cell may lead somewhere."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Link, ...], ...]
    note: str = ""
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class ConcordanceView:
    """``/concordance`` in one state."""

    desk: DeskView
    query: str
    action: str
    kept: tuple[tuple[str, str], ...] = ()
    verb: str = ""
    counts: tuple[Link, ...] = ()
    range: str = ""
    notices: tuple[str, ...] = ()
    active: tuple[Link, ...] = ()
    choices: tuple[Choice, ...] = ()
    sorted: str = ""
    """The side that decides the order: ``left``, ``right`` or none."""
    lines: tuple[LineView, ...] = ()
    pager: Pager | None = None
    left: SideView | None = None
    right: SideView | None = None
    collocates: Figures | None = None
    full: Figures | None = None
    """A whole list in place of the lines."""


@dataclass(frozen=True, slots=True)
class ConcordancePage(PageContext):
    """``/concordance``"""

    template: ClassVar[str] = "concordance.html"
    view: ConcordanceView
