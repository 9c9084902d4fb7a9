"""What an article shares with others, by weight; two articles compared; wordings in each other's place.

A passage weighs more the longer it is, and less the more articles have it: a formula of twelve characters in
a hundred articles says little, a sentence that two articles share says that one of them knew the other. What
of it stands in formulations that many more articles have weighs nothing.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import log2
from typing import Generic, TypeVar

from app.analysis.formulations.catalogue import catalogue_of
from app.analysis.formulations.cover import CoveredText
from app.errors import BusyError, NotFoundError
from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.search.parallels import (
    SHORTEST,
    ComparedPassage,
    Comparison,
    NearPassage,
    SharedPassage,
    SharedPassages,
    Shift,
    Wording,
)
from app.text import fold, strip_punctuation

FORMULA = 0.5
"""What weighs less is a formula: it is counted, and listed by itself."""
COMMON = 2
"""A formulation that so many times as many articles have as a passage is nothing of its own."""
WAIT = 8.0
"""Seconds that a program waits for the pairs of a whole library, which are worked out once a generation."""


class ParallelOrder(StrEnum):
    """The order of an article's passages."""

    WEIGHT = "weight"
    PLACE = "place"


Passage = TypeVar("Passage", SharedPassage, ComparedPassage)


@dataclass(frozen=True, slots=True)
class Weighed(Generic[Passage]):
    """A passage and its weight."""

    passage: Passage
    weight: float
    in_formulations: int = 0
    """Characters of the passage that stand in formulations, and do not count."""

    @property
    def is_formula(self) -> bool:
        """Whether it says so little that it is not listed among the others."""
        return self.weight < FORMULA


@dataclass(frozen=True, slots=True)
class Parallels:
    """The passages that an article shares with others: those that say something, and formulas."""

    shared: SharedPassages
    passages: tuple[Weighed[SharedPassage], ...]
    formulas: tuple[Weighed[SharedPassage], ...]


@dataclass(frozen=True, slots=True)
class ComparedArticles:
    """What two articles have in common, in the order of the first; near passages are no formulas."""

    comparison: Comparison
    passages: tuple[Weighed[ComparedPassage], ...]
    formulas: tuple[Weighed[ComparedPassage], ...]


def weight(length: int, articles: int) -> float:
    """Return the weight of a passage of so many characters that stands in so many articles."""
    return max(0, length - SHORTEST + 1) / log2(1 + articles)


def parallels(snapshot: Snapshot, article: str, order: ParallelOrder) -> Parallels:
    """Return the passages that an article shares with others."""
    shared = snapshot.parallels(article)
    text = CoveredText(shared.text, catalogue_of(snapshot))
    weighed = []
    for each in shared.passages:
        covered = text.covered(each.here.start, each.here.end, COMMON * each.articles)
        weighed.append(Weighed(each, weight(each.here.length - covered, each.articles), covered))
    passages, formulas = _parted(weighed)
    if order is ParallelOrder.WEIGHT:
        passages.sort(key=lambda each: (-each.weight, each.passage.here.start))
    return Parallels(shared, tuple(passages), tuple(formulas))


def near_passages(snapshot: Snapshot, article: str, order: ParallelOrder) -> tuple[NearPassage, ...]:
    """Return the passages of an article that are nearly the same in others, those that share most first."""
    found = snapshot.near_passages(article)
    if order is ParallelOrder.PLACE:
        return found
    return tuple(sorted(found, key=lambda each: (-each.matched, -each.agreement, each.here.start)))


def compared(snapshot: Snapshot, first: str, second: str) -> ComparedArticles:
    """Return what two articles have in common; NotFoundError where one of them is unknown."""
    comparison = snapshot.compare(first, second)
    if comparison is None:
        raise NotFoundError("article-unknown", id=f"{first}, {second}"[:40])
    weighed = [Weighed(each, weight(each.matched, each.articles[0])) for each in comparison.passages]
    passages, formulas = _parted(weighed)
    return ComparedArticles(comparison, tuple(passages), tuple(formulas))


def shifts(snapshot: Snapshot, containing: str = "", seconds: float = WAIT) -> Sequence[Shift]:
    """Return pairs of wordings of which one contains a text; BusyError where they are not there within so
    many seconds, and are still worked out."""
    found = snapshot.shifts(seconds, strip_punctuation(fold(containing))[0])
    if found is None:
        raise BusyError("shifts-pending")
    return found


def in_order(shift: Shift) -> Sequence[Wording]:
    """Return the two wordings, the one that is dated earlier first; of others the more frequent one."""
    return sorted(
        (shift.first, shift.second),
        key=lambda each: (each.date is None, each.date or "", -each.occurrences, each.text),
    )


def _parted(
    weighed: Iterable[Weighed[Passage]],
) -> tuple[list[Weighed[Passage]], list[Weighed[Passage]]]:
    """Return what says something, and formulas."""
    passages: list[Weighed[Passage]] = []
    formulas: list[Weighed[Passage]] = []
    for each in weighed:
        (formulas if each.is_formula else passages).append(each)
    return passages, formulas
