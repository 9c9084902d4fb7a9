"""All positions of a text in the order of what follows them: sorted anew, or carried over from the last time.

A suffix is compared up to the end of its block only, so its place in the order depends on its own block and
on nothing else. What stood in the previous generation therefore keeps its order wherever its block has
moved, and after a small change only the suffixes of new blocks need to find their positions between.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from pydivsufsort import divsufsort

from app.search.engines.local.exact.arrays import Array

MAX_NEW_SHARE = 1 / 40
"""Of more new text than this, sorting everything anew is faster."""
_PIECE = 1 << 20
_GONE = np.iinfo(np.int32).min


@dataclass(frozen=True, slots=True)
class SuffixArray:
    """An index as it was: text, suffixes, starts of blocks; ``ranks`` gives the new rank of an old one."""

    text: Array
    suffixes: Array
    starts: Array
    ranks: Array


def sort_suffixes(text: Array) -> Array:
    """The suffixes of a text of big-endian ranks, but for those that begin with a closing 0.

    Sorted as bytes, which order like the numbers that they spell.
    """
    if not len(text):
        return np.zeros(0, np.int32)
    width = text.itemsize
    suffixes: Array = divsufsort(text.view(np.uint8))
    # Those that begin a rank are moved to the front piece by piece: a second array of that size, and of
    # both indexes at once, would be the most that a build holds.
    kept = 0
    for at in range(0, len(suffixes), _PIECE):
        piece = suffixes[at : at + _PIECE]
        begin = piece[piece % width == 0] // width
        suffixes[kept : kept + len(begin)] = begin
        kept += len(begin)
    return suffixes[np.count_nonzero(text == 0) : kept].astype(np.int32)


def update_suffixes(text: Array, starts: Array, before: SuffixArray, came_from: Array) -> Array | None:
    """The suffixes of ``text``, of which block n was number ``came_from[n]`` before, -1 for none.

    None where too much is new. 1 what is unchanged · 2 keep its order · 3 sort what is new · 4 merge.
    """
    unchanged, moved = _unchanged(text, starts, before, came_from)  # 1
    fresh_positions = np.flatnonzero(np.repeat(~unchanged, np.diff(starts)))
    if len(fresh_positions) > MAX_NEW_SHARE * len(text):
        return None
    distances = np.repeat(moved, np.diff(before.starts))  # 2
    distances = distances[before.suffixes]
    kept = (before.suffixes + distances)[distances != _GONE]
    fresh = fresh_positions[sort_suffixes(text[fresh_positions])].astype(np.int32)  # 3
    return np.insert(kept, _insertion_points(kept, fresh, text, starts), fresh)  # 4


def _unchanged(text: Array, starts: Array, before: SuffixArray, came_from: Array) -> tuple[Array, Array]:
    """For each block whether it stood there before, letter for letter; for each old one how far it moved."""
    sizes, old_sizes = np.diff(starts), np.diff(before.starts)
    known = np.flatnonzero(came_from >= 0)
    known = known[sizes[known] == old_sizes[came_from[known]]]
    # Blocks that follow each other as they did before are compared in one piece.
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
    """Before which of the kept suffixes each fresh one stands; both are in order."""
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
