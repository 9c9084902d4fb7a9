"""Views of what articles share: passages of one article, two articles compared."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Choice, Link, PageContext, Pager, Segment
from app.web.research.desk import DeskView


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in its paragraph, whose number is its permanent link."""

    number: Link
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """A passage of an article: its length and how often it stands elsewhere, and where.

    ``there`` is the other wording of one that is nearly the same.
    """

    here: PassageView
    notes: tuple[str, ...]
    count: Link
    others: tuple[Link, ...]
    more: Link | None = None
    there: PassageView | None = None


@dataclass(frozen=True, slots=True)
class FormulaView:
    """A formula: its words and the number of articles that have it."""

    text: Link
    count: str


@dataclass(frozen=True, slots=True)
class ParallelsView:
    """``/articles/{id}/parallels`` in one state."""

    desk: DeskView
    article: Link
    about: str
    finding: tuple[str, ...]
    choices: tuple[Choice, ...]
    show: str
    rows: tuple[ParallelRow, ...]
    pager: Pager | None
    formulas: tuple[FormulaView, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A passage in the drawing: bars on both rails, a curve between them, its number if there is room."""

    number: int
    css: str
    bars: str
    curve: str
    x: str
    label: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class ArcsView:
    """Two articles as rails, and what they share as curves; ``text`` says what is seen."""

    width: int
    height: int
    rails: tuple[str, str]
    arcs: tuple[Arc, ...]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A passage that two articles share, in both, and who else has it."""

    number: int
    first: PassageView
    second: PassageView
    notes: tuple[str, ...]
    also: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ComparedHead:
    """One of two articles: its title, where it stands, who wrote it."""

    title: Link
    about: str
    by: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """``/compare`` in one state; without articles only the form that asks for them."""

    desk: DeskView
    action: str
    asked: tuple[str, str]
    first: ComparedHead | None = None
    second: ComparedHead | None = None
    finding: tuple[str, ...] = ()
    exchange: str = ""
    arcs: ArcsView | None = None
    rows: tuple[ComparedRow, ...] = ()
    pager: Pager | None = None
    formulas: tuple[FormulaView, ...] = ()
    formulas_name: str = ""


@dataclass(frozen=True, slots=True)
class WordingView:
    """A wording with its counts and the day of its first article."""

    text: str
    occurrences: Link
    articles: Link
    first: Link


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """Two wordings, the earlier one first; ``frames`` leads to two articles that have either."""

    number: str
    wordings: tuple[WordingView, WordingView]
    frames: Link


@dataclass(frozen=True, slots=True)
class ShiftsView:
    """``/shifts`` in one state; ``pending`` where the pairs are still worked out."""

    desk: DeskView
    action: str
    query: str
    finding: str
    rows: tuple[ShiftRow, ...]
    pager: Pager | None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class ShiftsPage(PageContext):
    """``/shifts``"""

    template: ClassVar[str] = "shifts.html"
    view: ShiftsView


@dataclass(frozen=True, slots=True)
class ParallelsPage(PageContext):
    """``/articles/{id}/parallels``"""

    template: ClassVar[str] = "parallels.html"
    view: ParallelsView


@dataclass(frozen=True, slots=True)
class ComparePage(PageContext):
    """``/compare``"""

    template: ClassVar[str] = "compare.html"
    view: CompareView
