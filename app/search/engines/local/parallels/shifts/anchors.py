"""Anchors: stretches of ``ANCHOR`` characters, with all the places of a library at which each of them stands.

A suffix array lists the places of equal stretches one beside another. Those of all segments are read from one
text in their order to the next, so that all places of an anchor come together, and every text is read about
once however large the library is.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.segment.phrase_segment import PhraseSegment
from app.search.parallels import FRAME

ANCHOR = FRAME // 2
"""Characters of a frame that stand together on one side at least."""
_SHARE = 500_000
"""Anchors that are sorted at a time, about."""
_DIVISION = 4
"""Characters of the texts between which suffix arrays are divided: hardly any that long is very frequent."""
_FACTOR = np.uint64(0x9E37_79B9_7F4A_7C15)


class Anchors(NamedTuple):
    """A hash of each anchor, ascending; where it stands, the places of one anchor in page order; and what
    character is before it there and what behind it, 0 where there is none."""

    hashes: Array
    places: Array
    before: Array
    behind: Array

    def branching(self, *, backward: bool) -> tuple[Array, Array]:
        """Return the hash and the place of each anchor on which, or before which, several characters follow;
        the place is at that character's side."""
        following = self.before if backward else self.behind
        there = np.flatnonzero(following)
        hashes, following = self.hashes[there], following[there]
        first, sizes = run_lengths(hashes)
        if not len(first):
            return hashes, there
        several = np.minimum.reduceat(following, first) != np.maximum.reduceat(following, first)
        kept = np.repeat(several, sizes)
        places: Array = self.places[there[kept]] + (0 if backward else ANCHOR)
        return hashes[kept], places


def read_anchors(index: PhraseIndex) -> Iterator[Anchors]:
    """Yield all anchors of a library, some at a time."""
    for ranges in _shares(index):
        parts = [
            _anchors(segment, *own, base)
            for segment, own, base in zip(index.segments, ranges, index.bases, strict=False)
        ]
        hashes, places, before, behind = map(np.concatenate, zip(*parts, strict=True))
        blocks = index.blocks(places)
        order = np.lexsort((places, blocks, hashes))
        order = order[blocks[order] >= 0]
        yield Anchors(hashes[order], places[order], before[order], behind[order])


def _shares(index: PhraseIndex) -> Iterator[list[tuple[int, int]]]:
    """Yield ranges of the suffix arrays of all segments that begin and end at the same texts."""
    if not index.segments:
        return
    largest = max(index.segments, key=lambda segment: segment.suffix_count)
    step = max(1, largest.suffix_count * _SHARE // max(1, index.length))
    texts = dict.fromkeys(largest.beginning(at, _DIVISION) for at in range(step, largest.suffix_count, step))
    borders = [[segment.sorted_before(text) for segment in index.segments] for text in texts]
    ends = [segment.suffix_count for segment in index.segments]
    for first, last in pairwise([[0] * len(ends), *borders, ends]):
        yield list(zip(first, last, strict=True))


def _anchors(segment: PhraseSegment, first: int, last: int, base: int) -> tuple[Array, ...]:
    """Return hash, place and the characters on both sides of the anchors that a range of a segment's suffix
    array lists; places are those of the library, in which the segment begins at ``base``."""
    positions = segment.suffixes(first, last).astype(np.int64)
    rows = segment.points(np.maximum(positions - 1, 0), ANCHOR + 2)
    # Nothing is before the first character.
    begun = np.flatnonzero(positions == 0)
    rows[begun, 1:] = rows[begun, :-1]
    rows[begun, 0] = 0
    whole = np.flatnonzero((rows[:, 1:-1] != 0).all(axis=1))
    rows, hashes = rows[whole], np.zeros(len(whole), np.uint64)
    for column in rows[:, 1:-1].T:
        hashes = (hashes ^ (hashes >> np.uint64(29))) * _FACTOR + column
    return hashes, positions[whole] + base, rows[:, 0].copy(), rows[:, -1].copy()
