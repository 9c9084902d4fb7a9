"""Views of the quotation check: the draft with its quotations numbered, and the verdicts."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Link, PageContext


@dataclass(frozen=True, slots=True)
class DraftPiece:
    """A stretch of the draft; of a quotation its number, and the verdict as a class.

    ``near`` is the number of the row that names a formulation that it resembles.
    """

    text: str
    verdict: str = ""
    number: int = 0
    near: int = 0


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A stretch of a quotation; ``kind`` is one of ``ChangeKind``."""

    kind: str
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quotation: its verdict, the paragraph of the draft, its changes, and where it stands."""

    number: int
    verdict: str
    name: str
    paragraph: str
    pieces: tuple[DiffPiece, ...]
    warnings: tuple[str, ...] = ()
    summary: str = ""
    nearest: tuple[str, str, str] | None = None
    """Of one that is absent: what stands before, in and after the nearest stretch."""
    place: Link | None = None
    source: str = ""
    places: Link | None = None


@dataclass(frozen=True, slots=True)
class NearRow:
    """A wording that is near a formulation: what differs, the counts of both, the ways to the formulation."""

    number: int
    paragraphs: str
    pieces: tuple[DiffPiece, ...]
    formulation: Link
    count: Link
    own: Link
    lines: Link


@dataclass(frozen=True, slots=True)
class QuoteView:
    """``/quote``, empty or with what was checked."""

    action: str
    text: str = ""
    shape: str = ""
    """Paragraphs, characters and quotations of the draft."""
    total: str = ""
    finding: tuple[tuple[str, str], ...] = ()
    """How many quotations have each verdict: a number and its words."""
    draft: tuple[tuple[DraftPiece, ...], ...] = ()
    rows: tuple[QuoteRow, ...] = ()
    near: tuple[NearRow, ...] = ()
    passed: tuple[str, ...] = ()
    restored: str = ""
    """The draft with its altered quotations as their sources have them; empty where none is altered."""
    recipe: str = ""
    longest: str = ""


@dataclass(frozen=True, slots=True)
class QuotePage(PageContext):
    """``/quote``"""

    template: ClassVar[str] = "quote.html"
    view: QuoteView
