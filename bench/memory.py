"""The memory of processes, as the system counts it (resident set), in megabytes."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def resident(pid: int) -> float:
    """What one process holds; nothing if it has ended."""
    with suppress(OSError):
        held = re.search(r"VmRSS:\s*(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
        return int(held[1]) * 1024 / 1e6 if held else 0.0
    return 0.0


def resident_of_all(pid: int) -> float:
    """What a process and all that it has started hold together; what they share counts for each."""
    return sum(map(resident, _family(pid)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))
