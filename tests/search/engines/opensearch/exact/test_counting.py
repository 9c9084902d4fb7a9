import pytest

from app.search.contract import OpenIndex
from app.search.engines.opensearch.exact import counting
from tests.search.libraries import request

pytestmark = pytest.mark.cluster


def test_articles_are_counted_a_few_at_a_time(
    small_on_cluster: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = request("人 OR 开 OR 安 OR 甲")
    whole = small_on_cluster.exact.count_by_article(asked)
    assert list(whole) == ["a1", "a2", "b1", "b3"]
    monkeypatch.setattr(counting, "AT_ONCE", 1)
    assert small_on_cluster.exact.count_by_article(asked) == whole
