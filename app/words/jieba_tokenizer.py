"""Words by jieba itself, in Python: the reference, and the fallback where rjieba is not to be had."""

from collections.abc import Mapping, Sequence
from typing import Any

import jieba
from jieba import finalseg


class Tokenizer:
    """Cuts folded text by words and their frequencies."""

    def __init__(self, total: int) -> None:
        # Set up here, since jieba itself reads and writes a cache in a shared folder.
        self._jieba: Any = jieba.Tokenizer()
        self._jieba.FREQ = {}
        self._jieba.total, self._jieba.initialized = total, True

    def load(self, words: Mapping[str, int]) -> None:
        """Take in words of a dictionary whose frequencies are in the total."""
        known = self._jieba.FREQ
        for word in words:
            # What words begin with stands there too, never used by itself.
            known.update((word[:length], 0) for length in range(1, len(word)) if word[:length] not in known)
        known.update(words)

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

    def cut_together(self, runs: Sequence[str], end: str) -> list[str]:
        """Return the words of many runs one after another, with ``end`` behind those of each."""
        return [word for run in runs for word in (*self.cut(run), end)]

    def inside(self, word: str) -> list[str]:
        """Return the shorter words of two and three characters in a word."""
        parts = (word[at : at + n] for n in (2, 3) if len(word) > n for at in range(len(word) - n + 1))
        return list(filter(self._jieba.FREQ.get, parts))

    def cut_known(self, run: str) -> list[str]:
        """Return the words of a run, none guessed."""
        return list(self._jieba.cut(run, HMM=False))
