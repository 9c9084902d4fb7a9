"""Places at which formulations may begin, with what stands there: in memory, and in a file."""

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array

LEAST, MOST = 4, 24
"""Characters of a formulation; titles may be longer."""
KEY = 4
"""Ranks that are read as one number."""
KEYS = -(-(MOST + 1) // KEY)


class Windows(NamedTuple):
    """Places at which formulations may begin: from each the next characters, the one before, and the edges.

    Each number of ``keys`` spells four ranks, those of the first row the first four; the lowest bit of
    ``edges`` says whether no word goes on at the place itself, each further one so of the next character.
    """

    keys: Array
    before: Array
    edges: Array

    def take(self, order: Array) -> "Windows":
        """Return some of the places, in an order."""
        return Windows(np.take(self.keys, order, axis=1), self.before[order], self.edges[order])

    def rows(self) -> Array:
        """Return the characters from each place as ranks, a row each, 0 for a border."""
        found = np.empty((len(self.before), MOST + 1), np.uint16)
        for column in range(MOST + 1):
            found[:, column] = self.keys[column // KEY] >> np.uint64(48 - column % KEY * 16)
        return found

    @classmethod
    def empty(cls, size: int) -> "Windows":
        """Return so many places, to be filled in."""
        return cls(np.empty((KEYS, size), np.uint64), np.empty(size, np.uint16), np.empty(size, np.uint32))

    def columns(self) -> Sequence[Array]:
        """Return what is known of the places, a number of each in every column."""
        return (*self.keys, self.before, self.edges)


class WindowFile:
    """Some lists of places in a file, each written by and by, and then read; ``sizes`` are those of the
    lists."""

    def __init__(self, file: BinaryIO, sizes: Sequence[int]) -> None:
        self._file, self._sizes, self._done = file, sizes, [0] * len(sizes)

    def write(self, number: int, places: Windows) -> None:
        """Add places to one of the lists."""
        start = self._start(number)
        for column in places.columns():
            self._file.seek(start + self._done[number] * column.itemsize)
            self._file.write(column.data)
            start += self._sizes[number] * column.itemsize
        self._done[number] += len(places.before)

    def read(self, number: int) -> Windows:
        """Return one of the lists."""
        found = Windows.empty(self._sizes[number])
        self._file.seek(self._start(number))
        for column in found.columns():
            column[:] = np.frombuffer(self._file.read(column.nbytes), column.dtype)
        return found

    def _start(self, number: int) -> int:
        """Return where a list begins."""
        octets = sum(column.itemsize for column in Windows.empty(0).columns())
        return octets * sum(self._sizes[:number])
