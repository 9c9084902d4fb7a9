"""A PostgreSQL server for tests, in a folder of its own; its language sorts as people do, not as bytes."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.config import Settings, read_settings
from tests.served import free_port

# PostgreSQL refuses to run as root.
USER = "postgres" if os.getuid() == 0 else None
DEBIAN = Path("/usr/lib/postgresql")
_STOP_AT_END = """
import shutil, subprocess, sys
folder, user, *stop = sys.argv[1:]
sys.stdin.read()
subprocess.run(stop, user=user or None, cwd="/")
shutil.rmtree(folder, ignore_errors=True)
"""


@dataclass(frozen=True)
class Postgres:
    """A running server, and how to start it anew."""

    url: str
    data: Path
    options: str

    def restart(self) -> None:
        """Stop it as a crash would, and start it."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Stop it as a crash would."""
        _run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def start(self) -> None:
        """Start it anew."""
        _run("pg_ctl", "-D", str(self.data), "-o", self.options, "-l", f"{self.data}.log", "-w", "start")

    def database(self, name: str) -> str:
        """Create an empty database; its address."""
        _run("psql", "-d", f"{self.url.replace('+psycopg', '')}", "-qc", f'CREATE DATABASE "{name}"')
        return self.url.removesuffix("postgres") + name

    def dump(self, name: str) -> Path:
        """Back a database up; the file."""
        backup = self.data.parent / f"{name}.dump"
        _run("pg_dump", "-d", self._plain(name), "-Fc", "-f", str(backup))
        return backup

    def restore(self, backup: Path, name: str) -> str:
        """Create a database as it was backed up; its address."""
        url = self.database(name)
        _run("pg_restore", "-d", self._plain(name), str(backup))
        return url

    def _plain(self, name: str) -> str:
        return self.url.removesuffix("postgres").replace("+psycopg", "") + name


def on(url: str, settings: Settings) -> Settings:
    """Return the settings with their database at another address."""
    return read_settings(seeds=settings.seeds, index=settings.index, database=url)


def skip_without_postgres() -> None:
    """Skip a test where PostgreSQL or its driver is missing; fail where both are required."""
    if not (_program("initdb") and find_spec("psycopg")):
        if os.environ.get("JUDOU_REQUIRE_POSTGRES"):
            pytest.fail("JUDOU_REQUIRE_POSTGRES is set, and PostgreSQL or psycopg is not installed")
        pytest.skip("PostgreSQL or its driver is not installed")


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start a server under an ICU locale on a free port, and stop it, however the tests end."""
    folder = tempfile.mkdtemp()
    Path(folder).chmod(0o777)
    port = free_port()
    data = Path(folder, "data")
    stop = [_program("pg_ctl") or "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop"]
    # In a session of its own, so that no signal to the tests reaches it: it ends when its input does.
    watcher = subprocess.Popen(
        [sys.executable, "-c", _STOP_AT_END, folder, USER or "", *stop],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        locale = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-Hans")
        _run("initdb", "-D", str(data), "-U", "judou", "-A", "trust", "-E", "UTF8", "-N", *locale)
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        server = Postgres(f"postgresql+psycopg://judou@127.0.0.1:{port}/postgres", data, options)
        server.start()
        yield server
    finally:
        watcher.communicate()


def _program(name: str) -> str | None:
    """Return where a program of PostgreSQL is; Debian keeps those of a server beside its version."""
    beside = [str(path) for path in DEBIAN.glob(f"*/bin/{name}")]
    return shutil.which(name) or next(iter(sorted(beside, reverse=True)), None)


def _run(name: str, *arguments: str) -> None:
    command = [_program(name) or name, *arguments]
    subprocess.run(command, user=USER, check=True, capture_output=True, timeout=600, cwd="/")
