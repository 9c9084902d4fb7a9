"""Threads beside a block, and their priority."""

import os
import sys
from threading import Event, get_native_id

import pytest

from app.background_thread import give_way, running


def _priority() -> int:
    return os.getpriority(os.PRIO_PROCESS, get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no priorities of their own")
def test_only_the_thread_that_gives_way_goes_last() -> None:
    before, seen = _priority(), list[int]()

    def work(_stop: Event) -> None:
        give_way()
        seen.append(_priority())

    with running(work, "last"):
        pass
    assert (seen, _priority()) == ([19], before)
