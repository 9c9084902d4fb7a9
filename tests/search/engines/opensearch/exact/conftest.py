from collections.abc import Iterator
from contextlib import closing

import pytest

from app.search.contract import OpenIndex
from tests.cluster.engines import cluster_engine
from tests.search.libraries import SMALL, generation, opened


@pytest.fixture(scope="session")
def small_on_cluster(addresses: str) -> Iterator[OpenIndex]:
    """The small library on the cluster."""
    with (
        cluster_engine(addresses) as engine,
        closing(opened(engine, generation(engine, SMALL), SMALL)) as index,
    ):
        yield index
