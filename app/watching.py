"""Follow the seeds folder: each time something in it changes, a build of its own publishes it.

The build is another process, so that its memory goes with it and a server with many threads need not fork.
It has loaded what it needs before it is told to begin: starting takes as long as publishing a page. What it
cannot take is told where the server tells it, and what was published goes on being served.
"""

import os
import subprocess
import sys
from contextlib import AbstractContextManager, suppress
from functools import partial
from importlib import import_module
from threading import Event

from app.background_thread import running
from app.config import Settings, environment

STREAM = 1_600
"""Milliseconds after which a build begins though changes go on; else it does as soon as there are none."""
BUSY = 4
"""How `judou build` ends where another build is under way, among others."""
AGAIN, TIMES = 10.0, 6
"""Seconds until such a build is tried again, and how often."""


def following(settings: Settings) -> AbstractContextManager[None]:
    """Return a context in which a thread publishes each change of the folder."""
    return running(partial(_follow, settings), "watch")


def _follow(settings: Settings, stop: Event) -> None:
    """Build after each change until told to stop; swap files and the like are no change."""
    # Imported here, where it is wanted at all.
    watch = import_module("watchfiles").watch
    ready = _prepared(settings)
    for _ in watch(settings.seeds, debounce=STREAM, stop_event=stop, raise_interrupt=False):
        for _ in range(TIMES):
            end = _build(ready, stop)
            if stop.is_set():
                return
            ready = _prepared(settings)
            if end != BUSY or stop.wait(AGAIN):
                break
    ready.terminate()
    ready.communicate()


def _prepared(settings: Settings) -> subprocess.Popen[bytes]:
    """Return a build that waits to be told to begin, and ends if it never is."""
    command = [sys.executable, "-m", "app", "build", "--when-told"]
    return subprocess.Popen(command, env=os.environ | environment(settings), stdin=subprocess.PIPE)


def _build(ready: subprocess.Popen[bytes], stop: Event) -> int:
    """Let a build begin and come to its end, or until told to stop; return how it ended."""
    with ready as build:
        assert build.stdin is not None
        with suppress(BrokenPipeError):  # It has ended before; its code says why.
            build.stdin.write(b"\n")
            build.stdin.flush()
        while not stop.is_set():
            try:
                return build.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
        build.terminate()
    return 0
