"""Places at which texts that have been the same differ, and are soon the same again.

A frame is what stands on both sides: ``FRAME`` characters together, ``FRAME_FOOT`` or more on either side.
What fills it in one text and in another is a pair of wordings. A frame that more than ``BLANK`` wordings fill
is a blank, for names and numbers, and no pair. All anchors of a library are looked at (``anchors.py``).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.parallels.shifts.anchors import read_anchors
from app.search.parallels import BLANK, FRAME, FRAME_FOOT

LONGEST = 6
"""Characters that a filling may have, before it is taken as whole words."""
_ROWS = 100_000
"""Anchors that are compared at a time, about."""
_FACTOR = np.uint64(0x9E37_79B9_7F4A_7C15)


class Fillings(NamedTuple):
    """Pairs of stretches ``[start, end)`` of the index that fill one frame."""

    first: Array
    first_ends: Array
    second: Array
    second_ends: Array


def find_fillings(index: PhraseIndex) -> Iterator[Fillings]:
    """Yield the pairs of all frames, anchored on the left and on the right; some may come both ways."""
    for anchors in read_anchors(index):
        for backward in (False, True):
            hashes, places = anchors.branching(backward=backward)
            start = 0
            while start < len(hashes):
                # The places of one anchor stay together.
                last = hashes[min(start + _ROWS, len(hashes)) - 1]
                end = int(np.searchsorted(hashes, last, "right"))
                yield _paired(index, hashes[start:end], places[start:end], backward)
                start = end


def _paired(index: PhraseIndex, hashes: Array, places: Array, backward: bool) -> Fillings:
    """Return the pairs of fillings that stand between the same anchor and the same foot."""
    ahead, behind = _sides(index, places, backward)
    keys, rows, lengths = _framed(hashes, ahead)
    fillings = _hashed(ahead, rows, lengths)
    # Of one filling of one frame the first place in the library stands for all.
    order = np.lexsort((rows, fillings, keys))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(keys[order]) != 0) | (np.diff(fillings[order]) != 0)
    order = order[new]
    first, sizes = run_lengths(keys[order])
    kept = np.repeat((sizes > 1) & (sizes <= BLANK), sizes)
    order, keys = order[kept], keys[order[kept]]
    found = []
    for step in range(1, BLANK):
        same = np.flatnonzero(keys[step:] == keys[:-step]) if len(keys) > step else np.zeros(0, np.int64)
        one, other = order[same], order[same + step]
        chosen = _differs(ahead, behind, rows[one], lengths[one], rows[other], lengths[other])
        found.append((one[chosen], other[chosen]))
    one, other = (np.concatenate(column) for column in zip(*found, strict=True))
    here, there = places[rows[one]], places[rows[other]]
    if backward:
        return Fillings(here - lengths[one], here, there - lengths[other], there)
    return Fillings(here, here + lengths[one], there, there + lengths[other])


def _sides(index: PhraseIndex, places: Array, backward: bool) -> tuple[Array, Array]:
    """Return what goes on from each place, and what stands before it; outward from it, in rows."""
    width = LONGEST + FRAME
    left = places - width
    # What begins a segment has less before it than is asked for.
    own = np.array(index.bases)[np.searchsorted(index.bases, places, "right") - 1]
    before = index.windows(np.maximum(left, own), width)
    for row in np.flatnonzero(left < own).tolist():
        length = int(places[row] - own[row])
        before[row] = np.concatenate((np.zeros(width - length, np.uint32), before[row, :length]))
    before, after = before[:, ::-1], index.windows(places, width)
    return (before, after) if backward else (after, before)


def _framed(hashes: Array, ahead: Array) -> tuple[Array, Array, Array]:
    """Return the frames that fillings of each length would stand in, the rows of these, and the lengths."""
    keys, rows, lengths = [], [], []
    whole = np.logical_and.accumulate(ahead != 0, axis=1)
    for length in range(1, LONGEST + 1):
        there = np.flatnonzero(whole[:, length + FRAME_FOOT - 1])
        key = hashes[there]
        for at in range(length, length + FRAME_FOOT):
            key = (key ^ (key >> np.uint64(31))) * _FACTOR + ahead[there, at]
        keys.append(key)
        rows.append(there)
        lengths.append(np.full(len(there), length))
    return np.concatenate(keys), np.concatenate(rows), np.concatenate(lengths)


def _hashed(ahead: Array, rows: Array, lengths: Array) -> Array:
    """Return the hash of each filling."""
    found = lengths.astype(np.uint64)
    for at in range(LONGEST):
        column = np.where(at < lengths, ahead[rows, at], 0).astype(np.uint64)
        found = (found ^ (found >> np.uint64(31))) * _FACTOR + column
    return found


def _differs(
    ahead: Array, behind: Array, one: Array, length: Array, other: Array, other_length: Array
) -> Array:
    """Return which pairs differ at both ends and have ``FRAME`` characters around them in common."""
    chosen = ahead[one, 0] != ahead[other, 0]
    chosen &= ahead[one, length - 1] != ahead[other, other_length - 1]
    columns = np.arange(FRAME)
    here = ahead[one[:, None], length[:, None] + columns]
    there = ahead[other[:, None], other_length[:, None] + columns]
    after = np.logical_and.accumulate((here == there) & (here != 0), axis=1).sum(axis=1)
    near, far = behind[one][:, :FRAME], behind[other][:, :FRAME]
    before = np.logical_and.accumulate((near == far) & (near != 0), axis=1).sum(axis=1)
    found: Array = np.flatnonzero(chosen & (after + before >= FRAME))
    return found
