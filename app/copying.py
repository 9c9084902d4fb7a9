"""Follow a database that machines share: what another one publishes is copied into this one's index.

A copy is made by a process of its own, so that its memory goes with it. Until it is there this machine's
readers show all that needs no search.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Event, Thread

from app.build.copy import PublishedElsewhere
from app.config import Settings, environment
from app.errors import JudouError

EVERY = 1.0
"""Seconds between two looks at what is published."""


@contextmanager
def copying(settings: Settings) -> Iterator[None]:
    """Copy what is published beside the body of the ``with``, where machines need copies."""
    if not settings.database:
        yield
        return
    stop = Event()
    thread = Thread(target=_follow, args=(settings, stop), name="copy", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _follow(settings: Settings, stop: Event) -> None:
    """Copy each generation that is not here until told to stop; what fails is tried again."""
    with closing(PublishedElsewhere(settings)) as published:
        while published.concerns_us and not stop.wait(EVERY):
            # Whoever reads is told, too.
            with suppress(JudouError):
                if published.is_missing():
                    _copy(settings, stop)


def _copy(settings: Settings, stop: Event) -> None:
    """Make a copy, or end it when told to stop."""
    command = [sys.executable, "-m", "app", "build", "--copy"]
    with subprocess.Popen(command, env=os.environ | environment(settings)) as build:
        while build.poll() is None:
            if stop.wait(0.2):
                build.terminate()
                return
