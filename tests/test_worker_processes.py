"""Workers end with the process that started them, even where that one is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.builders import build_library
from tests.served import children, first_page, free_port, processor_seconds, waited

ROOT = Path(__file__).parent.parent
POOL = """
import time
from app.worker_processes import worker_pool

def work(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass

if __name__ == "__main__":
    with worker_pool(2) as pool:
        list(pool.map(work, [600, 600]))
"""


def workers_of(process: int) -> list[int]:
    """Return the processes that a process has spawned by multiprocessing."""
    return [child for child in children(process) if b"spawn_main" in command_of(child)]


def command_of(process: int) -> bytes:
    """Return the command line of a process; nothing where it has ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


def computing(process: int) -> bool:
    """Say whether a process has used half a second of a processor since it began."""
    return processor_seconds(process) > 0.5


def is_alive(process: int) -> bool:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def ends_with_parent(command: list[str], ready: Callable[[], object]) -> None:
    """Kill a process once its workers compute; assert that they end, too."""
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}) as parent:
        try:
            assert waited(lambda: len(workers_of(parent.pid)) == 2)
            workers = workers_of(parent.pid)
            ready()
            assert waited(lambda: all(map(computing, workers)))
        finally:
            parent.send_signal(signal.SIGKILL)
    try:
        assert waited(lambda: not any(map(is_alive, workers)))
    finally:
        for worker in filter(is_alive, workers):
            os.kill(worker, signal.SIGKILL)


def test_workers_of_a_killed_pool_end(tmp_path: Path) -> None:
    script = tmp_path / "pool.py"
    script.write_text(POOL, encoding="utf-8")
    ends_with_parent([sys.executable, str(script)], lambda: None)


def test_workers_of_a_killed_server_end(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    port = free_port()
    command = [sys.executable, "-m", "app", "serve", "--no-build", "--index", str(settings.index)]
    ends_with_parent([*command, "--port", str(port), "--workers", "2"], lambda: first_page(port))
