"""Know texts by numbers of 64 bits, for very many strings at once.

A text is read as a number in a system whose base is a large odd one, modulo 2⁶⁴, so that the number of any
part of it follows from those of what comes before. Of the texts of one library hardly two have one number.
"""

from collections.abc import Sequence

import numpy as np

from app.code_points import points_of
from app.search.engines.local.exact.arrays import Array

_BASE = 0x9E37_79B9_7F4A_7C15
_LONGEST = 64
_MARK = 24
"""Bits of a number that are kept of a string, by which most can be told to be none of some others."""
_POWERS = np.array([pow(_BASE, n, 1 << 64) for n in range(_LONGEST + 1)], np.uint64)
"""How much a character counts that so many follow."""


class Prefixes:
    """The numbers of all prefixes of some texts, the longest of which has ``_LONGEST`` characters."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        width = int(self.lengths.max(initial=0))
        rows = np.zeros((width, len(texts)), np.uint64)
        rows.T[np.arange(width) < self.lengths[:, None]] = points_of("".join(texts))
        self._numbers = np.zeros((width + 1, len(texts)), np.uint64)
        for at in range(width):
            self._numbers[at + 1] = self._numbers[at] * _POWERS[1] + rows[at] + np.uint64(1)

    def whole(self) -> Array:
        """Return the number of each text."""
        return self._numbers[self.lengths, np.arange(len(self.lengths))]

    def between(self, texts: Array, first: Array, end: Array) -> Array:
        """Return the numbers of parts of texts."""
        found: Array = self._numbers[end, texts] - self._numbers[first, texts] * _POWERS[end - first]
        return found


def fingerprints(texts: Sequence[str]) -> Array:
    """Return the number of each text."""
    return Prefixes(texts).whole()


def marks(numbers: Array) -> Array:
    """Return what is kept of some numbers."""
    found: Array = (numbers >> np.uint64(64 - _MARK)).astype(np.int32)
    return found


def may_be_among(kept: Array, numbers: Array) -> Array:
    """Say of each mark whether it can be of one of some numbers."""
    known = np.zeros(1 << _MARK, bool)
    known[marks(numbers)] = True
    return known[kept]


def are_among(numbers: Array, ascending: Array) -> Array:
    """Say of each number whether it is one of some others."""
    found = np.zeros(len(numbers), bool)
    at = np.searchsorted(ascending, numbers)
    inside = np.flatnonzero(at < len(ascending))
    found[inside] = ascending[at[inside]] == numbers[inside]
    return found


def sums(numbers: Array, signs: Array) -> tuple[Array, Array]:
    """Return numbers, ascending and each once, with the sum of their signs."""
    known, at = np.unique(numbers, return_inverse=True)
    return known, np.bincount(at, signs, len(known)).astype(np.int64)


def strings_of(text: str, longest: int) -> Array:
    """Return the numbers of all strings in a text that have at most so many characters; each as often as it
    occurs."""
    points = points_of(text).astype(np.uint64)
    found, numbers = [np.zeros(0, np.uint64)], np.zeros(len(points) + 1, np.uint64)
    for length in range(1, min(longest, len(points)) + 1):
        numbers = numbers[:-1] * _POWERS[1] + points[length - 1 :] + np.uint64(1)
        found.append(numbers)
    return np.concatenate(found)
