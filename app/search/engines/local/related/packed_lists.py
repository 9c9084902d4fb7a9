"""Whole numbers in few bytes: lists of steps and frequencies, most of which are small.

A number below 255 is a byte. Any other is a byte of 255, and stands whole behind the bytes of its list, in
two bytes if those are enough for all lists that are packed together, else in four.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from app.search.engines.local.exact.arrays import Array

_LARGE = 255
_LARGE_OCTET = b"\xff"
_NONE = np.zeros(0, np.uint16)


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


def unpacked(lists: Sequence[bytes], counts: Sequence[int]) -> Array:
    """Return the numbers of several lists, of so many numbers each, one list after another."""
    together = b"".join(map(_octets, lists, counts))
    octets = np.frombuffer(together, np.uint8)
    if _LARGE_OCTET not in together:
        return octets
    found = octets.astype(np.uint32)
    found[octets == _LARGE] = np.concatenate([_whole(*each) for each in zip(lists, counts, strict=True)])
    return found


def _octets(data: bytes, count: int) -> bytes:
    """Return a byte for each number of a list."""
    return data if len(data) == count else data[:count]


def _whole(data: bytes, count: int) -> Array:
    """Return those numbers of a list that stand whole behind its bytes."""
    size = len(data) - count
    width = size // max(1, data.count(_LARGE_OCTET, 0, count)) or 2
    return np.frombuffer(data, f"<u{width}", size // width, count) if size else _NONE
