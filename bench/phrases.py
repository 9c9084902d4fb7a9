"""The phrases of a run: of 1 to 20 characters, from rare to very common, the same for everyone."""

import math
import random
from collections.abc import Sequence

from app.search.contract import ExactReader

SEED = 20
DRAWN = 4_000
"""Substrings drawn for each length, of which those are taken that lie evenly between rare and common."""


def sample(texts: Sequence[str], exact: ExactReader, number: int) -> list[str]:
    """``number`` phrases, as many of each length, spread evenly by how often they occur."""
    rng = random.Random(SEED)
    lengths = range(1, 21)
    found: list[str] = []
    for length in lengths:
        drawn = {
            phrase for phrase in (_draw(rng, texts, length) for _ in range(DRAWN)) if phrase.strip() == phrase
        }
        counts = {phrase: exact.count([phrase])[0].paragraphs for phrase in sorted(drawn)}
        found += _spread(counts, number // len(lengths))
    return found


def _spread(counts: dict[str, int], number: int) -> list[str]:
    """Phrases from the rarest to the most common, each as many times as common as the one before."""
    least, most = min(counts.values()), max(counts.values())
    left, chosen = dict(counts), []
    for n in range(number):
        aim = math.log(least) + (math.log(most) - math.log(least)) * n / max(1, number - 1)
        best = min(left, key=lambda phrase: (abs(math.log(left[phrase]) - aim), phrase))
        chosen.append(best)
        del left[best]
    return chosen


def _draw(rng: random.Random, texts: Sequence[str], length: int) -> str:
    """A substring of a random text that is long enough; longer texts are likelier."""
    while True:
        text = rng.choice(texts)
        if len(text) >= length:
            start = rng.randrange(len(text) - length + 1)
            return text[start : start + length]
