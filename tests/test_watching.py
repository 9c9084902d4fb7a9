"""A server that watches publishes what is added, changed and taken away, and outlives what it cannot take."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.config import Settings
from tests.builders import build_library, markdown, write_seed
from tests.served import PATIENCE, ROOT, first_page, free_port, waited


@contextmanager
def watching(settings: Settings, told: Path) -> Iterator[str]:
    """The address of a server that watches; what it tells is written to a file."""
    port = free_port()
    where = [str(settings.seeds), "--index", str(settings.index), "--port", str(port)]
    command = [sys.executable, "-m", "app", "--lang", "en", "serve", *where, "--watch"]
    with (
        told.open("w", encoding="utf-8") as errors,
        subprocess.Popen(command, cwd=ROOT, stdout=errors, stderr=errors, env=os.environ) as server,
    ):
        try:
            first_page(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            assert server.wait(timeout=PATIENCE) is not None


def first(address: str) -> str:
    return httpx.get(address, timeout=PATIENCE).text


def shows(address: str, title: str, *, wanted: bool = True) -> bool:
    """Say whether the first page comes to show a title, or to show it no more."""
    return waited(lambda: (title in first(address)) == wanted)


def test_what_changes_in_the_folder_is_published(tmp_path: Path) -> None:
    settings, told = build_library(tmp_path), tmp_path / "told"
    with watching(settings, told) as address:
        assert "河流" not in first(address)
        write_seed(settings, "new/d.md", markdown("河流的故事", 21, 22))
        assert shows(address, "河流的故事")
        write_seed(settings, "new/d.md", markdown("河流的新故事", 21, 22))
        assert shows(address, "河流的新故事")
        (settings.seeds / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
        (settings.seeds / "a.md").unlink()
        assert shows(address, "开放的大门", wanted=False)
        assert "河流的新故事" in first(address)
        assert waited(lambda: "broken.pdf" in told.read_text(encoding="utf-8"))
