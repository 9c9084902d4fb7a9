import numpy as np

from app.search.engines.local.exact.segment.seeds import SeedTable
from app.search.engines.local.parallels.article_text import article_text
from app.search.engines.local.parallels.maximal import LongestRanges, SegmentMatcher
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

A = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
LIBRARY = [
    index_article("a0", None, f"前{A}后"),
    index_article("b0", None, f"{A[:14]}，另{A[3:]}"),
    index_article("c0", None, "无关", A[:7]),
]


def matcher(opened: Open) -> tuple[SegmentMatcher, list[tuple[int, int]]]:
    lane = opened(LIBRARY)
    own = article_text(lane, 0)
    found = SegmentMatcher(lane.bare, 0, own, SeedTable(lane.segments[0]))
    return found, found.stretches(12)


def test_seeds_tell_which_stretches_to_look_at(opened: Open) -> None:
    _, stretches = matcher(opened)
    assert stretches == [(1, 17)]


def test_passages_overlap_where_neither_is_in_the_other(opened: Open) -> None:
    found, stretches = matcher(opened)
    assert list(found.passages(*stretches[0], 12)) == [(1, 15), (4, 17)]
    assert list(found.passages(*stretches[0], 14)) == [(1, 15)]


def test_what_lies_in_a_known_passage_is_not_looked_for(opened: Open) -> None:
    found, stretches = matcher(opened)
    within = LongestRanges([(0, 16), (2, 15)])
    assert within.ranges == [(0, 16)]
    assert [within.end_of(place) for place in (0, 5, 16)] == [16, 16, 16]
    assert list(found.passages(*stretches[0], 12, within)) == [(4, 17)]
    assert not list(found.passages(*stretches[0], 12, LongestRanges([(0, 17)])))


def test_positions_leave_the_article_itself_out(opened: Open) -> None:
    lane = opened(LIBRARY)
    own = article_text(lane, 0)
    found = SegmentMatcher(lane.bare, 0, own, SeedTable(lane.segments[0]))
    positions = found.positions(1, 8)
    assert sorted(lane.columns.article_of[lane.bare.blocks(positions)].tolist()) == [1, 2]


def test_places_of_seeds_are_all_or_more_than_asked_for(opened: Open) -> None:
    """Six of eleven stand twice in another article, two of them in two others."""
    found, _ = matcher(opened)
    times = np.array([0, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1, 1])
    for most in (1, 2, 5):
        at, positions = found.seed_places(np.arange(1, 12), most)
        counted = np.bincount(at, minlength=12)
        assert (np.minimum(counted, most + 1) == np.minimum(times, most + 1)).all()
        assert len(set(positions.tolist())) == len(positions)
    assert found.seed_places(np.zeros(0, np.int64), 2)[0].size == 0
