"""Memory that was freed and that the C library keeps for itself."""

import ctypes


def give_back() -> None:
    """Give it back to the system where the C library can: what loads freed is a tenth of a worker."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
