"""A server of its own for one test: a port for it, its first page, and the processes that it starts."""

import socket
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_page(port: int) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/", timeout=30).text
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("no answer")


def children(process: int) -> list[int]:
    """The processes that a process has started; the system lists them."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]
