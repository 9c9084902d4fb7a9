from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.pieces.lengths import COMPARED, longest_lengths
from tests.builders import index_article
from tests.search.engines.local.conftest import Open


def lengths(lane: ExactSearcher, text: str) -> list[int]:
    found: list[int] = longest_lengths(lane.bare, text).tolist()
    return found


def test_lengths_beyond_what_is_compared_at_once_are_right(opened: Open) -> None:
    long = "".join(chr(ord("ぁ") + n) for n in range(80)) + "".join(map(str, range(COMPARED)))
    lane = opened([index_article("a0", None, long), index_article("b0", None, long[50:] + "甲乙丙")])
    assert lengths(lane, long) == [len(long) - at for at in range(len(long))]
    further = long + "甲乙"
    assert lengths(lane, further) == [
        (len(long) if at < 50 else len(further)) - at for at in range(len(further))
    ]


def test_no_length_reaches_from_a_block_into_the_next(opened: Open) -> None:
    lane = opened([index_article("a0", None, "改革", "开放")])
    assert lengths(lane, "改革开放") == [2, 1, 2, 1]
