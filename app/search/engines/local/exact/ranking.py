"""The order of exact hits: by relevance, by occurrences, or as on the page; ties always in page order."""

import numpy as np

from app.search.contract import Sort
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.columns import TITLE, TYPES, Catalogue
from app.search.engines.local.exact.evaluate import Matched
from app.search.engines.local.exact.phrase_index import Tally

# BM25's usual constants: how fast repetition saturates, and how much a long paragraph is held against a hit.
K1, B = 1.2, 0.75
# A title says what an article is about, a heading what follows it.
BOOSTS = {"title": 2.0, "heading": 1.4, "key_point": 1.2}
# What a paragraph gains, in units of a phrase's weight, when the title of its article has the phrase too.
TITLE_BONUS = 0.5
# Scores are told with so many digits after the point.
DIGITS = 4


class Ranking:
    """Scores blocks; what depends on the corpus alone is worked out once."""

    def __init__(self, catalogue: Catalogue, starts: Array) -> None:
        self._catalogue = catalogue
        lengths = np.diff(starts) - 1
        mean = float(lengths.mean()) if len(lengths) else 1.0
        self._damping = (K1 * (1 - B + B * lengths / max(mean, 1.0))).astype(np.float32)
        boosts = np.array([BOOSTS.get(name, 1.0) for name in TYPES], np.float32)
        self._boosts = boosts[catalogue.types]

    def page(self, matched: Matched, sort: Sort, offset: int, limit: int) -> tuple[Array, Array]:
        """The blocks of one slice of all that matched, in order, and their scores."""
        offset, limit = max(0, offset), max(0, limit)
        if sort is Sort.PAGE:
            blocks = matched.blocks[offset : offset + limit]
            return blocks, np.zeros(len(blocks))
        scores = self._scores(matched) if sort is Sort.RELEVANCE else matched.times
        order = best(scores, offset + limit)[offset:]
        return matched.blocks[order], rounded(scores[order])

    def _scores(self, matched: Matched) -> Array:
        scores = np.zeros(len(matched.blocks), np.float32)
        damping = self._damping[matched.blocks]
        for tally in matched.tallies:
            times = tally.times
            if tally.blocks is not matched.blocks:
                times = _times_in(tally, matched.blocks, self._catalogue.blocks)
            weight = self._weight(tally)
            scores += weight * (K1 + 1) * times / (times + damping)
            if titled := self._titled(tally):
                bonus = np.zeros(self._catalogue.articles, np.float32)
                bonus[titled] = weight * TITLE_BONUS
                scores += bonus[self._catalogue.article_of[matched.blocks]]
        return scores * self._boosts[matched.blocks]

    def _weight(self, tally: Tally) -> float:
        """The weight of a phrase: the rarer, the more."""
        total, found = self._catalogue.blocks, len(tally.blocks)
        return float(np.log1p((total - found + 0.5) / (found + 0.5)))

    def _titled(self, tally: Tally) -> list[int]:
        """The articles that have the phrase in their title."""
        in_title = tally.blocks[self._catalogue.types[tally.blocks] == TITLE]
        articles: list[int] = self._catalogue.article_of[in_title].tolist()
        return articles


def _times_in(tally: Tally, blocks: Array, size: int) -> Array:
    """How often a tally counts in each of some blocks."""
    times = np.zeros(size, np.int32)
    times[tally.blocks] = tally.times
    found: Array = times[blocks]
    return found


def rounded(scores: Array) -> Array:
    """Scores as they are told."""
    return scores.astype(np.float64).round(DIGITS)


def best(scores: Array, count: int) -> Array:
    """The indexes of the ``count`` highest scores, best first, equal ones by index."""
    if count < len(scores):
        least = np.partition(scores, len(scores) - count)[len(scores) - count] if count else np.inf
        chosen = np.flatnonzero(scores >= least)
    else:
        chosen = np.arange(len(scores))
    return chosen[np.argsort(-scores[chosen], kind="stable")][:count]
