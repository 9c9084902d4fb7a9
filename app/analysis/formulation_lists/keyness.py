"""Compare how two parts of the library use formulations: which one of them prefers, and how strongly."""

from collections.abc import Sequence

from app.analysis.association import Table, log_likelihood, log_ratio
from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.search.formulations import Formulation, PartOfLibrary
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two parts, and what the first of them prefers most first, what the second prefers most last."""

    one: PartOfLibrary
    other: PartOfLibrary
    rows: tuple[Keyness, ...]


def compare(
    snapshot: Snapshot, formulations: Sequence[Formulation], one: Filter, other: Filter | None
) -> Comparison:
    """Return what two parts prefer; without another one the rest of the library is.

    G² of the table of occurrences and characters (Dunning 1993), from ``NOTABLE`` on; the log-ratio of
    relative frequencies (Hardie 2014) says how much. Articles that belong to both parts are in both.
    """
    first = snapshot.formulations_in((one,))
    second = snapshot.formulations_in((other,)) if other else _rest(snapshot.formulations_in(()), first)
    rows = []
    for n, formulation in enumerate(formulations):
        here, there = first.occurrences[n], second.occurrences[n]
        if here + there >= LEAST and first.characters and second.characters:
            table = Table(here, first.characters, there, second.characters)
            measured = log_likelihood(table)
            if abs(measured) >= NOTABLE:
                spread = first.spread[n], second.spread[n]
                rows.append(Keyness(formulation, (here, there), spread, measured, log_ratio(table)))
    return Comparison(first, second, tuple(sorted(rows, key=lambda each: -each.log_likelihood)))


def _rest(whole: PartOfLibrary, part: PartOfLibrary) -> PartOfLibrary:
    """Return what a part leaves of the whole."""
    return PartOfLibrary(
        whole.articles - part.articles,
        whole.characters - part.characters,
        tuple(a - b for a, b in zip(whole.occurrences, part.occurrences, strict=True)),
        tuple(a - b for a, b in zip(whole.spread, part.spread, strict=True)),
    )
