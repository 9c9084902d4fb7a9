"""All formulations of a generation: in families and in order, and by their wordings."""

from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.analysis.formulations.families import Families, find_families
from app.analysis.formulations.wordings import Numbers, Wordings
from app.library.snapshot import Snapshot
from app.search.formulations import Chosen, Formulation, Formulations, PartOfLibrary
from app.sort_keys import initial, title_key
from app.text import close_up, fold, strip_punctuation


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
SHORTEST = 4
"""Characters, punctuation aside, of the shortest formulation that is looked for in texts."""


class Bare(NamedTuple):
    """Formulations without punctuation, and their numbers; of those that are then the same, the rarest."""

    wordings: Wordings
    numbers: Numbers


class ByPinyin(NamedTuple):
    """The place of each head of a family in the order of pinyin, and the letter that it stands under."""

    places: Numbers
    letters: NDArray[np.bytes_]


class Catalogue:
    """All formulations of a generation, each of them held once."""

    def __init__(self, found: Formulations) -> None:
        self.all = found

    @cached_property
    def wordings(self) -> Wordings:
        """The formulations as a search takes them."""
        return Wordings(close_up(fold(text)) for text in self.all.texts)

    @cached_property
    def bare(self) -> Bare:
        """The formulations as they are looked for in texts without punctuation."""
        known = {strip_punctuation(fold(text))[0]: number for number, text in enumerate(self.all.texts)}
        found = {text: number for text, number in known.items() if len(text) >= SHORTEST}
        return Bare(Wordings(found), np.fromiter(found.values(), np.int32, len(found)))

    @cached_property
    def families(self) -> Families:
        """All families, the most frequent first."""
        return find_families(self.all, self.wordings)

    @cached_property
    def by_pinyin(self) -> ByPinyin:
        """The order of families by how their heads are read."""
        heads = self.families.heads.tolist()
        keys = {number: title_key(self.all.texts[number]) for number in heads}
        order = sorted(heads, key=lambda number: (keys[number], self.all.texts[number]))
        places, letters = np.zeros(len(self.all), np.int32), np.zeros(len(self.all), "S1")
        places[order] = np.arange(len(order))
        letters[heads] = [initial(key) for key in keys.values()]
        return ByPinyin(places, letters)

    def containing(self, text: str) -> Chosen:
        """Return the formulations that contain a text and are longer, the most frequent first."""
        wanted = close_up(fold(text))
        found = self.wordings.containing(wanted)
        return Chosen(self.all, found[self.wordings.lengths[found] > len(wanted)])

    def near(self, text: str, most: int) -> list[Formulation]:
        """Return formulations that share most of their characters with a text and do not contain each other.

        Sharing is the number of characters that both have over that of all (Jaccard), from ``SHARED`` on; the
        nearest come first, of equally near ones the most frequent.
        """
        wanted = close_up(fold(text))
        chars = set(wanted)
        enough = self.wordings.sharing(chars) / max(1, len(chars)) >= SHARED
        found = []
        for n in np.flatnonzero(enough).tolist():
            other = self.wordings[n]
            shared = len(chars.intersection(other)) / len(chars.union(other))
            if shared >= SHARED and wanted not in other and other not in wanted:
                found.append((-shared, n))
        return [self.all[n] for _, n in sorted(found)[:most]]


def catalogue_of(snapshot: Snapshot) -> Catalogue:
    """Return the formulations of the generation that is read, gathered once."""
    return snapshot.once(Catalogue, lambda: Catalogue(snapshot.formulations()))


def in_order(catalogue: Catalogue, order: FormulationOrder, part: PartOfLibrary | None = None) -> Families:
    """Return all families in an order; those of a part of the library as they are counted there."""
    families = catalogue.families.in_part(part) if part else catalogue.families
    if order is FormulationOrder.ARTICLES:
        return families.by(-families.formulations.articles)
    if order is FormulationOrder.FREQUENCY:
        return families.by(-families.formulations.occurrences)
    return families.by(catalogue.by_pinyin.places)
