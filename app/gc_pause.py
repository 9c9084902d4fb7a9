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


@contextmanager
def importing() -> Iterator[None]:
    """Turn the garbage collector off while modules are imported, and exempt them from it: they stay.

    Otherwise it would go through all of them as soon as it is turned on.
    """
    with gc_paused():
        yield
        freeze_heap()


@contextmanager
def gc_seldom() -> Iterator[None]:
    """Collect garbage after so many more new objects than usual that most pages are made without it,
    and builds of a page.

    Objects without cycles are freed at once all the same.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_MANY_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


_MANY_OBJECTS = 25_000
"""A page of results makes some ten thousand and frees them again."""


def freeze_heap() -> None:
    """Exempt all present objects from collection: the modules of a server live as long as it does."""
    gc.freeze()


def freeze_living() -> None:
    """Free what nobody has any more, and exempt from collection what is left."""
    gc.collect()
    freeze_heap()
