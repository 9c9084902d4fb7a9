"""A library to be changed while it is served, and a real server for those who attack it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.build.build import build
from app.config import Settings
from tests.builders import settings_in
from tests.reliability.attack import Answer, asked, said, send
from tests.reliability.harm import edit
from tests.reliability.load import running
from tests.served import processor_seconds
from tests.web.sample_library import built_library


class Server(NamedTuple):
    """A running server, alone with its attackers."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def answer(self, data: bytes) -> tuple[Answer, float]:
        """What is answered to some bytes, and the seconds of a processor that it took."""
        before = processor_seconds(self.process.pid)
        answer = send(self.port, data)
        return answer, processor_seconds(self.process.pid) - before

    @property
    def megabytes(self) -> float:
        """The most memory that it has taken."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1000


@pytest.fixture
def library(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    edit(settings, 0)
    build(settings)
    return settings


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return built_library(tmp_path_factory.mktemp("attacked"))


@pytest.fixture(scope="module")
def server(attacked: Settings) -> Iterator[Server]:
    log = attacked.index.parent / "log"
    with log.open("wb") as written, running(attacked, log=written) as (port, process):
        send(port, asked(f"/search?q={said('龘靐龘')}"))  # jieba's dictionary is loaded once.
        yield Server(port, process, log)
