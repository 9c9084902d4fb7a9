"""A value that takes long, worked out once, in a thread of its own."""

from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Background(Generic[Value]):
    """Works a value out when it is first asked for; whoever asks may wait for it or come again."""

    def __init__(self, work: Callable[[], Value]) -> None:
        self._work, self._lock, self._done = work, Lock(), Event()
        self._thread: Thread | None = None
        self._found: list[Value] = []
        self._error: Exception | None = None

    def value(self, seconds: float) -> Value | None:
        """Return the value, or None if it is not there within so many seconds; raise what the work raised."""
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="shifts", daemon=True)
                self._thread.start()
        self._done.wait(seconds)
        if self._error is not None:
            raise self._error
        return self._found[0] if self._found else None

    def _run(self) -> None:
        try:
            self._found.append(self._work())
        except Exception as error:  # noqa: BLE001 (raised where the value is asked for)
            self._error = error
        finally:
            self._done.set()
