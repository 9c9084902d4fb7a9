"""Number the blocks and articles of all segments in page order, without those that no longer count.

Segments are immutable, and so is the order within each. Where a page stands among those of other segments
follows from a text that sorts as pages do (``IndexArticle.page_order``) and depends on no other page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

import numpy as np

from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array, ArrayReader, StringArray


class Numbers:
    """The numbers in page order of things that stand in several segments one after another, in slots.

    ``slots`` is the slot of each number. Slot ``starts[k]`` is the first of segment k.
    """

    def __init__(self, slots: Array, starts: Sequence[int]) -> None:
        self.slots, self.starts, self._slots = slots, starts, slots.data
        self.of_slot = np.full(starts[-1], -1, np.int32)
        """The number of each slot, -1 where it does not count."""
        self.of_slot[slots] = np.arange(len(slots), dtype=np.int32)

    def __len__(self) -> int:
        return len(self.slots)

    def of_segment(self, segment: int) -> Array:
        """Return the numbers of what stands in one segment."""
        return self.of_slot[self.starts[segment] : self.starts[segment + 1]]

    def stands(self, number: int) -> tuple[int, int]:
        """Return the segment of something and its number there."""
        slot = self._slots[number]
        segment = bisect_right(self.starts, slot) - 1
        return segment, slot - self.starts[segment]


class Numbering:
    """The numbers of all articles and blocks that count; ``removed`` names of each segment's pages, by their
    numbers there, those that do not."""

    def __init__(self, segments: Sequence[ArrayReader], removed: Sequence[Sequence[int]]) -> None:
        pages_of = [arrays.strings("page-order") for arrays in segments]
        articles_of, blocks_of = (
            [arrays[name] for arrays in segments] for name in ("page-articles", "article-blocks")
        )
        page_starts, article_starts = _starts(pages_of), _starts(blocks_of)
        runs = [np.arange(first, end) + page_starts[own] for own, first, end in _runs(pages_of)]
        pages = np.concatenate([_NONE, *runs])
        gone = [page_starts[segment] + page for segment, own in enumerate(removed) for page in own]
        pages = pages[~np.isin(pages, gone)]
        articles = _members(pages, np.concatenate([_NONE, *articles_of]))
        sizes = np.concatenate([_NONE, *blocks_of])
        self.articles = Numbers(articles, article_starts)
        self.sizes: Array = sizes[articles]
        """The number of blocks of each article."""
        block_starts = [0, *np.cumsum([int(own.sum()) for own in blocks_of]).tolist()]
        self.blocks = Numbers(_members(articles, sizes), block_starts)


_NONE = np.zeros(0, np.int64)


def _starts(parts: Sequence[Sequence[str] | Array]) -> list[int]:
    """Return where each part begins when they stand one after another, and where the last one ends."""
    return [0, *np.cumsum([len(part) for part in parts], dtype=np.int64).tolist()]


def _members(chosen: Array, sizes: Array) -> Array:
    """Return the members of chosen groups, in their order; groups of these sizes stand one after another."""
    return in_ranges((np.cumsum(sizes) - sizes)[chosen], sizes[chosen])


def _runs(orders: Sequence[StringArray]) -> Iterator[tuple[int, int, int]]:
    """Yield all pages in order as runs of one segment: its number, the first page there and the end."""
    heap = [(own[0], segment, 0) for segment, own in enumerate(orders) if len(own)]
    heapify(heap)
    while heap:
        _, segment, first = heappop(heap)
        own = orders[segment]
        # Of pages that sort alike those of earlier segments come first.
        end = _end_of_run(own, first, heap[0][0], heap[0][1] > segment) if heap else len(own)
        yield segment, first, end
        if end < len(own):
            heappush(heap, (own[end], segment, end))


def _end_of_run(own: StringArray, first: int, limit: str, inclusive: bool) -> int:
    """Return the end of the run from ``first`` that sorts before ``limit``, or as it does if inclusive."""
    cut, width = bisect_right if inclusive else bisect_left, 1
    while first + width < len(own) and cut((own[first + width],), limit):
        width *= 2
    return cut(own, limit, first + width // 2, min(first + width, len(own)))
