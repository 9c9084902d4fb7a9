"""One library for all tests of the web side; the real engine, the real store, the real application."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.library.library import Archive
from app.library.snapshot import Reading
from app.main import create_app
from app.web.core.preferences import Visit
from app.web.core.urls import Links
from app.web.i18n.catalogues import Language, texts
from tests.web.sample_library import built_library


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return built_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="http://judou.example") as client:
        yield client


@pytest.fixture
def reading(settings: Settings) -> Iterator[Reading]:
    with Archive(settings).reading() as reading:
        yield reading


@pytest.fixture
def visit() -> Visit:
    links = Links("", "http://judou.example")
    return Visit(links, texts(Language.CHINESE), theme="", size="", keys=True, here="/")
