import ctypes
import resource
import subprocess
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


KEEPS = """
from threading import Thread
from app.freed_memory import keep_little
from tests.test_freed_memory import resident
{told}
def work():
    del [bytearray(30_000_000)][:]
    pieces = [bytes(4_000) for _ in range(10_000)]
before = resident()
for _ in range(2):
    thread = Thread(target=work)
    thread.start()
    thread.join()
print(resident() - before)
"""


def kept(told: str) -> int:
    """Return the bytes that a process holds more after its threads have ended."""
    code = [sys.executable, "-c", KEEPS.format(told=told)]
    done = subprocess.run(code, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")
def test_little_is_kept_of_what_threads_have_freed() -> None:
    if not hasattr(ctypes.CDLL(None), "mallopt"):
        pytest.skip("this C library cannot be told")
    assert kept("keep_little()") < 12_000_000
