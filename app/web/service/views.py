"""Views of the help and the API, and their pages: frozen values, every link made."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Link, PageContext


@dataclass(frozen=True, slots=True)
class Example:
    """A line of the help page: what to type, what it finds, where to try it."""

    query: str
    meaning: str
    href: str


@dataclass(frozen=True, slots=True)
class HelpView:
    """The query language, what is counted, and the keyboard."""

    examples: tuple[Example, ...]
    fields: tuple[Example, ...]
    sameness: tuple[Example, ...]
    units: tuple[tuple[str, str], ...]
    """What a search counts, and what one of it is."""
    desk: tuple[Example, ...]
    measures: tuple[tuple[str, str], ...]
    """The measures of the desk, and what each of them says."""
    keys: tuple[tuple[str, str], ...]
    keys_switch: Link
    api: str


@dataclass(frozen=True, slots=True)
class ApiParameter:
    """One parameter of the API: the words, each to be tried, or of a number the bounds that it can have."""

    name: str
    description: str
    allowed: tuple[Link, ...]
    bounds: str


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """One address of the API."""

    path: str
    summary: str
    parameters: tuple[ApiParameter, ...]
    example: Link | None
    method: str = "GET"
    body: str = ""
    """An example of what is posted."""


@dataclass(frozen=True, slots=True)
class ApiView:
    """The API, for people."""

    description: str
    routes: tuple[ApiRoute, ...]


@dataclass(frozen=True, slots=True)
class HelpPage(PageContext):
    """``/help``"""

    template: ClassVar[str] = "help.html"
    view: HelpView


@dataclass(frozen=True, slots=True)
class ApiPage(PageContext):
    """``/api``"""

    template: ClassVar[str] = "api.html"
    view: ApiView
