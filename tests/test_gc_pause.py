import gc
from contextlib import suppress

import pytest

from app.gc_pause import gc_paused


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
