"""The related lane's arithmetic: BM25F over postings, all documents of a word at once.

The formula is Whoosh's (``whoosh.scoring.bm25``), with the fields of BM25F as types of blocks: a title or a
heading is a document of its own here, and its weight is its type's. Whoosh scores one posting at a time;
doing it by arrays makes a question of six common words 40 times faster at 360,000 paragraphs.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np

from app.search.contract import Hit, Related, SearchRequest
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.columns import TYPES
from app.search.engines.local.exact.evaluate import allowed_articles
from app.search.engines.local.exact.ranking import best, rounded
from app.search.engines.local.exact.searcher import ExactLane
from app.search.language.query import phrases
from app.text import fold, whole_words, words

K1, B = 1.2, 0.75
BOOSTS = {"title": 1.1, "heading": 1.05}
# A word of one character (的, 在, 型) in more than this share of all blocks says nothing, unless there is
# no other. Longer words always count: in a library on one theme its very subject is in most blocks.
EVERYWHERE = 0.05
# Postings that stay in memory once they were read, at eight bytes each, and what a word counts besides.
KEPT, OVERHEAD = 2_000_000, 100


class Postings(NamedTuple):
    """The blocks that a word stands in, each once, and how often it stands there."""

    blocks: Array
    times: Array


class RecentPostings:
    """Reads postings and keeps those that were asked for last; safe to use from several threads."""

    def __init__(self, read: Callable[[str], Postings]) -> None:
        self._read, self._lock = read, Lock()
        self._kept: OrderedDict[str, Postings] = OrderedDict()
        self._size = 0

    def __call__(self, word: str) -> Postings:
        """The postings of a word; none if it stands nowhere."""
        with self._lock:
            if word in self._kept:
                self._kept.move_to_end(word)
                return self._kept[word]
        posted = self._read(word)
        with self._lock:
            if word not in self._kept:
                self._kept[word] = posted
                self._size += len(posted.blocks) + OVERHEAD
            while self._size > KEPT:
                self._size -= len(self._kept.popitem(last=False)[1].blocks) + OVERHEAD
        return posted


class RelatedLane:
    """Ranks blocks by words; ``lengths`` counts the words of each block."""

    def __init__(
        self,
        exact: ExactLane,
        lengths: Array,
        postings: Callable[[str], Postings],
        dictionary: Path | None,
    ) -> None:
        self._exact, self._postings, self._dictionary = exact, RecentPostings(postings), dictionary
        catalogue = exact.catalogue
        mean = float(lengths.mean()) if len(lengths) else 1.0
        self._damping = (K1 * (1 - B + B * lengths / max(mean, 1.0))).astype(np.float32)
        self._boosts = np.array([BOOSTS.get(name, 1.0) for name in TYPES], np.float32)[catalogue.types]

    def search(self, request: SearchRequest) -> Related:
        """The words that counted, the number of blocks with any of them, and one slice of hits."""
        telling = self._telling(" ".join(phrases(request.node)))
        scores = self._scores(telling)
        if request.filters:
            allowed = allowed_articles(self._exact.catalogue, request.filters)
            scores = np.where(allowed[self._exact.catalogue.article_of], scores, 0)
        blocks = np.flatnonzero(scores)
        shown = blocks[best(scores[blocks], request.offset + request.limit)[request.offset :]]
        ranked = zip(shown.tolist(), rounded(scores[shown]).tolist(), strict=True)
        hits = tuple(self._hit(block, telling, score) for block, score in ranked)
        return Related(tuple(telling), len(blocks), hits)

    def _telling(self, typed: str) -> dict[str, Postings]:
        """The postings of the words that are not everywhere; of all, where all are."""
        found: dict[str, Postings] = {}
        for run in fold(typed).split():
            self._look_up(run, found)
        most = EVERYWHERE * self._exact.catalogue.blocks
        return {
            word: posted for word, posted in found.items() if len(word) > 1 or len(posted.blocks) <= most
        } or found

    def _look_up(self, run: str, found: dict[str, Postings]) -> None:
        """What was typed as one, if the corpus has it as a word; else its words; of unknown ones their parts.

        Parts of words that are known would count a long word several times.
        """
        if not self._take(run, found):
            for word in whole_words(run, self._dictionary):
                if not self._take(word, found):
                    for part in words(word, self._dictionary):
                        self._take(part, found)

    def _take(self, word: str, found: dict[str, Postings]) -> bool:
        if word not in found:
            posted = self._postings(word)
            if not len(posted.blocks):
                return False
            found[word] = posted
        return True

    def _scores(self, telling: dict[str, Postings]) -> Array:
        """Every block's score; 0 where none of the words stands."""
        scores = np.zeros(len(self._boosts), np.float32)
        for blocks, times in telling.values():
            weight = np.log(len(scores) / (len(blocks) + 1)) + 1
            scores[blocks] += weight * (K1 + 1) * times / (times + self._damping[blocks])
        return scores * self._boosts

    def _hit(self, block: int, found: Iterable[str], score: float) -> Hit:
        plain = self._exact.plain
        spans = {(start, start + len(word)) for word in found for start in plain.find(block, word)}
        return self._exact.hit(block, tuple(sorted(spans)), score)
