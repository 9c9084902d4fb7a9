"""The text of one article without punctuation, as the index has it."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from app.frozen import dataclass
from app.search.engines.local.concordance.context import until_block_ends
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.parallels import ArticleExtent, Stretch


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article's characters as code points, each block closed by a 0, and where they stand in the index.

    The blocks of an article stand one after another in one segment; ``begin`` is the position of the first.
    """

    number: int
    segment: int
    begin: int
    first_block: int
    starts: Array
    """Where each block begins among the points."""
    points: Array

    @property
    def end(self) -> int:
        """The position in the index behind the article."""
        return self.begin + len(self.points)

    @property
    def characters(self) -> int:
        """The number of its characters."""
        return len(self.points) - len(self.starts)

    def after(self, ends: Array, width: int) -> Array:
        """Return so many characters from each place among the points on, a row each; 0 ends a block."""
        return until_block_ends(self._rows(ends + width, width))

    def before(self, starts: Array, width: int) -> Array:
        """Return so many characters before each place, the nearest first, a row each; 0 ends a block."""
        return until_block_ends(self._rows(starts, width)[:, ::-1])

    def _rows(self, at: Array, width: int) -> Array:
        """Return so many characters from each place on, the places counted from ``width`` before the text."""
        rows: Array = sliding_window_view(np.pad(self.points, width), width)[at]
        return rows

    def extent(self, ranges: list[tuple[int, int]]) -> ArticleExtent:
        """Return how much there is of the article, and how much of it lies in ranges of the points."""
        ends = np.append(self.starts[1:], len(self.points)) - np.arange(1, len(self.starts) + 1)
        return ArticleExtent(self.characters, covered(ranges), tuple(ends.tolist()))

    def stretches(self, exact: ExactSearcher, ranges: Sequence[tuple[int, int]]) -> list[Stretch]:
        """Return ranges of the points, each in one block, as stretches of the article."""
        places = self.begin + np.array(ranges, np.int64).reshape(-1, 2)
        return stretches_at(exact, places[:, 0], places[:, 1])


def stretches_at(exact: ExactSearcher, starts: Array, ends: Array) -> list[Stretch]:
    """Return ranges of positions in the index, each in one block, as stretches of their articles."""
    blocks = exact.bare.blocks(starts)
    firsts = exact.columns.first_block[exact.columns.article_of[blocks]]
    # What closes the blocks before is no character.
    before = exact.bare.starts[firsts] + (blocks - firsts)
    begins = exact.bare.starts[blocks]
    spans = exact.offsets[True].stretches(blocks, starts - begins, ends - begins)
    ids = exact.columns.block_ids.of(blocks)
    return list(map(Stretch, ids, spans, (starts - before).tolist(), (ends - before).tolist()))


def article_text(exact: ExactSearcher, number: int) -> ArticleText:
    """Return the text of an article, by its number."""
    index = exact.bare
    first, last = exact.columns.first_block[number : number + 2].tolist()
    begins = index.starts[first:last].astype(np.int64)
    if not len(begins):
        return ArticleText(number, 0, 0, first, np.zeros(0, np.int64), np.zeros(0, np.uint32))
    begin, end = int(begins[0]), int(begins[-1] + index.lengths[last - 1]) + 1
    segment = bisect_right(index.bases, begin) - 1
    own = np.array([begin - index.bases[segment]])
    points = index.segments[segment].points(own, end - begin)[0]
    return ArticleText(number, segment, begin, first, begins - begin, points)


def covered(ranges: list[tuple[int, int]]) -> int:
    """Return how many places lie in any of some ranges."""
    reached = found = 0
    for start, end in sorted(ranges):
        found += max(0, end - max(start, reached))
        reached = max(reached, end)
    return found
