"""What a command takes that runs until it ends: seconds, processor seconds, memory of all its processes."""

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from bench.memory import resident_of_all
from bench.quantiles import median

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
    return python("-m", "app", *arguments)


def python(*arguments: str) -> Taken:
    """Run Python. Raises RuntimeError where it fails."""
    before, started, most = _processor(), time.perf_counter(), 0.0
    command = [sys.executable, *arguments]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, resident_of_all(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOKED)
        seconds = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments[1:])} ended with {process.returncode}")
    return Taken(seconds, _processor() - before, most)


def middle(several: Sequence[Taken]) -> Taken:
    """Return the medians of what a command took each time, and the most memory."""
    return Taken(
        median([each.seconds for each in several]),
        median([each.processor for each in several]),
        max(each.memory for each in several),
    )


def _processor() -> float:
    """Return the processor seconds of all processes that have been started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
