"""An array of a segment in memory."""

import numpy as np

from app.search.engines.local.exact.arrays import WORD, Array, DiskArray, gathered


class HeldArray:
    """A ``DiskArray`` in memory, for as long as many numbers are read out of order."""

    def __init__(self, source: DiskArray) -> None:
        self.dtype, self._stored, self._size = source.dtype, source.stored, len(source)
        # Beyond the end stand as many zeros as are read with the last number.
        self._data = np.empty(len(source) * source.stored.itemsize + WORD + 1, np.uint8)
        source.read_into(self._data, 0)

    def __len__(self) -> int:
        return self._size

    def rows(self, starts: Array, count: int) -> Array:
        """Return ``count`` numbers from each start, a row each; 0 stands for what lies beyond the end."""
        found = np.empty((len(starts), count), self.dtype.newbyteorder("="))
        for column in range(count):
            found[:, column] = gathered(self._data, np.minimum(starts + column, self._size), self._stored)
        return found

    def words(self, starts: Array, count: int) -> Array:
        """Return ``count`` words from each start, as ``DiskArray`` does."""
        width, each = self.dtype.itemsize, WORD // self.dtype.itemsize
        every = np.ndarray((self._size + 1,), ">u8", self._data, strides=(width,))
        found = np.empty((count, len(starts)), np.uint64)
        for n in range(count):
            found[n] = every[np.minimum(starts + n * each, self._size)]
        return found
