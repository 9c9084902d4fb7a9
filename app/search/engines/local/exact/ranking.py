"""Order exact hits by relevance, occurrences or page; ties stay in page order."""

import numpy as np

from app.search.contract import Sort
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.bm25 import boosts_of, length_damping, term_scores
from app.search.engines.local.exact.doc_values import TITLE_TYPE, ColumnStore
from app.search.engines.local.exact.evaluate import Matches
from app.search.engines.local.exact.phrase_index import Postings

_TYPE_BOOSTS = {"title": 2.0, "heading": 1.4, "key_point": 1.2}
_TITLE_BONUS = 0.5
"""Added to a paragraph, in units of a phrase's weight, if the title of its article has the phrase too."""
_DIGITS = 4
"""Digits of a score after the point."""


class Ranker:
    """Scores blocks; what depends on the library alone is computed once."""

    def __init__(self, columns: ColumnStore, starts: Array) -> None:
        self._columns = columns
        self._damping = length_damping(np.diff(starts) - 1)
        self._boosts = boosts_of(columns.types, _TYPE_BOOSTS)

    def page(self, matched: Matches, sort: Sort, offset: int, limit: int) -> tuple[Array, Array]:
        """Return the blocks of one slice of all matches, in order, and their scores."""
        offset, limit = max(0, offset), max(0, limit)
        if sort is Sort.PAGE:
            blocks = matched.blocks[offset : offset + limit]
            return blocks, np.zeros(len(blocks))
        scores = self._scores(matched) if sort is Sort.RELEVANCE else matched.frequencies
        order = top_scores(scores, offset + limit)[offset:]
        return matched.blocks[order], round_scores(scores[order])

    def _scores(self, matched: Matches) -> Array:
        """Return the relevance of each matching block."""
        scores = np.zeros(len(matched.blocks), np.float32)
        damping = self._damping[matched.blocks]
        for postings in matched.term_postings:
            frequencies = postings.frequencies
            if postings.blocks is not matched.blocks:
                frequencies = _frequencies_in(postings, matched.blocks, self._columns.blocks)
            weight = self._weight(postings)
            scores += term_scores(weight, frequencies, damping)
            if titled := self._titled(postings):
                bonus = np.zeros(self._columns.articles, np.float32)
                bonus[titled] = weight * _TITLE_BONUS
                scores += bonus[self._columns.article_of[matched.blocks]]
        return scores * self._boosts[matched.blocks]

    def _weight(self, postings: Postings) -> float:
        """Return the idf of a term: the rarer, the higher."""
        total, found = self._columns.blocks, len(postings.blocks)
        return float(np.log1p((total - found + 0.5) / (found + 0.5)))

    def _titled(self, postings: Postings) -> list[int]:
        """Return the articles that have the term in their title."""
        in_title = postings.blocks[self._columns.types[postings.blocks] == TITLE_TYPE]
        articles: list[int] = self._columns.article_of[in_title].tolist()
        return articles


def _frequencies_in(postings: Postings, blocks: Array, size: int) -> Array:
    """Return the frequency of a term in each of some blocks."""
    frequencies = np.zeros(size, np.int32)
    frequencies[postings.blocks] = postings.frequencies
    found: Array = frequencies[blocks]
    return found


def round_scores(scores: Array) -> Array:
    """Return scores as they are published, rounded as float64."""
    return scores.astype(np.float64).round(_DIGITS)


def top_scores(scores: Array, count: int) -> Array:
    """Return the indexes of the ``count`` highest scores, best first, equal ones by index."""
    if count < len(scores):
        least = np.partition(scores, len(scores) - count)[len(scores) - count] if count else np.inf
        chosen = np.flatnonzero(scores >= least)
    else:
        chosen = np.arange(len(scores))
    return chosen[np.argsort(-scores[chosen], kind="stable")][:count]
