import ctypes
import resource
import sys
from pathlib import Path

import pytest

from app.freed_memory import give_back


def resident() -> int:
    """Return the bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")
def test_what_was_freed_goes_back_to_the_system() -> None:
    if not hasattr(ctypes.CDLL(None), "malloc_trim"):
        pytest.skip("this C library keeps nothing back")
    pieces = [bytes(4_000) for _ in range(20_000)]
    held, last = resident(), pieces[-1]
    pieces.clear()
    give_back()
    assert last == bytes(4_000)
    assert resident() < held - 40_000_000
