import pytest

from app.search.contract import OpenIndex
from app.search.engines.opensearch.exact import ordering
from app.search.engines.opensearch.index import generation_reader
from app.search.request import Sort
from tests.search.libraries import request

pytestmark = pytest.mark.cluster


@pytest.mark.parametrize("sort", list(Sort))
def test_what_is_beyond_one_answer_is_walked_to(
    sort: Sort, small_on_cluster: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = small_on_cluster.exact.search(request("人 OR 开 OR 安", sort=sort, limit=50)).hits
    assert len(whole) > 5
    monkeypatch.setattr(ordering, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(generation_reader, "MOST_AT_ONCE", 2)
    for offset in (0, 1, 4, 60):
        found = small_on_cluster.exact.search(request("人 OR 开 OR 安", sort=sort, limit=3, offset=offset))
        assert found.hits == whole[offset : offset + 3]
