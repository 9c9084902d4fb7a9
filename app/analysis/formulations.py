"""Gather formulations into families: a short one, and the longer ones that contain it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cached_property

from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.search.formulations import Formulation, PartOfLibrary
from app.sort_keys import title_key
from app.text import close_up, fold


class FormulationOrder(StrEnum):
    """The order of formulations."""

    PINYIN = "pinyin"
    FREQUENCY = "frequency"
    ARTICLES = "articles"
    KEYNESS = "keyness"


class FormulationList(StrEnum):
    """Which formulations are listed."""

    ALL = "all"
    NEW = "new"
    SILENT = "silent"


SHARED = 0.4
"""The share of characters from which on two formulations are near each other."""


@dataclass(frozen=True, slots=True)
class Family:
    """A formulation that contains no other, and those that contain it, the most frequent first.

    One that contains several heads belongs to the most frequent of them.
    """

    head: Formulation
    members: tuple[Formulation, ...]

    @property
    def all(self) -> tuple[Formulation, ...]:
        """The head and the members."""
        return (self.head, *self.members)


def find_families(formulations: Iterable[Formulation]) -> tuple[Family, ...]:
    """Return families in the order of their heads among the formulations; each of these is in one family."""
    known = {_key(each): each for each in formulations}
    shortest = min(map(len, known), default=0)
    inside = {text: _inside(text, known, shortest) for text in known}
    members: dict[str, list[Formulation]] = {text: [] for text in known if not inside[text]}
    for text, contained in inside.items():
        if contained:
            head = max(
                (other for other in contained if other in members), key=lambda other: known[other].occurrences
            )
            members[head].append(known[text])
    return tuple(
        Family(known[head], tuple(sorted(own, key=lambda each: -each.occurrences)))
        for head, own in members.items()
    )


class Catalogue:
    """All formulations of a generation, in families, found by their wording."""

    def __init__(self, found: Sequence[Formulation]) -> None:
        self.all = tuple(found)
        self._numbers = {_key(each): number for number, each in enumerate(self.all)}

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """All families, the most frequent first."""
        return find_families(self.all)

    @cached_property
    def by_pinyin(self) -> tuple[tuple[str, Family], ...]:
        """All families in the order of the pinyin of their heads, each with what it is sorted by."""
        keyed = ((title_key(family.head.text), family) for family in self.families)
        return tuple(sorted(keyed, key=lambda each: (each[0], each[1].head.text)))

    def number(self, formulation: Formulation) -> int:
        """Return the number of a formulation."""
        return self._numbers[_key(formulation)]

    def containing(self, text: str) -> Iterator[Formulation]:
        """Yield the formulations that contain a text and are longer, the most frequent first."""
        wanted = close_up(fold(text))
        return (self.all[n] for other, n in self._numbers.items() if wanted in other and wanted != other)

    def near(self, text: str, most: int) -> list[Formulation]:
        """Return formulations that share most of their characters with a text and do not contain each other.

        Sharing is the number of characters that both have over that of all (Jaccard), from ``SHARED`` on; the
        nearest come first, of equally near ones the most frequent.
        """
        wanted = close_up(fold(text))
        chars = set(wanted)
        found = []
        for other, n in self._numbers.items():
            shared = len(chars.intersection(other)) / len(chars.union(other))
            if shared >= SHARED and wanted not in other and other not in wanted:
                found.append((-shared, n))
        return [self.all[n] for _, n in sorted(found)[:most]]


def catalogue_of(snapshot: Snapshot) -> Catalogue:
    """Return the formulations of the generation that is read, gathered once."""
    return snapshot.once(Catalogue, lambda: Catalogue(snapshot.formulations()))


def in_order(
    catalogue: Catalogue, order: FormulationOrder, part: PartOfLibrary | None = None
) -> list[Family]:
    """Return all families in an order; those of a part of the library as they are counted there."""
    found: Iterable[Family] = catalogue.families
    if order not in (FormulationOrder.FREQUENCY, FormulationOrder.ARTICLES):
        found = (family for _, family in catalogue.by_pinyin)
    families = list(_in_part(catalogue, found, part) if part else found)
    if order is FormulationOrder.ARTICLES:
        return sorted(families, key=lambda family: -family.head.articles)
    if order is FormulationOrder.FREQUENCY and part:
        return sorted(families, key=lambda family: -family.head.occurrences)
    return families


def counted_in(
    catalogue: Catalogue, found: Iterable[Formulation], part: PartOfLibrary
) -> Iterator[Formulation]:
    """Yield the formulations that occur in a part of the library, with their counts there.

    Paragraphs are those of the whole library, as are first and last uses.
    """
    for each in found:
        number = catalogue.number(each)
        if part.occurrences[number]:
            yield replace(each, occurrences=part.occurrences[number], articles=part.spread[number])


def _in_part(catalogue: Catalogue, families: Iterable[Family], part: PartOfLibrary) -> Iterator[Family]:
    """Yield families as they are in a part: where something contains a head, the head is there too."""
    for family in families:
        head = next(counted_in(catalogue, (family.head,), part), None)
        if head:
            members = sorted(counted_in(catalogue, family.members, part), key=lambda each: -each.occurrences)
            yield Family(head, tuple(members))


def selected(families: Iterable[Family], least: int, articles: int) -> Iterator[Family]:
    """Yield families as they are without what occurs less often, or in fewer articles.

    A head occurs at least as often as what contains it.
    """
    for family in families:
        if family.head.occurrences >= least and family.head.articles >= articles:
            kept = (
                each for each in family.members if each.occurrences >= least and each.articles >= articles
            )
            yield Family(family.head, tuple(kept))


def _key(formulation: Formulation) -> str:
    return close_up(fold(formulation.text))


def _inside(text: str, known: dict[str, Formulation], shortest: int) -> Sequence[str]:
    """Return the formulations that a text contains besides itself, in the order of their places."""
    parts = (
        text[start:end]
        for start in range(len(text))
        for end in range(start + shortest, len(text) + 1)
        if end - start < len(text)
    )
    return [part for part in parts if part in known]
