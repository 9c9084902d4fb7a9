"""Words by jieba itself, in Python: the reference, and the fallback where rjieba is not to be had."""

from collections.abc import Iterable
from typing import Any

import jieba
from jieba import finalseg


class Tokenizer:
    """Cuts folded text by words and their frequencies."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        frequencies = dict(words)
        # Set up here, since jieba itself reads and writes a cache in a shared folder.
        self._jieba: Any = jieba.Tokenizer()
        # What words begin with stands there too, never used by itself.
        beginnings = {word[:length] for word in frequencies for length in range(1, len(word))}
        self._jieba.FREQ = {**dict.fromkeys(beginnings, 0), **frequencies}
        self._jieba.total, self._jieba.initialized = sum(frequencies.values()), True

    def add(self, word: str, frequency: int) -> None:
        """Add a word, or give it another frequency; 0 makes it none, and cuts it where it is guessed."""
        known = self._jieba.FREQ
        self._jieba.total += frequency - known.get(word, 0)
        for length in range(1, len(word)):
            known.setdefault(word[:length], 0)
        known[word] = frequency
        if not frequency:
            finalseg.add_force_split(word)

    def cut(self, run: str) -> list[str]:
        """Return the words of a run, those that the dictionary does not know guessed."""
        return list(self._jieba.cut(run))

    def cut_for_search(self, run: str) -> list[str]:
        """Return the same words, each after the shorter words of two and three characters in it."""
        return list(self._jieba.cut_for_search(run))

    def cut_known(self, run: str) -> list[str]:
        """Return the words of a run, none guessed."""
        return list(self._jieba.cut(run, HMM=False))
