"""Whole numbers in few bytes: lists of steps and frequencies, most of which are small.

A number below 255 is a byte. Any other is a byte of 255, and stands whole behind the bytes of its list, in
two bytes if those are enough for all lists that are packed together, else in four.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from app.search.engines.local.exact.arrays import Array

_LARGE = 255


def packed(numbers: Array, bounds: Array) -> Iterator[bytes]:
    """Yield one list of numbers after another in few bytes; each ends where the next begins in ``bounds``."""
    octets = np.minimum(numbers, _LARGE).astype(np.uint8).tobytes()
    large = np.flatnonzero(numbers >= _LARGE)
    whole = numbers[large]
    width = 2 if not len(whole) or int(whole.max()) < 1 << 16 else 4
    behind = whole.astype(f"<u{width}").tobytes()
    places = pairwise((width * np.searchsorted(large, bounds)).tolist())
    for (start, end), (first, last) in zip(pairwise(bounds.tolist()), places, strict=True):
        yield octets[start:end] + behind[first:last]


def unpacked(data: bytes, count: int) -> Array:
    """Return the numbers of a list of so many."""
    octets = np.frombuffer(data, np.uint8, count)
    if len(data) == count:
        return octets
    found, large = octets.astype(np.uint32), np.flatnonzero(octets == _LARGE)
    found[large] = np.frombuffer(data, f"<u{(len(data) - count) // len(large)}", offset=count)
    return found
