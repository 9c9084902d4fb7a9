"""Follow the seeds folder: each time something in it changes, a build of its own publishes it.

The build is another process, so that its memory goes with it and a server with many threads need not fork.
What it cannot take is told where the server tells it, and what was published goes on being served.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Event, Thread

from app.config import Settings, environment

QUIET = 1_600
"""Milliseconds without a change after which a build begins, but for a steady stream of changes."""
BUSY = 4
"""How `judou build` ends where another build is under way, among others."""
AGAIN, TIMES = 10.0, 6
"""Seconds until such a build is tried again, and how often."""


@contextmanager
def following(settings: Settings) -> Iterator[None]:
    """Publish changes of the folder beside the body of the ``with``."""
    stop = Event()
    thread = Thread(target=_follow, args=(settings, stop), name="watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _follow(settings: Settings, stop: Event) -> None:
    """Build after each change until told to stop; swap files and the like are no change."""
    # Imported here, where it is wanted at all.
    watch = import_module("watchfiles").watch
    for _ in watch(settings.seeds, debounce=QUIET, stop_event=stop, raise_interrupt=False):
        for _ in range(TIMES):
            if _build(settings, stop) != BUSY or stop.wait(AGAIN):
                break


def _build(settings: Settings, stop: Event) -> int:
    """Run a build to its end, or until told to stop; return how it ended."""
    command = [sys.executable, "-m", "app", "build"]
    with subprocess.Popen(command, env=os.environ | environment(settings)) as build:
        while not stop.is_set():
            try:
                return build.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
        build.terminate()
    return 0
