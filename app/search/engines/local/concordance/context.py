"""What stands left and right of occurrences, as code points in rows, from the occurrence outward.

A row ends where the block ends: what follows is 0, as in no text.
"""

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.evaluate import Places
from app.search.engines.local.exact.phrase_index import PhraseIndex


def right_of(index: PhraseIndex, places: Places, width: int, skipped: int = 0) -> Array:
    """Return ``width`` code points after each occurrence, a row each; of blocks that go on for as many as
    are ``skipped``."""
    return points_after(index, places.ends + skipped, width)


def left_of(index: PhraseIndex, places: Places, width: int, skipped: int = 0) -> Array:
    """Return ``width`` code points before each occurrence, the nearest first, a row each; of blocks that
    have as many before it as are ``skipped``."""
    own = np.array(index.bases)[np.searchsorted(index.bases, places.starts, "right") - 1]
    return _before(index, places.starts - skipped, own, width)


def points_after(index: PhraseIndex, ends: Array, width: int) -> Array:
    """Return ``width`` code points from each of some positions on, a row each, until the block ends."""
    return until_block_ends(index.windows(ends, width))


def points_before(index: PhraseIndex, starts: Array, width: int) -> Array:
    """Return ``width`` code points before each of some positions, the nearest first, a row each."""
    own = np.array(index.bases)[np.searchsorted(index.bases, starts, "right") - 1]
    return _before(index, starts, own, width)


def _before(index: PhraseIndex, starts: Array, own: Array, width: int) -> Array:
    begins = starts - width
    # What begins a segment has less before it than is asked for.
    short = np.flatnonzero(begins < own)
    found = index.windows(np.maximum(begins, own), width)
    for row in short.tolist():
        length = max(0, int(starts[row] - own[row]))
        found[row] = np.concatenate((np.zeros(width - length, np.uint32), found[row, :length]))
    return until_block_ends(found[:, ::-1])


def until_block_ends(points: Array) -> Array:
    """Return rows in which everything from the first 0 on is 0."""
    # Most rows have no 0 at all.
    ended = np.flatnonzero((points == 0).any(axis=1))
    points[ended] *= np.logical_and.accumulate(points[ended] != 0, axis=1)
    return points
