"""The wheel is whole: installed elsewhere and started from any folder, it serves pages with their style."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.served import PATIENCE, free_port

ROOT = Path(__file__).parent.parent
SEED = sorted((ROOT / "seeds").glob("*.txt"))[0]
"""Seconds for the server to answer on a busy machine."""

pytestmark = pytest.mark.xdist_group("package")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--quiet", "--wheel-dir", str(folder)]
    run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], folder)
    (built,) = folder.glob("judou-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it; its dependencies are those of the tests."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    options = ["--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    run([sys.executable, "-m", "pip", "--python", str(python), "install", *options, str(wheel)], home)
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home


def clean_environment() -> dict[str, str]:
    """The environment without what could lead back to the source tree."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "JUDOU", "VIRTUAL_ENV"))}


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, env=clean_environment(), capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the installed program serves one page, started from an empty folder."""
    folder = tmp_path_factory.mktemp("elsewhere")
    seeds = folder / "pages"
    seeds.mkdir()
    shutil.copy(SEED, seeds)
    port = free_port()
    judou = str(installed / "bin" / "judou")
    command = [judou, "serve", str(seeds), "--index", str(folder / "index"), "--port", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=clean_environment(), stdout=log, stderr=log)
    try:
        yield waited_for(f"http://127.0.0.1:{port}", server, folder / "log")
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def waited_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            fetched(address + "/healthz")
        except URLError:
            time.sleep(0.2)
        else:
            return address
    raise AssertionError(f"no answer: {log.read_text(encoding='utf-8')}")


def fetched(url: str) -> tuple[str, bytes]:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return answer.headers["Content-Type"], answer.read()


def test_the_wheel_holds_templates_and_static_files(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {f"app/_templates/{p.relative_to(ROOT / 'templates')}" for p in files("templates")}
    statics = {f"app/_static/{p.relative_to(ROOT / 'static')}" for p in files("static")}
    assert templates | statics <= names
    assert not [name for name in names if name.startswith(("tests/", "seeds/", "bench/"))]


def files(folder: str) -> list[Path]:
    return [path for path in (ROOT / folder).rglob("*") if path.is_file()]


def test_it_is_the_installed_program_that_runs(installed: Path, tmp_path: Path) -> None:
    code = "import app; print(app.__file__, app.__version__)"
    place, version = run([str(installed / "bin" / "python"), "-c", code], tmp_path).split()
    assert Path(place).is_relative_to(installed)
    assert version in run([str(installed / "bin" / "judou"), "--version"], tmp_path)
    assert "build" in run([str(installed / "bin" / "python"), "-m", "app", "--help"], tmp_path)


def test_pages_come_with_their_style_and_script(address: str) -> None:
    kind, home = fetched(address + "/")
    assert kind.startswith("text/html")
    links = re.findall(r'(?:href|src)="([^"]+\.(?:css|js)[^"]*)"', home.decode())
    assert any(".css" in link for link in links)
    for link in links:
        assert fetched(link if link.startswith("http") else address + link)[1]


def test_an_article_is_found_and_read(address: str) -> None:
    _, home = fetched(address + "/")
    found = re.search(r'href="(/articles/[^"#?]+)"', home.decode())
    assert found
    _, article = fetched(address + found[1])
    assert "开放" in article.decode()
