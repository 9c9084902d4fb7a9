"""Strings of an article that few places in other articles have, from which near passages grow."""

from collections.abc import Sequence

import numpy as np

from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.segment.seeds import SeedTable, seed_hashes
from app.search.engines.local.parallels.article_text import ArticleText
from app.search.engines.local.parallels.maximal import SegmentMatcher
from app.search.engines.local.parallels.near import Pairs
from app.search.engines.local.parallels.seed_pairs import joined_seeds
from app.search.parallels import LEAST_MATCHED, RARE, SEED, SELDOM, SELDOM_AGREEMENT

_NONE = np.zeros(0, np.int64)


class RareSeeds:
    """Finds the rare seeds of articles; a table of seeds for each segment of the index."""

    def __init__(self, exact: ExactSearcher, tables: Sequence[SeedTable]) -> None:
        self._index, self._tables = exact.bare, tables

    def pairs(self, own: ArticleText) -> tuple[Pairs, Array]:
        """Return what an article has in common with others from rare seeds on, pairs of places among its
        points and positions in the index; and in how many places the rarest seed of each stands."""
        here, there = self._places(own, None, RARE)
        times = np.bincount(here, minlength=len(own.points) + 1)
        rare = times[here] <= RARE
        pairs = joined_seeds(here[rare], there[rare], SEED)
        return pairs, _least(times, pairs)

    def are_worth(self, own: ArticleText, found: Pairs, seeds: Pairs) -> Array:
        """Say which near passages of an article are listed; ``seeds`` are those from which they grew."""
        few = np.flatnonzero(found.matched < LEAST_MATCHED)
        at = [_NONE, *map(np.arange, seeds.first[few].tolist(), (seeds.first_ends[few] - SEED + 1).tolist())]
        here, _ = self._places(own, np.unique(np.concatenate(at)), SELDOM)
        rarities = np.full(len(found.first), SELDOM)
        rarities[few] = _least(np.bincount(here, minlength=len(own.points) + 1), seeds.take(few))
        return are_worth(found, rarities)

    def segments(self, own: ArticleText, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, ...]]:
        """Return for each range of an article's points, in one block, the segments that may have it: those
        that may have all of its seeds."""
        starts, ends = np.array(ranges, np.int64).reshape(-1, 2).T
        ends = np.maximum(ends - SEED + 1, starts)
        hashes, having = seed_hashes(own.points), np.zeros((len(self._tables), len(starts)), bool)
        within = np.unique(in_ranges(starts, ends - starts))
        missing = np.zeros(len(own.points) + 1, np.int64)
        for number, table in enumerate(self._tables):
            missing[within + 1] = ~table.has(hashes[within])
            before = np.cumsum(missing)
            having[number] = before[ends] == before[starts]
        return [tuple(np.flatnonzero(each).tolist()) for each in having.T]

    def _places(self, own: ArticleText, at: Array | None, most: int) -> tuple[Array, Array]:
        """Return the places of some seeds or of all, each with the positions at which it stands elsewhere."""
        found = [(_NONE, _NONE)]
        for number, table in enumerate(self._tables):
            matcher = SegmentMatcher(self._index, number, own, table)
            found.append(matcher.seed_places(matcher.seeds() if at is None else at, most))
        here, there = (np.concatenate(column) for column in zip(*found, strict=True))
        return here, there


def are_worth(found: Pairs, rarities: Array) -> Array:
    """Say which near passages are listed: those that share much, and those that share something seldom."""
    longer = np.maximum(found.first_ends - found.first, found.second_ends - found.second)
    seldom = (rarities <= SELDOM) & (found.matched >= SELDOM_AGREEMENT * longer)
    listed: Array = (found.matched >= LEAST_MATCHED) | seldom
    return listed


def _least(times: Array, pairs: Pairs) -> Array:
    """Return the number of places of the rarest seed of each pair."""
    if not len(pairs.first):
        return _NONE
    bounds = np.stack((pairs.first, pairs.first_ends - SEED + 1), axis=1).ravel()
    found: Array = np.minimum.reduceat(times, bounds)[::2]
    return found
