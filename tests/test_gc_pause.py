import gc
import weakref
from contextlib import suppress

import pytest

from app.gc_pause import freeze_living, gc_paused, gc_seldom, importing


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_afterwards_as_it_was(enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with suppress(KeyError), gc_paused():
            meanwhile = gc.isenabled()
            raise KeyError
        assert (meanwhile, gc.isenabled()) == (False, enabled)
    finally:
        (gc.enable if before else gc.disable)()


def test_garbage_is_collected_seldom_only_meanwhile() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        with suppress(KeyError), gc_seldom():
            meanwhile = gc.get_threshold()
            raise KeyError
        assert meanwhile[0] > 700
        assert gc.get_threshold() == (700, 10, 10)
    finally:
        gc.set_threshold(*before)


class Loop:
    """Refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.own = self


def test_what_is_frozen_is_no_garbage() -> None:
    garbage = weakref.ref(Loop())
    kept = Loop()
    try:
        freeze_living()
        assert garbage() is None
        assert not any(each is kept for each in gc.get_objects())
    finally:
        gc.unfreeze()


def test_what_is_imported_is_not_looked_through_for_garbage() -> None:
    looked: list[str] = []
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        gc.callbacks.append(lambda phase, _: looked.append(phase))
        with importing():
            made = [Loop() for _ in range(10_000)]
        kept = Loop()
        assert not looked
        assert not any(each is made[0] for each in gc.get_objects())
        assert any(each is kept for each in gc.get_objects())
    finally:
        gc.callbacks.pop()
        gc.set_threshold(*before)
        gc.unfreeze()
