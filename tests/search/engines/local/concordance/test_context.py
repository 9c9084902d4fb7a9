from app.code_points import text_of
from app.search.engines.local.concordance.context import left_of, right_of
from app.search.engines.local.exact.searcher import ExactSearcher
from tests.builders import index_article
from tests.search.engines.local.conftest import Open
from tests.search.libraries import request


def around(lane: ExactSearcher, phrase: str, width: int) -> list[tuple[str, str]]:
    index, places = lane.all_places(request(phrase))
    sides = left_of(index, places, width), right_of(index, places, width)
    return [
        (text_of(left).rstrip("\0"), text_of(right).rstrip("\0")) for left, right in zip(*sides, strict=True)
    ]


def test_contexts_read_outward_and_end_where_the_block_ends(opened: Open) -> None:
    lane = opened([index_article("a1", "改革", "扩大开放，改革", "改革开放到底")])
    assert around(lane, "改革", 3) == [("", ""), (",放开", ""), ("", "开放到")]


def test_what_begins_a_segment_has_nothing_before_it(opened: Open) -> None:
    lane = opened([index_article("a1", None, "再改革")])
    assert around(lane, "改革", 30) == [("再", "")]
