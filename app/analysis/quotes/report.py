"""What a quotation check finds: verdicts, changes, warnings."""

from enum import StrEnum

from app.analysis.quotes.draft import Passed, Quotation
from app.frozen import dataclass
from app.search.formulations import Formulation
from app.search.results import Span
from app.store.rows import StoredArticle, TextBlock


class Verdict(StrEnum):
    """How a quotation stands to the library, from what need not be looked at to what must be."""

    EXACT = "exact"
    PUNCTUATION = "punctuation"
    """Every character is there; punctuation or the forms of characters differ."""
    ALTERED = "altered"
    ABSENT = "absent"
    """Nothing in the library is near enough to be what is quoted, which does not make it wrong."""


class ChangeKind(StrEnum):
    """What became of a stretch of the source in a quotation."""

    SAME = "same"
    FORM = "form"
    """The same characters in another form: traditional, full-width, a variant."""
    PUNCTUATION = "punctuation"
    OMITTED = "omitted"
    """Left out with an ellipsis in its place."""
    ADDED = "added"
    LEFT_OUT = "left_out"
    CHANGED = "changed"
    MOVED_TO = "moved_to"
    """It stands here in the quotation, and elsewhere in the source."""
    MOVED_FROM = "moved_from"
    JOINED = "joined"
    """Two paragraphs, or passages far apart, run together as if they were one."""


HARMLESS = frozenset((ChangeKind.SAME, ChangeKind.FORM, ChangeKind.PUNCTUATION, ChangeKind.OMITTED))
"""Changes that alter no wording."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch as the quotation has it, and as the source has it; either may be empty."""

    kind: ChangeKind
    quote: str
    source: str


class WarningKind(StrEnum):
    """What a reader must know before anything else."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    MODAL = "modal"
    """应当, 必须, 可以: what binds and what only allows."""
    SOURCE = "source"
    """It does not stand where the draft says that it does."""


@dataclass(frozen=True, slots=True)
class QuoteWarning:
    """One of these, as the draft has it and as the source has it; either may be empty."""

    kind: WarningKind
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands, or what comes nearest: a block, its article, the stretch of its text.

    ``places`` counts the occurrences of that wording in the library, punctuation aside.
    """

    block: TextBlock
    article: StoredArticle
    span: Span
    places: int


@dataclass(frozen=True, slots=True)
class Checked:
    """One quotation of a draft with its verdict."""

    quotation: Quotation
    verdict: Verdict
    found: Found | None = None
    changes: tuple[Change, ...] = ()
    warnings: tuple[QuoteWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class NearFormulation:
    """A wording of a draft that is nearly a formulation of the library: where it stands, what differs.

    ``occurrences`` counts it in the library, punctuation aside.
    """

    text: str
    spans: tuple[Span, ...]
    formulation: Formulation
    changes: tuple[Change, ...]
    occurrences: int


@dataclass(frozen=True, slots=True)
class Report:
    """All quotations of a draft in its order, what was passed over, and wordings near to formulations."""

    text: str
    checked: tuple[Checked, ...]
    passed: tuple[Passed, ...]
    near: tuple[NearFormulation, ...] = ()
