from collections.abc import Iterator
from contextlib import closing

import pytest

from app.search.contract import OpenIndex
from app.search.engines.local.engine import LocalEngine
from tests.cluster.engines import cluster_engine
from tests.search.libraries import generation, opened, request, seeds_library

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def both(addresses: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenIndex, OpenIndex]]:
    """The five pages, on the cluster and embedded."""
    library, local = seeds_library(), LocalEngine(tmp_path_factory.mktemp("index"))
    with (
        cluster_engine(addresses) as engine,
        closing(opened(engine, generation(engine, library), library)) as index,
        closing(opened(local, generation(local, library), library)) as embedded,
    ):
        yield index, embedded


@pytest.mark.parametrize("query", ["如何推动自贸试验区制度创新", "制度型开放的底线", "的"])
def test_passages_are_ranked_as_by_the_embedded_engine(query: str, both: tuple[OpenIndex, OpenIndex]) -> None:
    ours, theirs = (index.related.search(request(query, limit=10)) for index in both)
    assert (ours.words, ours.total) == (theirs.words, theirs.total)
    assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in theirs.hits], rel=1e-3)
    assert {hit.block for hit in ours.hits[:3]} & {hit.block for hit in theirs.hits[:3]}
