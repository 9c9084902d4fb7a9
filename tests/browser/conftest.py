"""One real browser for all tests, one served library; nothing may go wrong in a page or elsewhere."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from app.config import Settings
from app.main import create_app
from tests.web.sample_library import built_library

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
Open = Callable[..., Page]
PATIENCE = 30
"""Seconds that anything is waited for: what comes is not waited for longer, however busy the machine is."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("JUDOU_REQUIRE_BROWSER"):
            pytest.fail(
                "JUDOU_REQUIRE_BROWSER is set, and there is no chromium; install the package chromium"
            )
        pytest.skip("no chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=1000 * 4 * PATIENCE)
        expect.set_options(timeout=1000 * PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return built_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def address(library: Settings) -> Iterator[str]:
    """The address of the library."""
    with served(library) as address:
        yield address


@contextmanager
def served(library: Settings) -> Iterator[str]:
    """A served library's address."""
    server = uvicorn.Server(uvicorn.Config(create_app(library), log_level="warning"))
    # Listened on from here on, so that nobody else gets the port meanwhile.
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    deadline = time.monotonic() + 4 * PATIENCE
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=PATIENCE)


@pytest.fixture(scope="session")
def large_address(large_library: Settings) -> Iterator[str]:
    """The address of the library of 3,000 files."""
    with served(large_library) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a path in a fresh browser profile; at the end, nothing may have gone wrong or elsewhere."""
    with opening(browser, address) as open_one:
        yield open_one


@pytest.fixture
def open_large(browser: Browser, large_address: str) -> Iterator[Open]:
    """Opens a path of the large library, as ``open_page`` does one of the small."""
    with opening(browser, large_address) as open_one:
        yield open_one


@contextmanager
def opening(browser: Browser, address: str) -> Iterator[Open]:
    """A function that opens a path of a served library; at the end nothing may have gone wrong."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(f"request to {request.url}")

    def open_one(
        path: str, width: int = 1280, height: int = 900, js: bool = True, dark: bool = False, **more: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=js,
            color_scheme="dark" if dark else "light",
            base_url=address,
            **{"locale": "zh-CN", **more},
        )
        contexts.append(context)
        context.set_default_timeout(1000 * PATIENCE)
        context.on("request", watch)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"script error {error}"))
        page.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not wrong
