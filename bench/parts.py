"""The parts of a run: each is told as it begins and ends, and one that fails loses only itself."""

import time
import traceback
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Parts:
    """Runs parts one after another."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self.lost: list[str] = []
        """The names of those that have failed."""

    @property
    def minutes(self) -> float:
        """Return how long the run has taken."""
        return (time.perf_counter() - self._begun) / 60

    def run(self, name: str, measure: Callable[[], T]) -> T | None:
        """Return what a part has measured; None where it has failed, which is printed."""
        print(f"[{self.minutes:4.1f} min] {name} …", flush=True)
        started = time.perf_counter()
        try:
            return measure()
        except Exception:  # noqa: BLE001 - whatever it was, the other parts can be measured.
            traceback.print_exc()
            self.lost.append(name)
            return None
        finally:
            state = "failed after" if name in self.lost else "took"
            print(f"           {name} {state} {time.perf_counter() - started:.0f} s", flush=True)
