"""Postings in few bytes: lists of steps from one document to the next and of frequencies, most of them small.

A number below 255 is a byte. Any other is a byte of 255, and stands whole behind the bytes of its list, in
two bytes if those are enough for all lists that are packed together, else in four. Nothing is compressed
further: that would save a third of the bytes and cost half of the time of a query.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from struct import Struct

import numpy as np

from app.search.engines.local.exact.arrays import Array

_HEAD = Struct("<II")
"""Before the postings of a word: their number, and the bytes that the steps take."""
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


def unpacked(lists: Sequence[bytes], counts: Sequence[int]) -> Array:
    """Return the numbers of several lists, of so many numbers each, one list after another."""
    octets = np.frombuffer(b"".join(map(_octets, lists, counts)), np.uint8)
    if sum(map(len, lists)) == len(octets):
        return octets
    found = octets.astype(np.int64)
    large = np.flatnonzero(octets == _LARGE)
    each = np.diff(np.searchsorted(large, list(accumulate(counts, initial=0)))).tolist()
    found[large] = np.concatenate(
        [_whole(data, count, own) for data, count, own in zip(lists, counts, each, strict=True) if own]
    )
    return found


def _octets(data: bytes, count: int) -> bytes:
    """Return a byte for each number of a list."""
    return data[:count]


def _whole(data: bytes, count: int, large: int) -> Array:
    """Return those numbers of a list, so many, that stand whole behind its bytes."""
    return np.frombuffer(data, f"<u{(len(data) - count) // large}", large, count)


def pack_postings(count: int, steps: bytes, frequencies: bytes) -> bytes:
    """Return the postings of a word, given both lists packed; the first step is from document 0."""
    return _HEAD.pack(count, len(steps)) + steps + frequencies


def count_postings(data: bytes) -> int:
    """Return in how many documents a word stands, 0 of no data."""
    return int(_HEAD.unpack_from(data)[0]) if data else 0


def unpack_postings(lists: Sequence[bytes], starts: Sequence[int]) -> tuple[Array, Array]:
    """Return the postings of several words, or of a word in several segments, unpacked together: documents,
    counted in each list from its start, as numpy gathers fastest, and frequencies as float32.
    """
    heads = [_HEAD.unpack_from(data) for data in lists]
    sizes = [size for size, _ in heads]
    middles = [_HEAD.size + length for _, length in heads]
    steps = [data[_HEAD.size : middle] for data, middle in zip(lists, middles, strict=True)]
    frequencies = [data[middle:] for data, middle in zip(lists, middles, strict=True)]
    documents = unpacked(steps, sizes).astype(np.int64)
    for start, (first, end) in zip(starts, pairwise(accumulate(sizes, initial=0)), strict=True):
        documents[first] += start
        own = documents[first:end]
        own.cumsum(out=own)
    return documents, unpacked(frequencies, sizes).astype(np.float32)
