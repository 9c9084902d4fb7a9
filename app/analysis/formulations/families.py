"""Gather formulations into families: a short one, and the longer ones that contain it."""

import numpy as np
from numpy.typing import NDArray

from app.analysis.formulations.wordings import Numbers, Wordings
from app.frozen import dataclass
from app.lazy_sequence import LazySequence
from app.search.formulations import Column, Formulation, Formulations, PartOfLibrary


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


class Families(LazySequence[Family]):
    """Families in an order, by the numbers of their heads: each is made when it is read.

    ``members`` has the numbers of all others, those of one head together; ``owners`` their heads, ascending.
    """

    def __init__(self, formulations: Formulations, heads: Numbers, members: Numbers, owners: Numbers) -> None:
        self.formulations, self.heads = formulations, heads
        self.members, self._owners = members, owners

    def __len__(self) -> int:
        return len(self.heads)

    def at(self, index: int) -> Family:
        """Return one of them."""
        head = self.heads[index]
        first, last = (self._owners.searchsorted(head, side) for side in ("left", "right"))
        members = map(self.formulations.at, self.members[first:last].tolist())
        return Family(self.formulations.at(int(head)), tuple(members))

    def by(self, keys: Column) -> "Families":
        """Return them in the order of what is given for each formulation, by that of their heads."""
        order = np.argsort(keys[self.heads], kind="stable")
        return Families(self.formulations, self.heads[order], self.members, self._owners)

    def selected(self, least: int, articles: int) -> "Families":
        """Return them without what occurs less often, or in fewer articles.

        A head occurs at least as often as what contains it.
        """
        known = self.formulations
        return self._kept(known, (known.occurrences >= least) & (known.articles >= articles))

    def in_part(self, part: PartOfLibrary) -> "Families":
        """Return them as they are in a part: where something contains a head, the head is there too."""
        known = self.formulations.counted_in(part)
        found = self._kept(known, known.occurrences > 0)
        order = np.lexsort((-known.occurrences[found.members], found._owners))
        return Families(known, found.heads, found.members[order], found._owners)

    def _kept(self, formulations: Formulations, kept: NDArray[np.bool_]) -> "Families":
        own = kept[self.members]
        return Families(formulations, self.heads[kept[self.heads]], self.members[own], self._owners[own])


def find_families(formulations: Formulations, wordings: Wordings) -> Families:
    """Return families in the order of their heads among the formulations; each of these is in one family.

    Wordings are those of the formulations, as a search takes them.
    """
    places, inner = wordings.within(wordings.points)
    outer = wordings.at(places)
    other = inner != outer
    inner, outer = inner[other], outer[other]
    is_head = np.ones(len(formulations), bool)
    is_head[outer] = False
    inner, outer = inner[is_head[inner]], outer[is_head[inner]]
    # Of the heads in one, the most frequent comes first; of equally frequent ones the one that stands first.
    order = np.lexsort((-formulations.occurrences[inner], outer))
    members, first = np.unique(outer[order], return_index=True)
    owners = inner[order][first]
    order = np.lexsort((-formulations.occurrences[members], owners))
    return Families(formulations, np.flatnonzero(is_head), members[order], owners[order])
