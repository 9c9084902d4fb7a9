"""Gather formulations into families: a short one, and the longer ones that contain it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.search.formulations import Formulation
from app.text import close_up, fold


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
