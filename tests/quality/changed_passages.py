"""Passages of a text with a share of their characters changed: others, left out, added, words exchanged."""

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SHORTEST, LONGEST = 12, 200
"""Characters of a passage."""
MOST_CHANGED = 0.2
_WORD = 4
"""Characters that an exchange of two words of two moves."""
_KINDS = ("changed", "left out", "added", "exchanged")


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """A passage and what became of it; ``source`` is the number of its text."""

    source: int
    passage: str
    changed: str
    share: float


def changed_passages(texts: Sequence[str], number: int, seed: int) -> Iterator[ChangedPassage]:
    """Yield passages from texts without punctuation, of all lengths and all shares of changes."""
    rng = random.Random(seed)
    order = sorted((n for n, text in enumerate(texts) if len(text) >= SHORTEST), key=lambda n: len(texts[n]))
    lengths = [len(texts[n]) for n in order]
    pool = "".join(texts[n] for n in rng.sample(order, min(len(order), 50)))
    for _ in range(number):
        # The length first, so that all are as many; then a text that is as long.
        length = rng.randint(SHORTEST, min(LONGEST, lengths[-1]))
        source = order[rng.randrange(bisect_left(lengths, length), len(order))]
        text = texts[source]
        start = rng.randint(0, len(text) - length)
        passage, share = text[start : start + length], rng.uniform(0, MOST_CHANGED)
        yield ChangedPassage(source, passage, change(passage, round(share * length), pool, rng), share)


def change(text: str, number: int, pool: str, rng: random.Random) -> str:
    """Return a text with so many of its characters changed, each at most once."""
    pieces, free = list(text), set(range(len(text)))
    while number > 0 and free:
        at, kind = rng.choice(sorted(free)), rng.choice(_KINDS)
        if kind == "exchanged":
            if number < _WORD or not free.issuperset(range(at, at + _WORD)):
                continue
            pieces[at : at + _WORD] = [*pieces[at + 2 : at + _WORD], *pieces[at : at + 2]]
            free.difference_update(range(at, at + _WORD))
            number -= _WORD
            continue
        other = rng.choice(pool)
        pieces[at] = {"changed": other, "left out": "", "added": f"{text[at]}{other}"}[kind]
        free.discard(at)
        number -= 1
    return "".join(pieces)
