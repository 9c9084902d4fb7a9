"""Words by rjieba (jieba in Rust): what jieba gives, letter for letter, in a seventh of the time.

Pieces of Chinese alone are cut by rjieba as they are. Where they hold Latin or digits, rjieba takes some of
these together that jieba does not; there it only finds the words of its dictionary, and what is left is
joined and guessed here, as jieba does.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from itertools import groupby
from typing import Any

_HAN = "\u4e00-\u9fd5"
"""The Chinese characters that jieba knows; it takes any other by itself."""
_PIECES = re.compile(rf"[{_HAN}a-zA-Z0-9+#&._%\-]+|.", re.DOTALL)
_CHINESE = re.compile(f"([{_HAN}]+)")
_NUMBER_OR_NAME = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


_REST = " "
"""Stands for all words that are not loaded, as frequent as they are together; it is in no run."""


def _jieba() -> Any:
    """Return the class in Rust without its package, which fills a tokenizer with words of its own: 25 MB, and
    a fifth of a second."""
    spec = find_spec("rjieba")
    assert spec is not None
    sys.modules["rjieba"] = module_from_spec(spec)
    try:
        return import_module("rjieba.rjieba").Jieba
    finally:
        del sys.modules["rjieba"]


class Tokenizer:
    """Cuts folded text by words and their frequencies."""

    def __init__(self, total: int) -> None:
        # Filled here and not by rjieba, whose own dictionary has words that jieba's has not.
        jieba = _jieba()
        self._known, self._guessing = jieba.empty(), jieba.empty()
        self._rest = total
        self.load({})

    def load(self, words: Mapping[str, int]) -> None:
        """Take in words of a dictionary whose frequencies are in the total."""
        for word, frequency in words.items():
            self._known.add_word(word, frequency, None)
        self._rest -= sum(words.values())
        self._known.add_word(_REST, self._rest, None)

    def add(self, word: str, frequency: int) -> None:
        """Add a word, or give it another frequency."""
        self._known.add_word(word, frequency, None)

    def cut(self, run: str) -> list[str]:
        """Return the words of a run, those that the dictionary does not know guessed."""
        if _is_chinese(run):
            found: list[str] = self._known.cut(run)
            return found
        return [word for piece in _PIECES.findall(run) for word in self._words(piece)]

    def cut_together(self, runs: Sequence[str], end: str) -> list[str]:
        """Return the words of many runs one after another, with ``end`` behind those of each.

        Chinese runs are one text for rjieba: it looks at nothing beyond a line feed, which ``end`` is.
        """
        found: list[str] = []
        for chinese, some in groupby(runs, _is_chinese):
            if chinese:
                found += self._known.cut(end.join([*some, ""]))
            else:
                found += [word for run in some for word in (*self.cut(run), end)]
        return found

    def inside(self, word: str) -> list[str]:
        """Return the shorter words of two and three characters in a word."""
        parts = (word[at : at + n] for n in (2, 3) if len(word) > n for at in range(len(word) - n + 1))
        return list(filter(self._known.has_word, parts))

    def cut_known(self, run: str) -> list[str]:
        """Return the words of a run, none guessed."""
        return [word for piece in _PIECES.findall(run) for word in self._known.cut(piece, False)]

    def _words(self, piece: str) -> Iterator[str]:
        if _is_chinese(piece):
            yield from self._known.cut(piece)
            return
        unknown = ""
        for word in self._known.cut(piece, False):
            # rjieba has joined letters and digits that are in no word.
            if len(word) == 1 or (word.isascii() and word.isalnum() and not self._known.has_word(word)):
                unknown += word
                continue
            yield from self._guess(unknown)
            yield word
            unknown = ""
        yield from self._guess(unknown)

    def _guess(self, unknown: str) -> Iterator[str]:
        """Yield the words of characters that stand in no word of the dictionary, which ``unknown`` may be."""
        if len(unknown) == 1 or self._known.has_word(unknown):
            yield from unknown
            return
        for block in _CHINESE.split(unknown):
            if _CHINESE.fullmatch(block):
                yield from self._guessing.cut(block)
            else:
                yield from filter(None, _NUMBER_OR_NAME.split(block))


def _is_chinese(run: str) -> bool:
    return _CHINESE.fullmatch(run) is not None
