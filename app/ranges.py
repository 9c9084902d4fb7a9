"""Ranges of whole numbers as arrays: where each begins, and how long it is."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def in_ranges(first: NDArray[Any], sizes: NDArray[Any]) -> NDArray[Any]:
    """Return the numbers of some ranges, one range after another, in the type of ``first``.

    >>> in_ranges(np.array([7, 2]), np.array([3, 1])).tolist()
    [7, 8, 9, 2]
    """
    before = np.cumsum(sizes, dtype=np.int64) - sizes
    found = np.repeat((first - before).astype(first.dtype), sizes)
    found += np.arange(len(found), dtype=first.dtype)
    return found
