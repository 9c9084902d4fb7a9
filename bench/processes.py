"""What a command takes that runs until it ends: seconds, processor seconds, memory of all its processes."""

import resource
import subprocess
import sys
import time
from dataclasses import dataclass

from bench.memory import resident_of_all

LOOKED = 0.1
"""Seconds between two looks at the memory of a command."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took; memory in megabytes, the most that all its processes held at once."""

    seconds: float
    processor: float
    memory: float


def judou(*arguments: str) -> Taken:
    """Run a command of ours. Raises RuntimeError where it fails."""
    before, started, most = _processor(), time.perf_counter(), 0.0
    command = [sys.executable, "-m", "app", *arguments]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, resident_of_all(process.pid))
            time.sleep(LOOKED)
        seconds = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"judou {' '.join(arguments)} ended with {process.returncode}")
    return Taken(seconds, _processor() - before, most)


def _processor() -> float:
    """Return the processor seconds of all processes that have been started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
