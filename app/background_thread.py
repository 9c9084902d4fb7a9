"""Run work in a thread beside a block, and stop it with the block; let a thread give way to all others."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread, get_native_id

_LAST = 19
"""The priority of what waits until nothing else has anything to do."""


@contextmanager
def running(work: Callable[[Event], None], name: str) -> Iterator[None]:
    """Run ``work`` beside the body of the ``with``; the event that it is given is set when it has to end."""
    stop = Event()
    thread = Thread(target=work, args=(stop,), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def give_way() -> None:
    """Let the other work of the machine go before this thread and those it starts, where the system can."""
    if sys.platform == "linux":  # Elsewhere threads have no priorities of their own.
        os.setpriority(os.PRIO_PROCESS, get_native_id(), _LAST)
