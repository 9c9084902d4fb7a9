"""Build the suffix array: sort all suffixes, or update the suffix array of the previous generation.

A suffix is compared only up to the end of its block, so its rank depends on its own block and on nothing
else. Unchanged text keeps its order wherever its block has moved, and after a small change only the
suffixes of new blocks have to be inserted.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from pydivsufsort import divsufsort

from app.search.engines.local.exact.arrays import Array

MAX_NEW_SHARE = 1 / 40
"""The share of new text above which sorting everything is faster than an update."""
_CHUNK = 1 << 20
_GONE = np.iinfo(np.int32).min


@dataclass(frozen=True, slots=True)
class PreviousArrays:
    """The previous index: text, suffix array, block starts; ``ranks`` maps its ranks to the new ones."""

    text: Array
    suffixes: Array
    starts: Array
    ranks: Array


def sort_suffixes(text: Array) -> Array:
    """Return the suffix array of a text of big-endian ranks, without suffixes that begin with a closing 0.

    Sorted as bytes, which order like the numbers that they spell.
    """
    if not len(text):
        return np.zeros(0, np.int32)
    width = text.itemsize
    suffixes: Array = divsufsort(text.view(np.uint8))
    # Suffixes that begin at a rank are moved to the front chunk by chunk: a second array of this size,
    # for both indexes at once, would be the peak of a build's memory.
    kept = 0
    for at in range(0, len(suffixes), _CHUNK):
        chunk = suffixes[at : at + _CHUNK]
        begin = chunk[chunk % width == 0] // width
        suffixes[kept : kept + len(begin)] = begin
        kept += len(begin)
    return suffixes[np.count_nonzero(text == 0) : kept].astype(np.int32)


def update_suffixes(text: Array, starts: Array, before: PreviousArrays, came_from: Array) -> Array | None:
    """Return the suffix array of ``text``, or None where too much is new.

    Block n was number ``came_from[n]`` before, -1 if it is new. 1 find unchanged blocks · 2 keep their
    order · 3 sort new suffixes · 4 merge.
    """
    unchanged, moved = _unchanged(text, starts, before, came_from)  # 1
    new_positions = np.flatnonzero(np.repeat(~unchanged, np.diff(starts)))
    if len(new_positions) > MAX_NEW_SHARE * len(text):
        return None
    distances = np.repeat(moved, np.diff(before.starts))  # 2
    distances = distances[before.suffixes]
    kept = (before.suffixes + distances)[distances != _GONE]
    fresh = new_positions[sort_suffixes(text[new_positions])].astype(np.int32)  # 3
    return np.insert(kept, _insertion_points(kept, fresh, text, starts), fresh)  # 4


def _unchanged(text: Array, starts: Array, before: PreviousArrays, came_from: Array) -> tuple[Array, Array]:
    """Return which blocks have the text of their old one, and by how much each old block has moved."""
    sizes, old_sizes = np.diff(starts), np.diff(before.starts)
    known = np.flatnonzero(came_from >= 0)
    known = known[sizes[known] == old_sizes[came_from[known]]]
    # Blocks that follow each other as they did before are compared in one chunk.
    breaks = np.flatnonzero((np.diff(known) != 1) | (np.diff(came_from[known]) != 1)) + 1
    unchanged = np.zeros(len(sizes), bool)
    for run in np.split(known, breaks):
        if len(run):
            here, there = starts[run[0]], before.starts[came_from[run[0]]]
            length = starts[run[-1] + 1] - here
            differ = before.ranks[before.text[there : there + length]] != text[here : here + length]
            unchanged[run] = True
            unchanged[np.searchsorted(starts, here + np.flatnonzero(differ), "right") - 1] = False
    known = known[unchanged[known]]
    moved = np.full(len(old_sizes), _GONE, np.int32)
    moved[came_from[known]] = starts[known] - before.starts[came_from[known]]
    return unchanged, moved


def _insertion_points(kept: Array, fresh: Array, text: Array, starts: Array) -> list[int]:
    """Return the index in ``kept`` before which each new suffix stands; both are sorted."""
    stored, width, order = text.tobytes(), text.itemsize, kept.data
    ends = starts[np.searchsorted(starts, fresh, "right")]
    positions: list[int] = []
    at = 0
    for place, length in zip((fresh * width).tolist(), ((ends - fresh) * width).tolist(), strict=True):

        def key(other: int, length: int = length) -> bytes:
            return stored[other * width : other * width + length]

        at = bisect_left(order, stored[place : place + length], at, key=key)
        positions.append(at)
    return positions
