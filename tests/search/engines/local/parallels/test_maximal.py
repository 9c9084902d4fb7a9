import numpy as np

from app.search.engines.local.exact.segment.seeds import SeedTable
from app.search.engines.local.parallels.article_text import article_text
from app.search.engines.local.parallels.maximal import Matches, SegmentMatcher
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

A = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
LIBRARY = [
    index_article("a0", None, f"前{A}后"),
    index_article("b0", None, f"{A[:14]}，另{A[3:]}"),
    index_article("c0", None, "无关", A[:7]),
]


def matcher(opened: Open) -> SegmentMatcher:
    lane = opened(LIBRARY)
    return SegmentMatcher(lane.bare, 0, article_text(lane, 0), SeedTable(lane.segments[0]))


def matches(*rows: tuple[int, int, int]) -> Matches:
    return Matches(*np.array(rows, np.int64).reshape(-1, 3).T)


def test_matches_go_on_as_far_as_both_agree(opened: Open) -> None:
    lane = opened(LIBRARY)
    found = SegmentMatcher(lane.bare, 0, article_text(lane, 0), SeedTable(lane.segments[0])).matches(12)
    assert sorted(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == [(1, 15), (4, 17)]
    begins = lane.bare.starts[lane.bare.blocks(found.positions)]
    assert sorted((found.positions - begins).tolist()) == [0, 15]
    assert set(lane.columns.article_of[lane.bare.blocks(found.positions)].tolist()) == {1}


def test_short_matches_are_none(opened: Open) -> None:
    found = matcher(opened)
    assert found.matches(14).ends.tolist() == [15]
    assert found.matches(15).ends.tolist() == []


def test_the_longest_passages_lie_in_no_other() -> None:
    found = matches((4, 17, 80), (1, 15, 70), (2, 15, 60), (4, 17, 20), (4, 16, 30))
    ranges, owners, kept = found.longest()
    assert ranges.tolist() == [[1, 15], [4, 17]]
    assert owners.tolist() == [0, 1, 1]
    assert kept.positions.tolist() == [70, 80, 20]
    assert Matches.joined([]).longest()[0].tolist() == []


def test_places_of_seeds_are_all_or_more_than_asked_for(opened: Open) -> None:
    """Six of eleven stand twice in another article, two of them in two others."""
    found = matcher(opened)
    times = np.array([0, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1, 1])
    for most in (1, 2, 5):
        at, positions = found.seed_places(np.arange(1, 12), most)
        counted = np.bincount(at, minlength=12)
        assert (np.minimum(counted, most + 1) == np.minimum(times, most + 1)).all()
        assert len(set(positions.tolist())) == len(positions)
    assert found.seed_places(np.zeros(0, np.int64), 2)[0].size == 0
