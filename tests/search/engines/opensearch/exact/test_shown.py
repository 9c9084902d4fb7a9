import pytest

from app.search.contract import OpenIndex
from tests.search.libraries import request

pytestmark = pytest.mark.cluster


def test_a_query_of_fields_alone_marks_what_it_found_in_titles(small_on_cluster: OpenIndex) -> None:
    (hit,) = small_on_cluster.exact.search(request("标题:开放")).hits
    assert (hit.block, hit.spans) == ("a1-t", ((5, 7),))
    (hit, *_) = small_on_cluster.exact.search(request("作者:张三")).hits
    assert hit.spans == ()
