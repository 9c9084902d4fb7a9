"""A long article is shown in portions, each a page of its own, so that none is heavier than a phone bears."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from app.article import BlockType
from app.store.rows import StoredBlock

PORTION = 8_000
"""Characters that a portion has, more or less: a phone lays them out in a tenth of a second."""
SHORTEST, LONGEST = PORTION // 2, PORTION * 3 // 2

Portion = tuple[StoredBlock, ...]


def portions(blocks: Sequence[StoredBlock], depths: dict[str, int]) -> tuple[Portion, ...]:
    """Cut the blocks of an article where the highest headings stand, else between paragraphs.

    What is not much longer than a portion stays whole.
    """
    ends = [0, *accumulate(len(block.text) for block in blocks)]
    found: list[Portion] = []
    start = 0
    while ends[-1] - ends[start] > LONGEST:
        cut = _cut(blocks, ends, depths, start)
        if cut == len(blocks):
            break
        found.append(tuple(blocks[start:cut]))
        start = cut
    return (*found, tuple(blocks[start:]))


def _cut(blocks: Sequence[StoredBlock], ends: list[int], depths: dict[str, int], start: int) -> int:
    """Return where the portion that begins at ``start`` ends."""

    def cost(place: int) -> tuple[int, int]:
        # Never between a heading and what it stands over.
        torn = blocks[place - 1].type == BlockType.HEADING
        depth = depths.get(blocks[place].id, 10)
        return (20 if torn else depth, abs(ends[place] - ends[start] - PORTION))

    first = bisect_left(ends, ends[start] + SHORTEST, start + 1, len(blocks))
    beyond = bisect_right(ends, ends[start] + LONGEST, first, len(blocks))
    return min(range(first, beyond), key=cost, default=beyond)


def portion_of(cut: Sequence[Portion], block_id: str) -> int:
    """Return the number of the portion that a block is in, from 1; that of the title is 1."""
    return next((n for n, portion in enumerate(cut, 1) if any(b.id == block_id for b in portion)), 1)
