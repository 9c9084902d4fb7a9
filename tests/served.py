"""A server of its own for one test: a port for it, its first page, and the processes that it starts."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
PATIENCE = 120
"""Seconds that anything of another process is waited for; a busy machine takes much longer."""
PORTS = range(20_000, 32_000)
"""Below those that Linux gives to connections, which would take a port between its choice and its use."""

# Each process of the tests begins elsewhere, so that two do not choose the same.
_ports: Iterator[int] = cycle(
    [*PORTS[os.getpid() * 97 % len(PORTS) :], *PORTS[: os.getpid() * 97 % len(PORTS)]]
)


def free_port() -> int:
    """Return a port that nobody listens on, and that this process has not chosen before."""
    for port in _ports:
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def waited(condition: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Say whether something comes true before so many seconds have passed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


def first_page(port: int) -> str:
    """Return the first page of a server once it answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE).text
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("no answer")


def children(process: int) -> list[int]:
    """The processes that a process has started; the system lists them."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # A thread that has just ended.
            found += map(int, (task / "children").read_text().split())
    return found


def processor_seconds(process: int) -> float:
    """Return the seconds for which a process has used a processor, which other processes do not change."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
