"""Keep what the words that were asked for last add to scores."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from app.search.engines.local.exact.arrays import Array

CACHE_SIZE, ENTRY_OVERHEAD = 2_000_000, 100
"""Blocks kept in memory with their scores, at eight bytes each, and as how many an entry itself counts."""


class WordScores(NamedTuple):
    """The blocks that have a word, in no useful order, and what it adds to the score of each."""

    blocks: Array
    scores: Array


class WordsCache:
    """Finds the scores of words and keeps the most recently used ones; safe to use from several threads."""

    def __init__(self, find: Callable[[str], WordScores]) -> None:
        self._find, self._lock = find, Lock()
        self._kept: OrderedDict[str, WordScores] = OrderedDict()
        self._size = 0

    def __call__(self, word: str) -> WordScores:
        """Return the scores of a word; empty if it does not occur."""
        with self._lock:
            if word in self._kept:
                self._kept.move_to_end(word)
                return self._kept[word]
        posted = self._find(word)
        with self._lock:
            if word not in self._kept:
                self._kept[word] = posted
                self._size += len(posted.blocks) + ENTRY_OVERHEAD
            while self._size > CACHE_SIZE:
                self._size -= len(self._kept.popitem(last=False)[1].blocks) + ENTRY_OVERHEAD
        return posted
