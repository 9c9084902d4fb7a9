"""Keep the postings of the words that were asked for last."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from app.search.engines.local.exact.phrase_index import Postings

CACHE_SIZE, ENTRY_OVERHEAD = 2_000_000, 100
"""Postings that stay in memory, at eight bytes each, and as how many an entry itself counts."""


class PostingsCache:
    """Reads postings and keeps the most recently used ones; safe to use from several threads."""

    def __init__(self, read: Callable[[str], Postings]) -> None:
        self._read, self._lock = read, Lock()
        self._kept: OrderedDict[str, Postings] = OrderedDict()
        self._size = 0

    def __call__(self, word: str) -> Postings:
        """Return the postings of a word; empty if it does not occur."""
        with self._lock:
            if word in self._kept:
                self._kept.move_to_end(word)
                return self._kept[word]
        posted = self._read(word)
        with self._lock:
            if word not in self._kept:
                self._kept[word] = posted
                self._size += len(posted.blocks) + ENTRY_OVERHEAD
            while self._size > CACHE_SIZE:
                self._size -= len(self._kept.popitem(last=False)[1].blocks) + ENTRY_OVERHEAD
        return posted
