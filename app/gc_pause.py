"""Python's garbage collector, kept away from work that leaves no garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Do not look for garbage meanwhile: among much that stays, looking takes more time than the work."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def freeze_heap() -> None:
    """Never again look through what stands now: the modules of a server stay to its end."""
    gc.freeze()
