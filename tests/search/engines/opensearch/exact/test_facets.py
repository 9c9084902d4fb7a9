import pytest

from app.search.contract import OpenIndex
from app.search.engines.opensearch.exact import counting
from tests.search.libraries import request

pytestmark = pytest.mark.cluster


def test_a_facet_of_too_many_values_is_not_counted(
    small_on_cluster: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_LISTED", 1)
    found = small_on_cluster.exact.search(request("人 OR 开 OR 安")).facets
    assert found["author"] is None
    assert found["folder"] is not None
