"""Sort the suffixes of a text."""

import numpy as np
from pydivsufsort import divsufsort

from app.search.engines.local.exact.arrays import Array

_CHUNK = 1 << 20


def sort_suffixes(text: Array) -> Array:
    """Return the suffix array of a text of big-endian ranks, without suffixes that begin with a closing 0.

    Sorted as bytes, which order like the numbers that they spell.
    """
    if not len(text):
        return np.zeros(0, np.int32)
    width = text.itemsize
    suffixes: Array = divsufsort(text.view(np.uint8))
    # Suffixes that begin at a rank are moved to the front chunk by chunk: a second array of this size
    # would be the peak of a build's memory.
    kept = 0
    for at in range(0, len(suffixes), _CHUNK):
        chunk = suffixes[at : at + _CHUNK]
        begin = chunk[chunk % width == 0] // width
        suffixes[kept : kept + len(begin)] = begin
        kept += len(begin)
    return suffixes[np.count_nonzero(text == 0) : kept].astype(np.int32)
