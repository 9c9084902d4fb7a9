"""Worker processes that end with the process that started them, however that one ends."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from threading import Thread
from typing import Any


def worker_pool(
    processes: int, initializer: Callable[..., object] | None = None, *arguments: Any
) -> ProcessPoolExecutor:
    """Return a pool of processes, each of which calls ``initializer(*arguments)`` first.

    Spawned, not forked: a fork would copy this process's threads and locks.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, context, initializer=_start, initargs=(initializer, arguments))


def _start(initializer: Callable[..., object] | None, arguments: tuple[Any, ...]) -> None:
    end_with_parent(lambda: os._exit(1))
    if initializer:
        initializer(*arguments)


def stop_with_parent() -> None:
    """End this process as SIGTERM does as soon as its parent is gone; nothing in a process without one."""
    end_with_parent(lambda: os.kill(os.getpid(), signal.SIGTERM))


def end_with_parent(end: Callable[[], object]) -> None:
    """Call ``end`` when the parent that spawned this process is gone.

    A pipe from the parent tells, which the system closes when the parent ends, even by SIGKILL.
    """
    if parent := multiprocessing.parent_process():
        Thread(target=lambda: (wait([parent.sentinel]), end()), daemon=True).start()
