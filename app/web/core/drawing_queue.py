"""A queue for pictures: few are drawn at a time, few wait, others are asked to come back.

Drawing takes a process of its own for part of a second. It has threads of its own, so that pages do not wait
for pictures.
"""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from app.errors import BusyError

AT_ONCE, WAITING = 2, 16
RETRY_AFTER = 3
"""Seconds after which it is worth asking again."""
T = TypeVar("T")


class DrawingQueue:
    """Runs work in a bounded number of threads."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._limiter, self._most = CapacityLimiter(at_once), at_once + waiting
        self._taken = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Return what ``work`` returns; raise BusyError where too many wait already."""
        if self._taken >= self._most:
            raise BusyError("pictures-busy")
        self._taken += 1
        try:
            return await to_thread.run_sync(work, limiter=self._limiter)
        finally:
            self._taken -= 1
