"""The words that a tokenizer knows: jieba's dictionary as texts are folded.

It is looked into where it stands: to read all of it takes a second, and few of its words are in a text.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.folding import table
from app.text import fold

_SPACE, _ZERO = b" 0"
"""The space between the fields of a line; of all bytes there only the end of a line is below it."""
_LONGEST_CHAR = 4
_TWO_BYTES, _THREE_BYTES = 0xC0, 0xE0
"""From which first byte on a character of UTF-8 has so many."""


class Dictionary:
    """A dictionary in jieba's form, each line a word, its frequency and its class, in any order.

    Spellings that fold to one word are one, as frequent as the commonest: 着名 of 著名.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        found = np.frombuffer(data, np.uint8)
        # Each line has two spaces and its end.
        word_ends, frequency_ends, ends = np.flatnonzero(found <= _SPACE).reshape(-1, 3).T
        ends = ends + 1
        starts = np.concatenate(([0], ends[:-1]))
        first, second, third = (found[starts + n].astype(np.int32) for n in range(3))
        second[first < _TWO_BYTES] = 0
        third[first < _THREE_BYTES] = 0
        lines = first << 16 | second << 8 | third
        # Neighbours that begin alike are one stretch; the stretches are looked up by what they begin with.
        borders = np.flatnonzero(np.diff(lines, prepend=-1, append=-1))
        order = np.argsort(lines[borders[:-1]], kind="stable")
        self._beginnings = lines[borders[:-1]][order]
        self._starts, self._ends = starts[borders[:-1]][order], ends[borders[1:] - 1][order]
        self.total = _sum_of_numbers(found, word_ends + 1, frequency_ends)
        """How many words the text has from which the frequencies are."""

    def beginnings(self) -> set[str]:
        """Return the characters that words begin with."""
        heads = (self._data[start : start + _LONGEST_CHAR] for start in self._starts.tolist())
        return set(fold("".join(head.decode("utf-8", "ignore")[0] for head in heads)))

    def beginning_with(self, chars: str) -> dict[str, int]:
        """Return the folded words that begin with any of some folded characters, and how often they occur."""
        points = map(ord, chars)
        spellings = (chr(each) for point in points for each in (point, *_spellings().get(point, ())))
        # Line breaks are folded into spaces.
        fields = fold("".join(map(self._lines, spellings))).split(" ")
        words, often = fields[0::3], list(map(int, fields[1::3]))
        found = dict(zip(words, often, strict=False))
        if len(found) < len(often):
            for word, times in zip(words, often, strict=False):
                found[word] = max(times, found[word])
        return found

    def _lines(self, char: str) -> str:
        """Return the lines that begin with a character."""
        wanted = int.from_bytes(char.encode("utf-8", "surrogatepass")[:3].ljust(3, b"\0"))
        first, last = np.searchsorted(self._beginnings, [wanted, wanted + 1]).tolist()
        places = zip(self._starts[first:last].tolist(), self._ends[first:last].tolist(), strict=True)
        return b"".join(self._data[start:end] for start, end in places).decode("utf-8")


def _sum_of_numbers(found: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> int:
    """Return the sum of the numbers that are written in some places, digit by digit from their ends."""
    total, worth = 0, 1
    while len(ends):
        ends = ends - 1
        total += worth * (int(found[ends].sum(dtype=np.int64)) - _ZERO * len(ends))
        worth *= 10
        longer = ends > starts
        starts, ends = starts[longer], ends[longer]
    return total


@cache
def _spellings() -> Mapping[int, Sequence[int]]:
    """Return each folded character with the others that fold to it, as code points."""
    found = defaultdict[int, list[int]](list)
    for spelling, char in table().items():
        found[char].append(spelling)
    return found


@cache
def jieba_dictionary() -> Dictionary:
    """Return jieba's dictionary, without importing jieba, which takes a fifth of a second."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Dictionary(Path(spec.origin).with_name("dict.txt").read_bytes())
