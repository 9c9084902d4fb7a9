"""The cluster that tests share."""

import os
from collections.abc import Iterator

import pytest

from tests.cluster.nodes import ADDRESSES, Nodes, running_nodes, skip_without_cluster


@pytest.fixture(scope="session")
def nodes() -> Iterator[Nodes]:
    """Three nodes that tests may kill; those that are killed are started again."""
    skip_without_cluster()
    if os.environ.get(ADDRESSES):
        pytest.skip(f"{ADDRESSES} names a cluster that is not ours to harm")
    with running_nodes() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def addresses(request: pytest.FixtureRequest) -> str:
    """The addresses of the cluster, parted by commas."""
    skip_without_cluster()
    if given := os.environ.get(ADDRESSES):
        return given
    started: Nodes = request.getfixturevalue("nodes")
    return started.urls
