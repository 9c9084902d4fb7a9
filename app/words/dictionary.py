"""The words that a tokenizer knows: jieba's dictionary as texts are folded.

It is looked into where it stands: to read all of it takes a second, and few of its words are in a text.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from app.folding import table
from app.text import fold

_SPACE, _NEWLINE, _ZERO = b" \n0"
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
        ends = np.flatnonzero(found == _NEWLINE) + 1
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
        self.total = _sum_of_frequencies(found)
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


def _sum_of_frequencies(found: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> int:
    """Return the sum of the numbers that stand between the two spaces of each line."""
    spaces = np.flatnonzero(found == _SPACE)
    lengths, ends = spaces[1::2] - spaces[0::2] - 1, spaces[1::2]
    digits = (found[ends[lengths > place] - 1 - place] - _ZERO for place in range(int(lengths.max())))
    return sum(int(own.sum(dtype=np.int64)) * 10**place for place, own in enumerate(digits))


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
