"""Follow a database that machines share: what another one publishes is copied into this one's index.

A copy is made by a process of its own, so that its memory goes with it. Until it is there this machine's
readers show all that needs no search.
"""

import os
import subprocess
import sys
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from functools import partial
from threading import Event

from app.background_thread import running
from app.build.copy import PublishedElsewhere
from app.config import Settings, environment
from app.errors import JudouError

EVERY = 1.0
"""Seconds between two looks at what is published."""


def copying(settings: Settings) -> AbstractContextManager[None]:
    """Return a context in which a thread copies what is published, where a database is shared."""
    return running(partial(_follow, settings), "copy") if settings.database else nullcontext()


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
