"""Formulations: the wordings of a library that recur as units."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formulation:
    """A wording that recurs as a unit, as printed first, and the counts that a search for it gives.

    ``title`` says that it stands in title marks as often as others recur: 《…》 is one unit.
    """

    text: str
    occurrences: int
    paragraphs: int
    articles: int
    title: bool = False
