"""Formulations: the wordings of a library that recur as units."""

from app.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Formulation:
    """A wording that recurs as a unit, as printed first, and the counts that a search for it gives.

    ``title`` says that it stands in title marks as often as others recur: 《…》 is one unit. ``first`` and
    ``last`` are the dates of the first and the last article that has one; ``undated`` counts those without.
    """

    text: str
    occurrences: int
    paragraphs: int
    articles: int
    title: bool = False
    first: str | None = None
    last: str | None = None
    undated: int = 0


@dataclass(frozen=True, slots=True)
class PartOfLibrary:
    """A part of the library: its text, and in the order of all formulations how often each occurs in it, in
    how many of its articles."""

    articles: int
    characters: int
    occurrences: tuple[int, ...]
    spread: tuple[int, ...]
