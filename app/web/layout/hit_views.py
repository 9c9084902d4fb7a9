"""Hits under their articles, as several pages show them."""

from dataclasses import dataclass

from app.web.layout.elements import Link, Rail, Segment


@dataclass(frozen=True, slots=True)
class HitView:
    """One block that matches."""

    name: str
    type: str
    href: str
    permalink: str
    segments: tuple[Segment, ...]
    more: str = ""
    """The number of hits that the shown part leaves out."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """The hits of one article."""

    title: str
    untitled: bool
    href: str
    authors: str
    page: Link
    count: str
    rail: Rail | None
    hits: tuple[HitView, ...]
