"""A real server for those who attack it."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.config import Settings
from tests.reliability.load import running
from tests.web.library import built_library

LOADED = 5.0
"""Seconds for a new server, on a busy machine, to load the dictionary beside its first answers."""


class Server(NamedTuple):
    """A running server, alone with its attackers."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def megabytes(self) -> float:
        """The most memory that it has taken."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1000


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return built_library(tmp_path_factory.mktemp("attacked"))


@pytest.fixture(scope="module")
def server(attacked: Settings) -> Iterator[Server]:
    log = attacked.index.parent / "log"
    with log.open("wb") as written, running(attacked, log=written) as (port, process):
        time.sleep(LOADED)
        yield Server(port, process, log)
