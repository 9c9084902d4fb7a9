"""Judge which recurring strings are units.

A unit can stand in various surroundings (entropy of what is left and right of it: Huang and Powers 2003, Luo
and Song 2004), begins and ends where words do, and holds together wherever it is divided (least pointwise
mutual information of two parts, Luo and Song 2004; normalised as by Bouma 2009, so that libraries of any
size can be compared). Beyond these: it stands free, beside punctuation or a word that links phrases, on both
sides, or else holds together more firmly, since what always leans on a neighbour is a part of something else.
"""

from collections.abc import Sequence
from math import inf

import numpy as np

from app.lazy_pattern import lazy_pattern
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.formulations.function_words import FUNCTION_WORDS, MANNER
from app.search.engines.local.formulations.phrases import QUOTE
from app.search.engines.local.formulations.repeats import Repeats
from app.search.engines.local.formulations.windows import LEAST
from app.text import is_punctuation

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
_NUMBERED = lazy_pattern(
    r"第[〇零一二三四五六七八九十百千0-9]+[条款项章节编目号次]|[〇零一二三四五六七八九十0-9][年月日时元]|^[0-9]"
)


def least_occurrences(characters: int) -> int:
    """Return how often a string must occur in a library of so many characters: three times, and once more
    with each doubling beyond a million, since chance repeats more in a larger one."""
    return 3 + max(0, characters // 1_000_000).bit_length()


def is_whole(text: str, words: Sequence[str]) -> bool:
    """Say whether a string is neither a part of a phrase nor a number, as far as it tells itself."""
    if not words or text.count(QUOTE) % 2 or _NUMBERED.search(text):
        return False
    if len(text) == LEAST and text[:2] in MANNER:
        return False
    return not {words[0], words[-1]} & FUNCTION_WORDS


def is_title(text: str) -> bool:
    """Say whether what stands in title marks is long enough, and more than marks."""
    return len(text) >= LEAST and any(char == QUOTE or not is_punctuation(char) for char in text)


def may_be_units(repeats: Repeats, ends_alone: Array) -> Array:
    """Say of each repeat whether enough stands on both of its sides, and whether it does not mostly end with
    a word of one character with which no formulation does; ``ends_alone`` says whether the character could
    be one."""
    found: Array = np.minimum(repeats.left, repeats.right) >= LEAST_ENTROPY
    found &= repeats.left + repeats.right >= BOTH_ENTROPIES
    return found & ~(ends_alone & (repeats.last_apart >= MOSTLY))


def cohesion(times: Array, owners: Array, parts: Array, characters: int) -> Array:
    """Return the least normalised pointwise mutual information of two parts of each string, from -1 to 1.

    log₂(n·N / (a·b)) / -log₂(n / N), with n occurrences of the string, a and b of its parts, N characters.
    ``parts`` are rows of a and b, ``owners`` says of which string. A single word is not divided: infinity.
    """
    information, often = -np.log2(times / characters), times[owners].astype(np.float64)
    found = np.full(len(times), inf)
    apart = np.log2(often * characters / (parts[:, 0].astype(np.float64) * parts[:, 1]))
    np.minimum.at(found, owners, apart / information[owners])
    return found


def holds_together(cohesion: Array, free: Array, *, around: bool = False) -> Array:
    """Say whether strings are firm enough, given how often each stands free on the side where it does less;
    ``around`` says that they contain a unit."""
    found: Array = cohesion >= np.where(free < FREE, HIGH_COHESION, COHESION_AROUND if around else COHESION)
    return found
