import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from app.build.build import build
from app.config import Settings
from app.errors import InputError
from app.serving import Address
from tests.builders import build_library, markdown, settings_in, write_seed

ROOT = Path(__file__).parent.parent


@pytest.fixture
def library(tmp_path: Path) -> Settings:
    return build_library(tmp_path)


def test_an_address_is_written_as_browsers_take_it() -> None:
    assert str(Address("127.0.0.1", 8000)) == "http://127.0.0.1:8000"
    assert str(Address("::1", 8000)) == "http://[::1]:8000"


def test_an_address_in_use_is_refused_and_a_free_one_is_not_kept() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(InputError, match="choose --host or --port"),
    ):
        Address("127.0.0.1", other.getsockname()[1]).check()
    free = Address("127.0.0.1", free_port())
    free.check()
    free.check()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("workers", [1, 2])
def test_serve_answers_and_says_where(library: Settings, workers: int) -> None:
    port = free_port()
    where = [str(library.seeds), "--index", str(library.index), "--port", str(port)]
    command = [sys.executable, "-m", "app", "serve", *where, "--workers", str(workers)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=os.environ) as server:
        try:
            assert "开放的大门" in first_page(port)
        finally:
            server.terminate()
            _, told = server.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}" in told


def test_serve_goes_on_with_the_old_generation_where_most_pages_are_missing(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for number in range(21):
        write_seed(settings, f"{number:02}.md", markdown(f"题目{number}", number))
    build(settings)
    settings.seeds.rename(tmp_path / "unmounted")
    settings.seeds.mkdir()
    port = free_port()
    where = [str(settings.seeds), "--index", str(settings.index)]
    refused = subprocess.run([sys.executable, "-m", "app", "build", *where], cwd=ROOT, check=False)
    assert refused.returncode == 4
    command = [sys.executable, "-m", "app", "serve", *where, "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=os.environ) as server:
        try:
            assert "题目7" in first_page(port)
        finally:
            server.terminate()
            _, told = server.communicate(timeout=20)
    assert "--allow-removal" in told


def test_workers_hold_what_flags_and_variables_set(library: Settings) -> None:
    port = free_port()
    where = [str(library.seeds), "--index", str(library.index), "--port", str(port)]
    command = [sys.executable, "-m", "app", "serve", *where, "--workers", "2", "--root-path", "/reader"]
    variables = {"JUDOU_PAGE_SIZE": "1", "JUDOU_BASE_URL": "https://judou.example"}
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, env=os.environ | variables) as server:
        try:
            first_page(port)
            # Connections of their own, so that both workers answer some of them.
            homes = {httpx.get(f"http://127.0.0.1:{port}/reader/", timeout=30).text for _ in range(12)}
            workers = children(server.pid)
        finally:
            server.terminate()
            server.communicate(timeout=20)
    (home,) = homes
    assert 'rel="canonical" href="https://judou.example/reader/"' in home
    assert home.count('<li class="item">') == 1
    assert len(workers) >= 2


def children(process: int) -> list[int]:
    """The processes that a process has started; the system lists them."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def first_page(port: int) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/", timeout=30).text
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("no answer")
