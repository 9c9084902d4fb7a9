"""Worker processes that end with the process that started them, however that one ends."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
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


def run_apart(work: Callable[..., object], *arguments: Any) -> None:
    """Call ``work(*arguments)`` in a process of its own, and wait for its end, whatever ends it.

    The memory that it takes is given back with it. Nothing is called where this process may start none.
    """
    if multiprocessing.current_process().daemon:
        return
    context = multiprocessing.get_context("spawn")
    with suppress(OSError):
        process = context.Process(target=_call, args=(work, arguments), daemon=True)
        process.start()
        process.join()


def _call(work: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    end_with_parent(lambda: os._exit(1))
    work(*arguments)


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
