"""What holds for every test, and the one large library and the database server that all of them share.

No example of a property test is timed, machines are too noisy for that. The same tests draw the same
examples each time, so that what passed once passes elsewhere; `make soak` draws new ones.
"""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from app.config import Settings
from tests.cluster.fixtures import addresses, nodes
from tests.large_library import built_large_library
from tests.postgres import Postgres, postgres, skip_without_postgres

__all__ = ["addresses", "nodes"]

settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("new", deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def large_library(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a built library of 3,000 files."""
    return built_large_library(tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    skip_without_postgres()
    with postgres() as running:
        yield running


@pytest.fixture
def shared(server: Postgres, request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database on a server."""
    return server.database(request.node.name[:60])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run all tests of the large library in the process that has the browser, and all of the cluster in one:
    both are made once."""
    for item in items:
        if item.get_closest_marker("cluster"):
            item.add_marker(pytest.mark.xdist_group("cluster"))
        if "large_library" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("browser"))
