"""How much of a text, from each of its characters on, occurs in an index.

The suffix of an index that has most in common with a text stands directly before or after the place at which
that text would be sorted in. All characters of a text are sorted in together, by bisections over arrays that
compare ``COMPARED`` characters; what has that many in common goes on to be compared piece by piece, since
from one character to the next the length falls by one at most.
"""

from collections.abc import Iterator

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.phrase_index import PhraseIndex

COMPARED = 32
"""Characters that are compared at once."""
_TOGETHER = 1 << 15
"""Characters of a text that are looked up together, which bounds memory."""


def longest_lengths(index: PhraseIndex, text: str) -> Array:
    """Return the length of the longest part of a text, as indexed, that begins at each of its characters and
    occurs in a block that counts."""
    found = np.zeros(len(text), np.int64)
    for number in range(len(index.segments)):
        ranks = np.concatenate((index.segments[number].ranks(text), np.zeros(COMPARED, np.int64)))
        windows = np.lib.stride_tricks.sliding_window_view(ranks, COMPARED)
        for start in range(0, len(text), _TOGETHER):
            own = found[start : start + _TOGETHER]
            np.maximum(own, _in_segment(index, number, windows[start : start + len(own)]), out=own)
    for start, end, reached in _long_parts(index, text, np.flatnonzero(found == COMPARED).tolist()):
        found[start:end] = reached - np.arange(start, end)
    return found


def _in_segment(index: PhraseIndex, number: int, wanted: Array) -> Array:
    """Return how much of each text, rows of ranks, occurs at the beginning of a suffix of a segment."""
    found = np.zeros(len(wanted), np.int64)
    segment = index.segments[number]
    known = np.flatnonzero(wanted[:, 0])
    after = segment.insertion_points(wanted[known])
    for step, beside in ((-1, after - 1), (1, after)):
        at, positions = index.nearest_living(number, beside, step)
        own = known[at]
        found[own] = np.maximum(found[own], segment.common_lengths(wanted[own], positions))
    return found


def _long_parts(index: PhraseIndex, text: str, beginnings: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield stretches of characters from which a text occurs as far as one place: start, end, that place.

    ``beginnings`` are the ascending characters from which ``COMPARED`` or more occur.
    """
    done = 0
    for start in beginnings:
        if start < done:
            continue
        reached = _reach(index, text, start)
        # Up to here the same part is the longest: then a longer one begins, or what was compared is enough.
        done, last = start + 1, max(start + 1, reached - COMPARED + 1)
        while done < last:
            middle = (done + last) // 2
            further = reached < len(text) and index.occurs(text[middle : reached + 1])
            done, last = (done, middle) if further else (middle + 1, last)
        yield start, done, reached


def _reach(index: PhraseIndex, text: str, start: int) -> int:
    """Return the end of the longest part of a text that begins at a character and occurs."""
    length = COMPARED
    while start + length < len(text) and index.occurs(text[start : start + 2 * length]):
        length *= 2
    return start + index.common_prefix(text[start : start + 2 * length])
