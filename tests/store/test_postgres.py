"""The same store on PostgreSQL, where one is installed."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.build.build import build
from app.config import Settings, read_settings
from app.errors import IndexDamagedError
from app.library.library import Library
from app.permalinks.resolve import Status
from app.store.lists import SORTS, ListQuery
from tests.builders import markdown, settings_in, write_seed

pytestmark = pytest.mark.skipif(
    not (shutil.which("initdb") and shutil.which("pg_ctl") and find_spec("psycopg")),
    reason="PostgreSQL or its driver is not installed",
)
# PostgreSQL refuses to run as root.
USER = "postgres" if os.getuid() == 0 else None


@dataclass(frozen=True)
class Server:
    url: str


def run(*command: str) -> None:
    subprocess.run(command, user=USER, check=True, capture_output=True, timeout=60, cwd="/")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        Path(folder).chmod(0o777)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        data = f"{folder}/data"
        run("initdb", "-D", data, "-U", "judou", "-A", "trust", "-E", "UTF8", "-N")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run("pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield Server(f"postgresql+psycopg://judou@127.0.0.1:{port}/postgres")
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def on(server: Server, settings: Settings) -> Settings:
    return read_settings(seeds=settings.seeds, index=settings.index, database=server.url)


def test_a_library_lives_in_postgresql(server: Server, tmp_path: Path) -> None:
    settings = on(server, settings_in(tmp_path))
    write_seed(settings, "a.md", markdown("甲", 1, 2, 3))
    write_seed(settings, "b.md", markdown("乙", 4, 5))
    assert build(settings).generation.paragraphs == 5
    assert not build(settings).published
    library = Library(settings)
    with library.snapshot() as before:
        old = before.page("a").articles[0].blocks[1]
        for sort in SORTS:
            assert before.articles(ListQuery(sort=sort)).total == 2
        write_seed(settings, "a.md", markdown("甲", 1, 3))
        assert build(settings).published
        assert before.resolve_block(old.id).status is Status.CURRENT
    with library.snapshot() as after:
        assert (after.resolve_block(old.id).status, after.resolve_block(old.id).was) == (
            Status.GONE,
            old.text,
        )
        assert after.count([old.text])[0].occurrences == 0
    library.close()


def test_a_server_that_does_not_answer_is_told(server: Server, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    url = "postgresql+psycopg://judou@127.0.0.1:1/judou"
    settings = read_settings(seeds=settings.seeds, index=settings.index, database=url)
    with pytest.raises(IndexDamagedError, match="check JUDOU_DATABASE"):
        build(settings)
