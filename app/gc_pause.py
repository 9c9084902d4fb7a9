"""Pause Python's garbage collector where it costs more than it frees."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Turn the garbage collector off during large allocations; restore its state afterwards.

    Objects that stay alive are traversed again and again while they are made, and nothing is freed.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def freeze_heap() -> None:
    """Exempt all present objects from collection: the modules of a server live as long as it does."""
    gc.freeze()
