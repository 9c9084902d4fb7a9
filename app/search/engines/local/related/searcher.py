"""Related search: rank blocks by the words of a query with BM25F, all postings of a word at once.

The formula is Whoosh's (``whoosh.scoring.bm25``); the fields of BM25F are the types of blocks, each block
being a document of its own. Whoosh scores one posting at a time; scoring by arrays answers six common words
40 times faster at 360,000 paragraphs.
"""

from collections.abc import Callable, Iterable, Iterator
from math import log
from pathlib import Path

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.bm25 import length_damping, term_scores, type_boosts
from app.search.engines.local.exact.evaluate import filter_mask
from app.search.engines.local.exact.phrase_index import Postings
from app.search.engines.local.exact.ranking import round_scores, top_scores
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.spans import Shown
from app.search.engines.local.related.cache import WordsCache, WordScores
from app.search.language.tree import shown_wordings
from app.search.request import SearchRequest
from app.search.results import RelatedResults
from app.text import fold
from app.words.words import whole_words, words

_TYPE_BOOSTS = {"title": 1.1, "heading": 1.05}
_HIGHEST = max(_TYPE_BOOSTS.values())
_STOP_SHARE = 0.05
"""The share of blocks above which a word of one character (的, 在, 型) is a stop word.

Longer words always count: in a library on one theme its very subject is in most blocks.
"""


class RelatedSearcher:
    """Ranks blocks by words; ``lengths`` counts the words of each block."""

    def __init__(
        self,
        exact: ExactSearcher,
        lengths: Array,
        postings: Callable[[str], Postings],
        dictionary: Path | None,
    ) -> None:
        self._exact, self._postings, self._dictionary = exact, postings, dictionary
        self._damping = length_damping(lengths)
        self._words = WordsCache(self._word_scores)
        self._boosts = type_boosts(_TYPE_BOOSTS)[exact.columns.types]

    def search(self, request: SearchRequest) -> RelatedResults:
        """Return the words searched for, the number of blocks with any of them, and one slice of hits."""
        typed = " ".join(wording.text for wording in shown_wordings(request.node))
        searched = self._searched_words(typed)
        sums = self._sums(searched.values(), self._allowed(request))
        lists = [word.blocks for word in searched.values()]
        shown, scores = _best(sums, self._boosts, lists, request.offset + request.limit)
        shown, scores = shown[request.offset :], scores[request.offset :]
        hits = self._exact.hits(shown, self._shown(shown, searched), round_scores(scores))
        found = int(np.count_nonzero(sums > 0))
        return RelatedResults(tuple(_as_typed(word, typed) for word in searched), found, hits)

    def _allowed(self, request: SearchRequest) -> Array | None:
        """Return which blocks a request asks for, None where it asks for all."""
        if not request.filters and not request.unmatched:
            return None
        columns = self._exact.columns
        allowed: Array = filter_mask(columns, request.filters)[columns.article_of]
        if request.unmatched:
            allowed[self._exact.matches(request).blocks] = False
        return allowed

    def _searched_words(self, typed: str) -> dict[str, WordScores]:
        """Return the scores of the words that are no stop words; of all words if every one is."""
        found: dict[str, WordScores] = {}
        for run in fold(typed).split():
            self._look_up(run, found)
        most = _STOP_SHARE * self._exact.columns.blocks
        return {
            word: posted for word, posted in found.items() if len(word) > 1 or len(posted.blocks) <= most
        } or found

    def _look_up(self, run: str, found: dict[str, WordScores]) -> None:
        """Look up a run of characters: as one word, else its words, else the parts of unknown words.

        Parts of known words are left out: they would count a long word several times.
        """
        if not self._take(run, found):
            for word in whole_words(run, self._dictionary):
                if not self._take(word, found):
                    for part in words(word, self._dictionary):
                        self._take(part, found)

    def _take(self, word: str, found: dict[str, WordScores]) -> bool:
        """Look up one word; return whether it occurs."""
        if word not in found:
            posted = self._words(word)
            if not len(posted.blocks):
                return False
            found[word] = posted
        return True

    def _word_scores(self, word: str) -> WordScores:
        """Return what a word adds to the scores of blocks."""
        blocks, frequencies, _ = self._postings(word)
        if not len(blocks):
            return WordScores(blocks, frequencies.astype(np.float32))
        weight = log(len(self._damping) / (len(blocks) + 1)) + 1
        return WordScores(blocks, term_scores(weight, frequencies, self._damping[blocks]))

    def _sums(self, searched: Iterable[WordScores], allowed: Array | None) -> Array:
        """Return what the words add up to in every block, 0 where none stands or it is not allowed."""
        sums = np.zeros(len(self._damping), np.float32)
        for blocks, scores in searched:
            sums[blocks] += scores
        if allowed is not None:
            sums[~allowed] = 0
        return sums

    def _shown(self, blocks: Array, found: Iterable[str]) -> Iterator[Shown]:
        """Yield what each of some blocks shows: the words that were found."""
        offsets = self._exact.offsets[False]
        for block, spans in zip(blocks.tolist(), self._exact.plain.marked(blocks, found), strict=True):
            displayed = offsets.spans(block, spans)
            yield Shown(displayed, displayed)


def _best(sums: Array, boosts: Array, lists: Iterable[Array], count: int) -> tuple[Array, Array]:
    """Return the ``count`` blocks with the highest scores above 0, best first, equal ones in order; and their
    scores, which are the sums times the boosts.

    The blocks of one word tell what the last of the best has at least, so that few are boosted and sorted.
    """
    enough = [blocks for blocks in lists if len(blocks) >= count > 0]
    least = float(np.finfo(np.float32).tiny)
    if enough:
        few = min(enough, key=len)
        reached = np.partition(sums[few] * boosts[few], len(few) - count)[len(few) - count]
        # A little less, since products are rounded.
        least = max(least, float(reached) / _HIGHEST * 0.9999)
    blocks = np.flatnonzero(sums >= least)
    scores = sums[blocks] * boosts[blocks]
    chosen = top_scores(scores, count)
    return blocks[chosen], scores[chosen]


def _as_typed(word: str, typed: str) -> str:
    """Return a folded word as the query spells it."""
    at = fold(typed).find(word)
    return typed[at : at + len(word)] if at >= 0 else word
