"""Formulations changed in one place, each in a sentence of its own: a seeded generator, on any library."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.text import fold, strip_punctuation

KINDS = ("changed", "dropped", "added", "swapped")


@dataclass(frozen=True, slots=True)
class Mutated:
    """A formulation, the kind of change, and what it was changed to."""

    kind: str
    formulation: str
    wording: str

    @property
    def sentence(self) -> str:
        """The wording in a sentence."""
        return f"会议提出要不断{self.wording}，这是今后的任务。"


def mutated(formulations: Sequence[str], seed: int = 3) -> Iterator[Mutated]:
    """Yield each formulation in each kind, but for those that have another one in them as it is."""
    rng = random.Random(seed)
    bare = [strip_punctuation(fold(each))[0] for each in formulations]
    chars = sorted({char for each in bare for char in each if "\u4e00" <= char <= "\u9fff"})
    for wording in bare:
        for kind in KINDS:
            found = _changed(wording, kind, chars, rng)
            if found != wording and not any(each in found for each in bare):
                yield Mutated(kind, wording, found)


def _changed(wording: str, kind: str, chars: Sequence[str], rng: random.Random) -> str:
    if kind == "changed":
        at = rng.randrange(len(wording))
        other = rng.choice([char for char in chars if char != wording[at]])
        return wording[:at] + other + wording[at + 1 :]
    at = rng.randrange(1, len(wording) - 1)
    if kind == "dropped":
        return wording[:at] + wording[at + 1 :]
    if kind == "added":
        return wording[:at] + rng.choice(chars) + wording[at:]
    at = rng.randrange(len(wording) - 1)
    return wording[:at] + wording[at + 1] + wording[at] + wording[at + 2 :]
