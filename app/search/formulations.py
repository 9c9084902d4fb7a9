"""Formulations: the wordings of a library that recur as units."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.frozen import dataclass
from app.lazy_sequence import LazySequence

Column = NDArray[np.integer[Any]]


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
    occurrences: Column
    spread: Column


@dataclass(frozen=True, slots=True)
class Formulations(LazySequence[Formulation]):
    """Formulations in columns, by their numbers: each is made when it is read.

    ``first`` and ``last`` are places in ``days``, which ascend; -1 stands for none.
    """

    texts: Sequence[str]
    occurrences: Column
    paragraphs: Column
    articles: Column
    titles: NDArray[np.bool_]
    first: Column
    last: Column
    undated: Column
    days: Sequence[str]

    @classmethod
    def of(cls, found: Iterable[Formulation]) -> "Formulations":
        """Return formulations in columns."""
        every = list(found)
        days = sorted({day for each in every for day in (each.first, each.last) if day is not None})
        ranks = {None: -1} | {day: rank for rank, day in enumerate(days)}

        def column(values: Iterable[int]) -> Column:
            return np.fromiter(values, np.int64, len(every))

        return cls(
            [each.text for each in every],
            column(each.occurrences for each in every),
            column(each.paragraphs for each in every),
            column(each.articles for each in every),
            column(each.title for each in every).astype(bool),
            column(ranks[each.first] for each in every),
            column(ranks[each.last] for each in every),
            column(each.undated for each in every),
            days,
        )

    def counted_in(self, part: PartOfLibrary) -> "Formulations":
        """Return them with their counts in a part of the library.

        Paragraphs are those of the whole library, as are first and last uses.
        """
        return replace(self, occurrences=part.occurrences, articles=part.spread)

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, index: int) -> Formulation:
        """Return one of them."""
        first, last = (int(ranks[index]) for ranks in (self.first, self.last))
        return Formulation(
            self.texts[index],
            int(self.occurrences[index]),
            int(self.paragraphs[index]),
            int(self.articles[index]),
            bool(self.titles[index]),
            None if first < 0 else self.days[first],
            None if last < 0 else self.days[last],
            int(self.undated[index]),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formulations) and tuple(self) == tuple(other)


class Chosen(LazySequence[Formulation]):
    """Some formulations, by their numbers, in an order."""

    def __init__(self, formulations: Formulations, numbers: Column) -> None:
        self._formulations, self.numbers = formulations, numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def at(self, index: int) -> Formulation:
        """Return one of them."""
        return self._formulations.at(int(self.numbers[index]))
