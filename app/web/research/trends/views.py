"""Views of the distribution of wordings: sentence, charts, table."""

from typing import ClassVar

from app.frozen import dataclass
from app.web.layout.elements import Choice, Link, PageContext, Pager
from app.web.research.desk import DeskView, WordingForm


@dataclass(frozen=True, slots=True)
class Key:
    """One wording with its mark in the charts, 1 to 6, and its counts in the sentence."""

    mark: int
    text: Link
    counts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of one wording in the chart: a rectangle, with its number above or below it."""

    x: str
    y: str
    width: str
    height: str
    edge: str
    """The height of the side that is farther from the ground line."""
    css: str
    label: str
    label_x: str
    label_y: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the scale or a ground line, with what stands beside it."""

    x: str
    y: str
    width: str
    css: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars whose area is the number of occurrences; ``title`` and ``text`` say what is seen, ``broken`` that
    the scale does not reach all."""

    width: int
    height: int
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    names: tuple[Bar, ...]
    title: str
    text: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class PartRail:
    """A line as long as the part, with a path of ticks for each wording; in a width of 1000."""

    base: str
    paths: tuple[str, ...]
    height: int
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One part: number, name, characters, and the cells of each wording."""

    number: str
    name: Link
    characters: str
    cells: tuple[tuple[Link, ...], ...]
    rail: PartRail | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Moments:
    """The first and last places of one wording, and its longest silence."""

    key: Key
    lines: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class Evenness:
    """One measure of evenness, its value for each wording, and what it says."""

    name: str
    values: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class TrendsView:
    """``/trends`` in one state."""

    desk: DeskView
    form: WordingForm
    active: tuple[Link, ...] = ()
    keys: tuple[Key, ...] = ()
    together: str = ""
    choices: tuple[Choice, ...] = ()
    chart: Chart | None = None
    part_name: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    rails: bool = False
    total: Row | None = None
    remark: str = ""
    pager: Pager | None = None
    moments: tuple[Moments, ...] = ()
    evenness: tuple[Evenness, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendsPage(PageContext):
    """``/trends``"""

    template: ClassVar[str] = "trends.html"
    view: TrendsView
