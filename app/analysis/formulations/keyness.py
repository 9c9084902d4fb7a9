"""Compare how two parts of the library use formulations: which one of them prefers, and how strongly."""

from collections.abc import Sequence

import numpy as np

from app.analysis.association import Table, log_likelihood, log_ratio
from app.frozen import dataclass
from app.lazy_sequence import LazySequence
from app.library.snapshot import Snapshot
from app.search.formulations import Formulation, Formulations, PartOfLibrary
from app.search.request import Filter

NOTABLE = 6.63
"""The least G² that is listed: chance gives as much once in a hundred tables (p < 0.01)."""
LEAST = 5
"""Occurrences in both parts together from which on a formulation is compared."""


@dataclass(frozen=True, slots=True)
class Keyness:
    """A formulation in two parts: its occurrences and articles in each, and how unequal that is."""

    formulation: Formulation
    occurrences: tuple[int, int]
    articles: tuple[int, int]
    log_likelihood: float
    log_ratio: float


class KeyFormulations(LazySequence[Keyness]):
    """Formulations in two parts, by their numbers, each with its G²."""

    def __init__(
        self,
        formulations: Formulations,
        one: PartOfLibrary,
        other: PartOfLibrary,
        measured: Sequence[tuple[float, int]],
    ) -> None:
        self._formulations, self._parts, self._measured = formulations, (one, other), measured

    def __len__(self) -> int:
        return len(self._measured)

    def at(self, index: int) -> Keyness:
        """Return one of them."""
        measured, n = self._measured[index]
        one, other = self._parts
        here, there = int(one.occurrences[n]), int(other.occurrences[n])
        return Keyness(
            self._formulations[n],
            (here, there),
            (int(one.spread[n]), int(other.spread[n])),
            measured,
            log_ratio(Table(here, one.characters, there, other.characters)),
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two parts, and what the first of them prefers most first, what the second prefers most last."""

    one: PartOfLibrary
    other: PartOfLibrary
    rows: KeyFormulations


def compare(snapshot: Snapshot, formulations: Formulations, one: Filter, other: Filter | None) -> Comparison:
    """Return what two parts prefer; without another one the rest of the library is.

    G² of the table of occurrences and characters (Dunning 1993), from ``NOTABLE`` on; the log-ratio of
    relative frequencies (Hardie 2014) says how much. Articles that belong to both parts are in both.
    """
    first = snapshot.formulations_in((one,))
    second = snapshot.formulations_in((other,)) if other else _rest(snapshot.formulations_in(()), first)
    measured = []
    if first.characters and second.characters:
        numbers = np.flatnonzero(first.occurrences + second.occurrences >= LEAST)
        counts = (part.occurrences[numbers].tolist() for part in (first, second))
        for n, here, there in zip(numbers.tolist(), *counts, strict=True):
            found = log_likelihood(Table(here, first.characters, there, second.characters))
            if abs(found) >= NOTABLE:
                measured.append((found, n))
    measured.sort(key=lambda each: -each[0])
    return Comparison(first, second, KeyFormulations(formulations, first, second, measured))


def _rest(whole: PartOfLibrary, part: PartOfLibrary) -> PartOfLibrary:
    """Return what a part leaves of the whole."""
    return PartOfLibrary(
        whole.articles - part.articles,
        whole.characters - part.characters,
        whole.occurrences - part.occurrences,
        whole.spread - part.spread,
    )
