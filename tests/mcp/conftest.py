"""A library, and the server that reads it."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from mcp.server.mcpserver import MCPServer

from app.config import Settings
from app.library.library import Library
from app.main import create_app
from app.mcp.server import reading_server
from tests.builders import build_library


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return build_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
def server(settings: Settings) -> MCPServer:
    return reading_server(settings, Library(settings))


@pytest.fixture(scope="session")
def reader(settings: Settings) -> Iterator[TestClient]:
    """The reader for people, at the address that permalinks name."""
    with TestClient(create_app(settings), base_url=settings.origin) as client:
        yield client
