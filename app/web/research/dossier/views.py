"""Views of the dossier of a formulation."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Link, PageContext, Segment
from app.web.research.desk import DeskView
from app.web.research.trends.views import PartRail


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """The sentence that defines it, and where it stands."""

    sentence: tuple[Segment, ...]
    source: Link


@dataclass(frozen=True, slots=True)
class VariantView:
    """A longer wording; ``inner`` says that it contains the one above it. Its counts lead to a search."""

    text: tuple[Segment, ...]
    href: str
    occurrences: Link
    articles: str
    inner: bool


@dataclass(frozen=True, slots=True)
class UseView:
    """An article that uses it: who wrote it, where in the article it stands, how often."""

    article: Link
    by: str
    rail: PartRail | None
    count: Link


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its source, and the ways to cite it and to link to it."""

    number: Link
    text: tuple[Segment, ...]
    source: str
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """``/formulations/{phrase}``"""

    desk: DeskView
    back: Link
    text: str
    counts: tuple[Link, ...]
    definition: DefinitionView | None = None
    variants: tuple[VariantView, ...] = ()
    more_variants: Link | None = None
    near: tuple[Link, ...] = ()
    first: Link | None = None
    first_note: str = ""
    rate: str = ""
    highest: Link | None = None
    left: tuple[Link, ...] = ()
    right: tuple[Link, ...] = ()
    ways: tuple[Link, ...] = ()
    uses: tuple[UseView, ...] = ()
    more_uses: Link | None = None
    passages: tuple[PassageView, ...] = ()
    more_passages: Link | None = None


@dataclass(frozen=True, slots=True)
class DossierPage(PageContext):
    """``/formulations/{phrase}``"""

    template: ClassVar[str] = "dossier.html"
    stylesheet: str
    view: DossierView
