"""One library for all tests of the web side; the real engine, the real store, the real application."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.i18n.catalogues import Language, texts
from app.library.library import Library
from app.library.snapshot import Snapshot
from app.main import create_app
from app.web.core.urls import Links
from app.web.core.viewer import Viewer
from tests.web.sample_library import built_library


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return built_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="http://judou.example") as client:
        yield client


@pytest.fixture
def snapshot(settings: Settings) -> Iterator[Snapshot]:
    with Library(settings).snapshot() as snapshot:
        yield snapshot


@pytest.fixture
def viewer() -> Viewer:
    links = Links("", "http://judou.example")
    return Viewer(links, texts(Language.CHINESE), here="/")
