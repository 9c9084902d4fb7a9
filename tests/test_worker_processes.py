"""Workers end with the process that started them, even where that one is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.builders import build_library
from tests.served import children, first_page, free_port

ROOT = Path(__file__).parent.parent
SECONDS = 20
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


def waited(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and not condition():
        time.sleep(0.05)
    return condition()


def workers_of(process: int) -> list[int]:
    """Return the processes that a process has spawned by multiprocessing."""
    return [
        child for child in children(process) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def computing(process: int) -> bool:
    """Say whether a process has used half a second of a processor since it began."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) > os.sysconf("SC_CLK_TCK") / 2


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
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
