"""Run work in a thread beside a block, and stop it with the block."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread


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
