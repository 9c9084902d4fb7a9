"""The words that a tokenizer knows: jieba's dictionary as texts are folded.

It is looked into where it stands: to read all of it takes a second, and few of its words are in a text.
"""

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.code_points import points_of, text_of
from app.text import fold

_SPACE, _ZERO = b" 0"
"""The space between the fields of a line; of all bytes there only the end of a line is below it."""
_USUAL, _LONGEST = 3, 4
"""Bytes of a character of UTF-8: of nearly all of Chinese, and at most."""
_POINT_BITS = 21


class Dictionary:
    """A dictionary in jieba's form, each line a word, its frequency and its class, in any order.

    Spellings that fold to one word are one, as frequent as the commonest: 着名 of 著名. Words are looked up
    by their heads: the first two characters, folded, or the only one.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        found = np.frombuffer(data + bytes(2 * _LONGEST), np.uint8)
        # Each line has two spaces and its end.
        fields = np.flatnonzero(found[: len(data)] <= _SPACE).astype(np.int32)
        word_ends, frequency_ends, ends = fields.reshape(-1, 3).T
        starts = np.concatenate(([np.int32(0)], ends[:-1] + np.int32(1)))
        first, size = _points_at(found, starts)
        second = np.zeros_like(first)
        longer = np.flatnonzero(starts + size < word_ends)
        second[longer], _ = _points_at(found, starts[longer] + size[longer])
        heads = _head(_folded(first), _folded(second))
        order = np.argsort(heads, kind="stable")
        self._heads, self._starts, self._ends = heads[order], starts[order], ends[order]
        self.total = _sum_of_numbers(found, word_ends + 1, frequency_ends)
        """How many words the text has from which the frequencies are."""

    def beginnings(self) -> str:
        """Return the characters that words begin with, folded."""
        return text_of(np.unique(self._heads >> _POINT_BITS))

    def beginning_with(self, chars: str) -> dict[str, int]:
        """Return the folded words that begin with any of some folded characters, and how often they occur."""
        first = points_of(chars).astype(np.int64)
        return self._between(_head(first, 0), _head(first + 1, 0))

    def headed(self, heads: Iterable[str]) -> dict[str, int]:
        """Return the folded words that have any of some heads, and how often they occur."""
        # A text may have the character that stands here for none; no word has it.
        wanted_heads = (head.ljust(2, "\0") for head in heads if "\0" not in head)
        points = points_of("".join(wanted_heads)).astype(np.int64)
        wanted = _head(points[0::2], points[1::2])
        return self._between(wanted, wanted + 1)

    def _between(self, least: NDArray[np.int64], most: NDArray[np.int64]) -> dict[str, int]:
        """Return the words with a head from the least up to the most of any pair."""
        bounds = (np.searchsorted(self._heads, each).tolist() for each in (least, most))
        ranges = [slice(*each) for each in zip(*bounds, strict=True) if each[0] < each[1]]
        lines = [
            self._data[start : end + 1]
            for own in ranges
            for start, end in zip(self._starts[own].tolist(), self._ends[own].tolist(), strict=True)
        ]
        # Line breaks are folded into spaces.
        fields = fold(b"".join(lines).decode("utf-8")).split(" ")
        words, often = fields[0::3], list(map(int, fields[1::3]))
        found = dict(zip(words, often, strict=False))
        if len(found) < len(often):
            for word, times in zip(words, often, strict=False):
                found[word] = max(times, found[word])
        return found


def _head(first: NDArray[np.int64], second: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Return heads as numbers that are ordered as they are."""
    return first << _POINT_BITS | second


def _folded(points: NDArray[np.int64]) -> NDArray[np.int64]:
    return points_of(fold(text_of(points))).astype(np.int64)


def _points_at(
    found: NDArray[np.uint8], at: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the characters of UTF-8 at some places, as code points, and how many bytes each has."""
    first, second, third = (found[at + np.int32(n)] for n in range(_USUAL))
    points = (first & 0xF).astype(np.int64) << 12 | (second & 0x3F).astype(np.int32) << 6 | third & 0x3F
    size = np.full(len(at), _USUAL, np.int32)
    others = np.flatnonzero(first >> 4 != 0xE)
    for n, place in zip(others.tolist(), at[others].tolist(), strict=True):
        char = found[place : place + _LONGEST].tobytes().decode("utf-8", "ignore")[0]
        points[n], size[n] = ord(char), len(char.encode())
    return points, size


def _sum_of_numbers(found: NDArray[np.uint8], starts: NDArray[np.int32], ends: NDArray[np.int32]) -> int:
    """Return the sum of the numbers that are written in some places, digit by digit from their ends."""
    total, worth = 0, 1
    while len(ends):
        ends = ends - np.int32(1)
        total += worth * (int(found[ends].sum(dtype=np.int64)) - _ZERO * len(ends))
        worth *= 10
        longer = ends > starts
        starts, ends = starts[longer], ends[longer]
    return total


@cache
def jieba_dictionary() -> Dictionary:
    """Return jieba's dictionary, without importing jieba, which takes a fifth of a second."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Dictionary(Path(spec.origin).with_name("dict.txt").read_bytes())
