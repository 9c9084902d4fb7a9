"""Read what articles share, in an open generation."""

from collections.abc import Iterator
from threading import Lock
from typing import NamedTuple

import numpy as np

from app.code_points import text_of
from app.freed_memory import give_back
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.segment.seeds import SeedTable
from app.search.engines.local.parallels.alignment import compare
from app.search.engines.local.parallels.article_text import ArticleText, article_text, covered, stretches_at
from app.search.engines.local.parallels.maximal import Matches, SegmentMatcher
from app.search.engines.local.parallels.near import LibraryText, Pairs, extended, without_overlaps
from app.search.engines.local.parallels.places import PlaceLists
from app.search.engines.local.parallels.rare_seeds import RareSeeds, are_worth
from app.search.parallels import (
    SHORTEST,
    Comparison,
    NearPassage,
    SharedPassage,
    SharedPassages,
)

_CACHED = 4
"""Articles whose passages stay in memory: whoever reads one page of their list turns it."""


class _Passages(NamedTuple):
    """Ranges of an article's points that stand in other articles, rows of start and end, and where each does
    first."""

    ranges: Array
    places: PlaceLists


class ParallelsReader:
    """Passages that an article shares with others, and two articles compared; read by several threads."""

    def __init__(self, exact: ExactSearcher) -> None:
        self._exact, self._lock = exact, Lock()
        self._tables = [SeedTable(arrays) for arrays in exact.segments]
        self._rare = RareSeeds(exact, self._tables)
        self._found: dict[int, _Passages] = {}

    def parallels(self, article: str) -> SharedPassages:
        """Return the passages of an article that stand in others."""
        number = self._exact.columns.find_article(article)
        if number is None:
            return SharedPassages("", 0, ())
        own = article_text(self._exact, number)
        found = self._passages(own)
        ranges = [(start, end) for start, end in found.ranges.tolist()]
        stretches = own.stretches(self._exact, ranges)
        return SharedPassages(
            text_of(own.points[own.points > 0]),
            covered(ranges),
            tuple(
                SharedPassage(here, len(places) + 1, places)
                for here, places in zip(stretches, found.places, strict=True)
            ),
        )

    def near(self, article: str) -> tuple[NearPassage, ...]:
        """Return the passages of an article that are nearly the same in others."""
        number = self._exact.columns.find_article(article)
        if number is None:
            return ()
        own = article_text(self._exact, number)
        found = tuple(self._near(own, self._worth_listing(own)))
        # What they grew from are megabytes in small pieces: a hundredth of the time that it took.
        give_back()
        return found

    def _worth_listing(self, own: ArticleText) -> Pairs:
        """Return the near passages of an article that are listed, in reading order."""
        seeds, rarities = self._rare.pairs(own)
        found, grown_from = extended(own, LibraryText(self._exact.bare), seeds)
        found = found.take(np.flatnonzero(are_worth(found, rarities[grown_from])))
        # In reading order, and then in page order, however the library is divided.
        found = found.take(np.lexsort((found.second, self._exact.bare.blocks(found.second), found.first)))
        return without_overlaps(found, self._articles(found.second))

    def compare(self, first: str, second: str) -> Comparison | None:
        """Return what two articles have in common, or None where there is no such article."""
        numbers = [self._exact.columns.find_article(each) for each in (first, second)]
        texts = [article_text(self._exact, number) for number in numbers if number is not None]
        return compare(self._exact, self._rare, *texts) if len(texts) == len(numbers) else None

    def _passages(self, own: ArticleText) -> _Passages:
        with self._lock:
            known = self._found.get(own.number)
        if known is not None:
            return known
        found = self._maximal(own, SHORTEST)
        with self._lock:
            while len(self._found) >= _CACHED:
                del self._found[next(iter(self._found))]
            self._found[own.number] = found
        return found

    def _maximal(self, own: ArticleText, shortest: int) -> _Passages:
        """Return the passages of so many characters that others have, and that lie in no longer such one."""
        found = [
            SegmentMatcher(self._exact.bare, number, own, table).matches(shortest)
            for number, table in enumerate(self._tables)
        ]
        ranges, owners, matches = Matches.joined(found).longest()
        places = PlaceLists.of(self._exact, owners, matches.positions, len(ranges))
        return _Passages(ranges.astype(np.int32), places)

    def _near(self, own: ArticleText, found: Pairs) -> Iterator[NearPassage]:
        """Yield near passages, each of which is read in both of its articles."""
        here = stretches_at(self._exact, own.begin + found.first, own.begin + found.first_ends)
        there = stretches_at(self._exact, found.second, found.second_ends)
        articles, matched = self._articles(found.second).tolist(), found.matched.tolist()
        for one, other, article, agreeing in zip(here, there, articles, matched, strict=True):
            yield NearPassage(one, other, self._exact.columns.article_ids[article], agreeing)

    def _articles(self, positions: Array) -> Array:
        found: Array = self._exact.columns.article_of[self._exact.bare.blocks(positions)]
        return found
