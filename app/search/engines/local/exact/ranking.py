"""The order of exact hits: by relevance, by occurrences, or as on the page; ties always in page order."""

import numpy as np

from app.search.contract import Sort
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.columns import BLOCK_TYPES, TITLE_TYPE, ColumnStore
from app.search.engines.local.exact.evaluate import Matches
from app.search.engines.local.exact.phrase_index import Postings

# BM25's usual constants: how fast repetition saturates, and how much a long paragraph is held against a hit.
_K1, _B = 1.2, 0.75
# A title says what an article is about, a heading what follows it.
_TYPE_BOOSTS = {"title": 2.0, "heading": 1.4, "key_point": 1.2}
# What a paragraph gains, in units of a phrase's weight, when the title of its article has the phrase too.
_TITLE_BONUS = 0.5
# Scores are told with so many digits after the point.
_DIGITS = 4


class Ranker:
    """Scores blocks; what depends on the corpus alone is worked out once."""

    def __init__(self, columns: ColumnStore, starts: Array) -> None:
        self._columns = columns
        lengths = np.diff(starts) - 1
        mean = float(lengths.mean()) if len(lengths) else 1.0
        self._damping = (_K1 * (1 - _B + _B * lengths / max(mean, 1.0))).astype(np.float32)
        boosts = np.array([_TYPE_BOOSTS.get(name, 1.0) for name in BLOCK_TYPES], np.float32)
        self._boosts = boosts[columns.types]

    def page(self, matched: Matches, sort: Sort, offset: int, limit: int) -> tuple[Array, Array]:
        """The blocks of one slice of all that matched, in order, and their scores."""
        offset, limit = max(0, offset), max(0, limit)
        if sort is Sort.PAGE:
            blocks = matched.blocks[offset : offset + limit]
            return blocks, np.zeros(len(blocks))
        scores = self._scores(matched) if sort is Sort.RELEVANCE else matched.frequencies
        order = top_scores(scores, offset + limit)[offset:]
        return matched.blocks[order], round_scores(scores[order])

    def _scores(self, matched: Matches) -> Array:
        scores = np.zeros(len(matched.blocks), np.float32)
        damping = self._damping[matched.blocks]
        for postings in matched.term_postings:
            frequencies = postings.frequencies
            if postings.blocks is not matched.blocks:
                frequencies = _times_in(postings, matched.blocks, self._columns.blocks)
            weight = self._weight(postings)
            scores += weight * (_K1 + 1) * frequencies / (frequencies + damping)
            if titled := self._titled(postings):
                bonus = np.zeros(self._columns.articles, np.float32)
                bonus[titled] = weight * _TITLE_BONUS
                scores += bonus[self._columns.article_of[matched.blocks]]
        return scores * self._boosts[matched.blocks]

    def _weight(self, postings: Postings) -> float:
        """The weight of a phrase: the rarer, the more."""
        total, found = self._columns.blocks, len(postings.blocks)
        return float(np.log1p((total - found + 0.5) / (found + 0.5)))

    def _titled(self, postings: Postings) -> list[int]:
        """The articles that have the phrase in their title."""
        in_title = postings.blocks[self._columns.types[postings.blocks] == TITLE_TYPE]
        articles: list[int] = self._columns.article_of[in_title].tolist()
        return articles


def _times_in(postings: Postings, blocks: Array, size: int) -> Array:
    """How often a postings counts in each of some blocks."""
    frequencies = np.zeros(size, np.int32)
    frequencies[postings.blocks] = postings.frequencies
    found: Array = frequencies[blocks]
    return found


def round_scores(scores: Array) -> Array:
    """Scores as they are told."""
    return scores.astype(np.float64).round(_DIGITS)


def top_scores(scores: Array, count: int) -> Array:
    """The indexes of the ``count`` highest scores, best first, equal ones by index."""
    if count < len(scores):
        least = np.partition(scores, len(scores) - count)[len(scores) - count] if count else np.inf
        chosen = np.flatnonzero(scores >= least)
    else:
        chosen = np.arange(len(scores))
    return chosen[np.argsort(-scores[chosen], kind="stable")][:count]
