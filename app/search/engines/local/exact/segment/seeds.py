"""Which short strings a segment has, and which of them stand in several of its articles.

What two texts share is found by its seeds, the strings of ``SEED`` characters in it. A segment keeps a table
of bits in which the hash of each of its seeds is set, and a bit for each position of its text, set where the
seed there stands in another article of the segment as well. Both may say yes too often, never no.
"""

import numpy as np

from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter, DiskArray, run_lengths
from app.search.engines.local.exact.segment.held_array import HeldArray

SEED = 6
"""Characters of a seed."""
_BITS_EACH = 6
"""Bits of the table for each different seed, so that one in six is set at most: of a run of seeds that a
segment does not have, one in thousands looks as if it had it."""
_HALF = np.uint64(32)
"""The upper half of a hash tells its place in the table."""
_FACTOR, _SPREAD = np.uint64(0x9E37_79B9_7F4A_7C15), np.uint64(0xD6E8_FEB8_6659_FD93)
_CHUNK = 1 << 20
"""Seeds that are looked at together."""
_MANY = 256
"""Seeds for which the table is read as a whole sooner than a byte for each."""


def seed_hashes(points: Array, size: int = SEED) -> Array:
    """Return the hash of the seed at each position of a text, given as code points, 64 bits each.

    The last positions, at which none begins, have none. ``size`` may be another than that of seeds.
    """
    length = max(0, len(points) - size + 1)
    found = np.zeros(length, np.uint64)
    for at in range(size):
        found *= _FACTOR
        found += points[at : at + length]
    found ^= found >> np.uint64(32)
    found *= _SPREAD
    return found


def seeds_within(points: Array, size: int = SEED) -> Array:
    """Say of each position whether its seed ends before its block does; 0 closes a block."""
    within = np.ones(max(0, len(points) - size + 1), bool)
    for at in range(size):
        within &= points[at : at + len(within)] != 0
    return within


def write_seeds(
    writer: ArrayWriter, text: Array, points: Array, suffixes: Array, article_ends: Array
) -> None:
    """Write the seeds of a text of ranks, whose code points are ``points``, by its suffix array.

    ``article_ends`` are the positions that close an article each.
    """
    within, hashes = np.zeros(len(text), bool), np.zeros(len(text), np.uint32)
    within[: max(0, len(text) - SEED + 1)] = seeds_within(text)
    for at in range(0, len(text), _CHUNK):
        own = seed_hashes(points[text[at : at + _CHUNK + SEED - 1]]) >> _HALF
        hashes[at : at + len(own)] = own
    shared, different = _shared(hashes, suffixes, article_ends)
    # Each array of the text's length is a tenth of what the process holds.
    del suffixes, text
    writer.put("seeds-shared", np.packbits(shared & within, bitorder="little"))
    table = np.zeros(-(-_BITS_EACH * max(1, different) // 8) * 8, bool)
    for at in range(0, len(within), _CHUNK):
        own = hashes[at : at + _CHUNK][within[at : at + _CHUNK]]
        table[_places(own.astype(np.uint64), len(table))] = True
    writer.put("seed-table", np.packbits(table, bitorder="little"))


def _shared(hashes: Array, suffixes: Array, article_ends: Array) -> tuple[Array, int]:
    """Say of each position whether its seed stands in several articles; and tell how many seeds there are.

    Equal seeds stand together in the suffix array; what is shorter than a seed stands between others.
    """
    ended = np.zeros(len(hashes), bool)
    ended[article_ends[:-1] + 1] = True
    small = np.uint16 if len(article_ends) < 1 << 16 else np.uint32
    articles, shared = np.cumsum(ended, dtype=small), np.zeros(len(hashes), bool)
    del ended
    start = different = 0
    while start < len(suffixes):
        own = hashes[suffixes[start : start + _CHUNK]]
        first, sizes = run_lengths(own)
        # The last run of a chunk may go on in the next, where it is looked at as a whole.
        if start + len(own) < len(suffixes) and len(first) > 1:
            first, sizes = first[:-1], sizes[:-1]
        different += len(first)
        end = start + int(sizes.sum())
        positions = suffixes[start:end]
        of = articles[positions]
        several = np.minimum.reduceat(of, first) != np.maximum.reduceat(of, first)
        shared[positions[np.repeat(several, sizes)]] = True
        start = end
    return shared, different


def _places(upper: Array, bits: int) -> Array:
    """Return the places of hashes, by their upper halves, in a table of so many bits."""
    return (upper * np.uint64(bits)) >> _HALF


class SeedTable:
    """The seeds of a segment, read from disk in parts."""

    def __init__(self, arrays: ArrayReader) -> None:
        self._table: DiskArray = arrays.disk_array("seed-table")
        self._shared: DiskArray = arrays.disk_array("seeds-shared")

    def has(self, hashes: Array) -> Array:
        """Say of each seed, by its hash, whether the segment may have it."""
        at = _places(hashes >> _HALF, 8 * len(self._table))
        table = HeldArray(self._table) if len(at) > _MANY else self._table
        octets = table.rows((at >> np.uint64(3)).astype(np.int64), 1)[:, 0]
        found: Array = (octets >> (at & np.uint64(7)).astype(np.uint8)) & 1 == 1
        return found

    def shared(self, start: int, length: int) -> Array:
        """Say of some positions of the text whether the seed there may stand in another article, too."""
        first = start // 8
        octets = self._shared[first : (start + length + 7) // 8]
        bits = np.unpackbits(octets, bitorder="little")[start - first * 8 :]
        found: Array = bits[:length] == 1
        return found
