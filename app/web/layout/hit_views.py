"""Hits under their articles, as several pages show them."""

from app.frozen import dataclass
from app.web.layout.elements import Link, Rail, Segment


@dataclass(frozen=True, slots=True)
class HitView:
    """One block that matches."""

    id: str
    """Of the block."""
    name: str
    type: str
    href: str
    permalink: str
    segments: tuple[Segment, ...]
    more: str = ""
    """The number of hits that the shown part leaves out."""
    printed: str = ""
    """The form of the wordings in print."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """The hits of one article."""

    title: tuple[Segment, ...]
    untitled: bool
    href: str
    authors: str
    page: Link | None
    """The page that the article stands on, or of one that is alone there its folder, if any."""
    hits: tuple[HitView, ...]
    pinyin: str = ""
    anchor: str = ""
    date: str = ""
    count: str = ""
    """What the whole article counts, shown or not."""
    printed: str = ""
    """The form of the wordings in its title."""
    rail: Rail | None = None
    every: Link | None = None
    """Leads to all passages of the article, or back to its best ones."""
