"""Judge which recurring strings are units.

A unit can stand in various surroundings (entropy of what is left and right of it: Huang and Powers 2003, Luo
and Song 2004), begins and ends where words do, and holds together wherever it is divided (least pointwise
mutual information of two parts, Luo and Song 2004; normalised as by Bouma 2009, so that libraries of any
size can be compared). Beyond these: it stands free, beside punctuation or a word that links phrases, on both
sides, or else holds together more firmly, since what always leans on a neighbour is a part of something else.
"""

import re
from collections.abc import Sequence
from math import inf, log2

from app.search.engines.local.formulations.function_words import FUNCTION_WORDS, MANNER
from app.search.engines.local.formulations.phrases import LEAST, QUOTE

LEAST_ENTROPY, BOTH_ENTROPIES = 0.9, 2.0
"""Bits on each side, and on both together: of three occurrences two may share a neighbour, on one side."""
WELL_CUT = 0.5
"""The share of all occurrences whose edges are edges of words."""
MOSTLY = 0.5
"""The share of its well-cut occurrences from which on what is true of a string's words is true of it."""
COHESION, HIGH_COHESION, COHESION_AROUND = 0.5, 0.65, 0.4
"""The least cohesion of a string that stands free on both sides, of one that does not, and of one that stands
free and contains a unit, as a variant of it."""
FREE = 0.1
"""The share of occurrences with a border or a link on a side, from which on a string stands free there."""
_NUMBERED = re.compile(
    r"第[〇零一二三四五六七八九十百千0-9]+[条款项章节编目号次]|[〇零一二三四五六七八九十0-9][年月日时元]|^[0-9]"
)


def least_occurrences(characters: int) -> int:
    """Return how often a string must occur in a library of so many characters: three times, and once more
    with each doubling beyond a million, since chance repeats more in a larger one."""
    return 3 + max(0, characters // 1_000_000).bit_length()


def is_whole(text: str, words: Sequence[str]) -> bool:
    """Say whether a string is neither a part of a phrase nor a number, as far as it tells itself."""
    if text.count(QUOTE) % 2 or _NUMBERED.search(text):
        return False
    if len(text) == LEAST and text[:2] in MANNER:
        return False
    return not {words[0], words[-1]} & FUNCTION_WORDS


def cohesion(times: int, parts: Sequence[tuple[int, int]], characters: int) -> float:
    """Return the least normalised pointwise mutual information of two parts, from -1 to 1.

    log₂(n·N / (a·b)) / -log₂(n / N), with n occurrences of the string, a and b of its parts,
    N characters. A single word is not divided: infinity.
    """
    information = -log2(times / characters)
    return min((log2(times * characters / (a * b)) / information for a, b in parts), default=inf)


def most_cohesion(times: int, word: int, characters: int) -> float:
    """Return what the cohesion of a string cannot exceed if one of its words occurs so often: as if the rest
    occurred nowhere else."""
    return log2(characters / word) / -log2(times / characters)


def holds_together(cohesion: float, free: float, *, around: bool = False) -> bool:
    """Say whether a string is firm enough, given how often it stands free on the side where it does less;
    ``around`` says that it contains a unit."""
    if free < FREE:
        return cohesion >= HIGH_COHESION
    return cohesion >= (COHESION_AROUND if around else COHESION)
