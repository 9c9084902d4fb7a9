"""The cluster keeps what every engine promises."""

from collections.abc import Iterator

import pytest

from app.search.engines.opensearch.engine import OpenSearchEngine
from tests.cluster.engines import cluster_engine
from tests.search.building_tests import *  # noqa: F403
from tests.search.contract_tests import *  # noqa: F403
from tests.search.open_libraries import *  # noqa: F403

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def engine(addresses: str) -> Iterator[OpenSearchEngine]:
    with cluster_engine(addresses) as engine:
        yield engine
