import os
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app.build.build import build
from app.config import Settings
from app.errors import InputError
from app.serving import Address
from tests.builders import build_library, markdown, settings_in, write_seed
from tests.served import PATIENCE, ROOT, children, first_page, free_port


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


def first_page_and_log(command: list[str], port: int) -> tuple[str, str]:
    """The first page of a server, and what it wrote until it ended."""
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=os.environ) as server:
        try:
            first = first_page(port)
        finally:
            server.terminate()
            _, told = server.communicate(timeout=PATIENCE)
    return first, told


@pytest.mark.parametrize("workers", [1, 2])
def test_serve_answers_and_says_where(library: Settings, workers: int) -> None:
    port = free_port()
    where = [str(library.seeds), "--index", str(library.index), "--port", str(port)]
    command = [sys.executable, "-m", "app", "serve", *where, "--workers", str(workers)]
    first, told = first_page_and_log(command, port)
    assert "开放的大门" in first
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
    first, told = first_page_and_log(command, port)
    assert "题目7" in first
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
            homes = {httpx.get(f"http://127.0.0.1:{port}/reader/", timeout=PATIENCE).text for _ in range(12)}
            workers = children(server.pid)
        finally:
            server.terminate()
            server.communicate(timeout=PATIENCE)
    (home,) = homes
    assert 'rel="canonical" href="https://judou.example/reader/"' in home
    assert home.count('<li class="item">') == 1
    assert len(workers) >= 2
