"""Order exact hits, or their articles, by relevance, occurrences, page or date; ties stay in page order."""

from collections.abc import Container
from typing import NamedTuple

import numpy as np

from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.bm25 import length_damping, term_scores, type_boosts
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.evaluate import Matches
from app.search.engines.local.exact.phrase_index import Postings
from app.search.engines.local.exact.segment.columns import TITLE_TYPE
from app.search.request import SearchRequest, Sort

_TYPE_BOOSTS = {"title": 2.0, "heading": 1.4, "key_point": 1.2}
_TITLE_BONUS = 0.5
"""Added to a paragraph, in units of a phrase's weight, if the title of its article has the phrase too."""
_NONE = np.zeros(0, np.int32)
_DIGITS = 4
"""Digits of a score after the point."""


class RankedArticles(NamedTuple):
    """Articles in order: the numbers of their matches, one article after another, and how many each has; the
    blocks that are shown of them, and the scores of these."""

    matches: Array
    sizes: Array
    shown: Array
    scores: Array


class Ranker:
    """Scores blocks; what depends on the library alone is computed once."""

    def __init__(self, columns: ColumnStore, lengths: Array) -> None:
        self._columns = columns
        self._damping = length_damping(lengths)
        self._boosts = type_boosts(_TYPE_BOOSTS)

    def page(self, matched: Matches, sort: Sort, offset: int, limit: int) -> tuple[Array, Array]:
        """Return the blocks of one slice of all matches, in order, and their scores."""
        offset, limit = max(0, offset), max(0, limit)
        if not limit:
            return matched.blocks[:0], np.zeros(0)
        if sort is Sort.PAGE:
            blocks = matched.blocks[offset : offset + limit]
            return blocks, np.zeros(len(blocks))
        if sort in (Sort.NEWEST, Sort.OLDEST):
            blocks = self._by_date(matched.blocks, sort, offset + limit)[offset:]
            return blocks, np.zeros(len(blocks))
        scores = self._scores(matched) if sort is Sort.RELEVANCE else matched.frequencies
        order = top_scores(scores, offset + limit)[offset:]
        return matched.blocks[order], round_scores(scores[order])

    def _by_date(self, blocks: Array, sort: Sort, count: int) -> Array:
        """Return the first so many of ascending blocks by date; those of an article have one date, and stand
        together."""
        articles = self._columns.article_of[blocks]
        first, sizes = run_lengths(articles)
        best = top_scores(self._dates(articles[first], sort), count)
        found: Array = blocks[in_ranges(first[best], sizes[best])]
        return found[:count]

    def articles(
        self, matched: Matches, sizes: Array, request: SearchRequest, whole: Container[int]
    ) -> RankedArticles:
        """Return one slice of the articles that match, in order, with the blocks to show of each.

        Those are its best ones and its title, the most relevant first; all of an article in ``whole``.
        ``sizes`` tells how many matches each article has, one after another.
        """
        first = np.cumsum(sizes) - sizes
        offset, limit = max(0, request.offset), max(0, request.limit)
        if not limit or offset >= len(first):
            return RankedArticles(_NONE, _NONE, _NONE, np.zeros(0))
        scores = self._scores(matched)
        chosen = top_scores(self._keys(matched, scores, first, request.sort), offset + limit)[offset:]
        first, sizes = first[chosen], sizes[chosen]
        articles = self._columns.article_of[matched.blocks[first]].tolist()
        most = np.where([article in whole for article in articles], sizes, request.best)
        matches = in_ranges(first, sizes)
        shown = matches[self._best(matched.blocks[matches], scores[matches], sizes, most)]
        return RankedArticles(matches, sizes, matched.blocks[shown], round_scores(scores[shown]))

    def _keys(self, matched: Matches, scores: Array, first: Array, sort: Sort) -> Array:
        """Return what articles are ordered by, the highest first, given where each begins in the matches."""
        match sort:
            case Sort.RELEVANCE:
                return np.maximum.reduceat(scores, first)
            case Sort.OCCURRENCES:
                return np.add.reduceat(matched.frequencies, first, dtype=np.int64)
            case Sort.PAGE:
                return -np.arange(len(first))
        return self._dates(self._columns.article_of[matched.blocks[first]], sort)

    def _dates(self, articles: Array, sort: Sort) -> Array:
        """Return keys that are higher the newer, or the older, articles are; the lowest of unknown date."""
        ranks = self._columns.date_ranks[articles]
        return ranks if sort is Sort.NEWEST else np.where(ranks < 0, -self._columns.articles, -ranks)

    def _best(self, blocks: Array, scores: Array, sizes: Array, most: Array) -> Array:
        """Return the indexes of what is shown of articles whose blocks stand one after another: of each its
        title, if it is there, and so many others as ``most`` says, the best first."""
        order = np.lexsort((-scores, np.repeat(np.arange(len(sizes)), sizes)))
        others = self._columns.types[blocks[order]] != TITLE_TYPE
        counted = np.cumsum(others)
        begins = np.cumsum(sizes) - sizes
        within = counted - np.repeat(counted[begins] - others[begins], sizes)
        kept: Array = order[~others | (within <= np.repeat(most, sizes))]
        return kept

    def _scores(self, matched: Matches) -> Array:
        """Return the relevance of each matching block."""
        scores = np.zeros(len(matched.blocks), np.float32)
        damping, types = self._damping[matched.blocks], self._columns.types[matched.blocks]
        for postings in matched.term_postings:
            frequencies, own = postings.frequencies, types
            if postings.blocks is not matched.blocks:
                frequencies = postings.frequencies_in(matched.blocks, self._columns.blocks)
                own = self._columns.types[postings.blocks]
            weight = self._weight(postings)
            scores += term_scores(weight, frequencies, damping)
            titles = own == TITLE_TYPE
            if np.count_nonzero(titles):
                bonus = np.zeros(self._columns.articles, np.float32)
                bonus[self._columns.article_of[postings.blocks[titles]]] = weight * _TITLE_BONUS
                scores += bonus[self._columns.article_of[matched.blocks]]
        return scores * self._boosts[types]

    def _weight(self, postings: Postings) -> float:
        """Return the idf of a term: the rarer, the higher."""
        total, found = self._columns.blocks, len(postings.blocks)
        return float(np.log1p((total - found + 0.5) / (found + 0.5)))


def round_scores(scores: Array) -> Array:
    """Return scores as they are published, rounded as float64."""
    return scores.astype(np.float64).round(_DIGITS)


def top_scores(scores: Array, count: int) -> Array:
    """Return the indexes of the ``count`` highest scores, best first, equal ones by index."""
    if count < len(scores):
        least = np.partition(scores, len(scores) - count)[len(scores) - count] if count else np.inf
        (chosen,) = (scores >= least).nonzero()
        return chosen[(-scores[chosen]).argsort(kind="stable")][:count]
    return (-scores).argsort(kind="stable")
