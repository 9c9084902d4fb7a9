"""One library with a printed newspaper for these tests."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.library.library import Library
from app.library.snapshot import Snapshot
from app.main import create_app
from tests.web.printed_library import printed_library


@pytest.fixture(scope="package")
def printed_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return printed_library(tmp_path_factory.mktemp("printed"))


@pytest.fixture(scope="package")
def printed_client(printed_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(printed_settings), base_url="http://judou.example") as client:
        yield client


@pytest.fixture
def printed_snapshot(printed_settings: Settings) -> Iterator[Snapshot]:
    with Library(printed_settings).snapshot() as snapshot:
        yield snapshot
