"""Rank the blocks that share most with a text: each of its pieces speaks for the blocks that have it.

A piece counts by its length and by how rare it is, as words do by their inverse document frequency. Two
blocks that follow each other in an article count together, too: a text may have been made of both.
"""

from collections.abc import Sequence

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.pieces import Passage

MOST_PLACES = 3000
"""Pieces that occur oftener speak for no block: they tell nothing apart."""
_SHARE = 0.08
"""Of what two blocks share with a text, the least that either has to share."""


def rank_passages(
    exact: ExactSearcher, pieces: Sequence[tuple[int, Array]], limit: int
) -> tuple[Passage, ...]:
    """Return the passages that share most with a text; ``pieces`` are their lengths and positions."""
    index, columns = exact.bare, exact.columns
    found, weights = [np.zeros(0, np.int64)], [np.zeros(0)]
    for length, positions in pieces:
        blocks = np.unique(index.blocks(positions))
        found.append(blocks)
        weight = length * np.log2(2 + index.length / len(positions)) if len(positions) else 0
        weights.append(np.full(len(blocks), weight))
    blocks, owner = np.unique(np.concatenate(found), return_inverse=True)
    if not len(blocks):
        return ()
    shared = np.bincount(owner, np.concatenate(weights))
    pairs = np.flatnonzero(
        (np.diff(blocks) == 1) & (columns.article_of[blocks[:-1]] == columns.article_of[blocks[1:]])
    )
    together = shared[pairs] + shared[pairs + 1]
    fits = np.minimum(shared[pairs], shared[pairs + 1]) >= _SHARE * together
    first = np.concatenate((np.arange(len(blocks)), pairs[fits]))
    last = np.concatenate((np.arange(len(blocks)), pairs[fits] + 1))
    scores = np.concatenate((shared, together[fits]))
    best = np.lexsort((first, -scores))[:limit]
    return tuple(
        Passage(
            tuple(columns.block_ids[int(block)] for block in blocks[first[n] : last[n] + 1]), float(scores[n])
        )
        for n in best.tolist()
    )
