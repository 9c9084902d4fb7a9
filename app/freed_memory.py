"""Memory that was freed and that the C library keeps for itself."""

import ctypes

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Options of ``mallopt``, as glibc numbers them."""
_HEAPS, _KEPT, _MAPPED = 1, 2 << 20, 2 << 20
"""Heaps; bytes kept at the end of one; bytes from which on memory is asked of the system itself."""


def give_back() -> None:
    """Give it back to the system where the C library can: what loads freed is a tenth of a worker."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def keep_little() -> None:
    """Let the C library keep little, where it can be told so: for threads that are about to start.

    Python's threads run one at a time: a heap of each would keep what the others could use. Once large arrays
    are freed, it would keep as much at the end of a heap as the largest of them had.
    """
    if tell := getattr(ctypes.CDLL(None), "mallopt", None):
        for option, value in ((_ARENA_MAX, _HEAPS), (_TRIM_THRESHOLD, _KEPT), (_MMAP_THRESHOLD, _MAPPED)):
            tell(option, value)
