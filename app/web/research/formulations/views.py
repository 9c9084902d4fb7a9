"""Views of the list of formulations."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Choice, FacetView, Link, PageContext, Pager
from app.web.research.desk import DeskView


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family: its head, what contains it, and how it is spread over the library as one path.

    ``letter`` and ``anchor`` are those under which it is the first.
    """

    head: Link
    occurrences: Link
    articles: Link
    members: tuple[Link, ...]
    bars: str
    letter: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A part of the library that can be chosen in a form."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """The values of one facet in a form."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class CompareForm:
    """The form that compares two parts."""

    action: str
    one: tuple[OptionGroup, ...]
    other: tuple[OptionGroup, ...]
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table of formulations: heads, rows of cells of which the first leads to a dossier."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Link, ...], ...]
    note: str = ""
    more: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class FormulationsView:
    """``/formulations`` in one state."""

    desk: DeskView
    counts: tuple[Link, ...]
    choices: tuple[Choice, ...]
    compare: CompareForm | None
    lists: tuple[Link, ...]
    lists_note: str
    active: tuple[Link, ...] = ()
    facets: tuple[FacetView, ...] = ()
    span: str = ""
    letters: tuple[Link, ...] = ()
    families: tuple[FamilyRow, ...] = ()
    table: PlainTable | None = None
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class FormulationsPage(PageContext):
    """``/formulations``"""

    template: ClassVar[str] = "formulations.html"
    stylesheet: str
    view: FormulationsView
