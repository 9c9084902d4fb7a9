"""An array of a segment in memory."""

import numpy as np

from app.search.engines.local.exact.arrays import Array, DiskArray, gathered

_BEYOND = 4097
"""Bytes that may be read behind the last number without making room for them."""


class HeldArray:
    """A ``DiskArray`` in memory, for as long as many numbers are read out of order."""

    def __init__(self, source: DiskArray) -> None:
        self.dtype, self._stored, self._size = source.dtype, source.stored, len(source)
        # Beyond the end stand zeros, one at least.
        self._data = np.empty(len(source) * source.stored.itemsize + _BEYOND, np.uint8)
        source.read_into(self._data, 0)

    def __len__(self) -> int:
        return self._size

    def rows(self, starts: Array, count: int) -> Array:
        """Return ``count`` numbers from each start, a row each; 0 stands for what lies beyond the end."""
        found = np.empty((len(starts), count), self.dtype.newbyteorder("="))
        for column in range(count):
            found[:, column] = gathered(self._data, np.minimum(starts + column, self._size), self._stored)
        return found

    def octets(self, starts: Array, size: int) -> Array:
        """Return so many bytes from each start, as ``DiskArray`` does."""
        width = self.dtype.itemsize
        if size > len(self._data) - self._size * width:
            self._data = np.pad(self._data, (0, size))
        # Raw bytes are gathered much faster than numbers that stand at odd places.
        every = np.ndarray((self._size + 1,), f"V{size}", self._data, strides=(width,))
        return every[np.minimum(starts, self._size)].view(f"S{size}")
