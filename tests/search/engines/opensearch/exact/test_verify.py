import pytest

from app.errors import LimitError
from app.search.contract import OpenIndex
from app.search.engines.opensearch.exact import verify
from app.search.request import Scope
from app.search.results import Counts
from tests.search.libraries import request

pytestmark = pytest.mark.cluster


def test_what_may_stand_in_too_many_texts_is_refused(
    small_on_cluster: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "MOST_READ", 1)
    with pytest.raises(LimitError):
        small_on_cluster.exact.search(request("开 NEAR/9 放"))


def test_texts_are_read_a_few_at_a_time(small_on_cluster: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = small_on_cluster.exact.search(request("人?都 OR 安全?产"))
    monkeypatch.setattr(verify, "AT_ONCE", 1)
    assert small_on_cluster.exact.search(request("人?都 OR 安全?产")) == whole


def test_nearness_counts_in_articles_too(small_on_cluster: OpenIndex) -> None:
    asked = request("(甲 NEAR/5 乙) 数字", scope=Scope.ARTICLE)
    assert small_on_cluster.exact.search(asked).counts == Counts(None, 0, 0)
