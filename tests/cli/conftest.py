"""The command line in this process, and a library to ask."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli.main import main
from app.config import Settings
from tests.builders import build_library


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Judou = Callable[..., Done]


@pytest.fixture
def judou(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Judou:
    """The command line, in this process, on an English terminal."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["judou", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return Done(int(end.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def library(tmp_path: Path) -> Settings:
    return build_library(tmp_path)
