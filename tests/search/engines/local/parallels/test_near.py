import numpy as np
import pytest

from app.search.engines.local.parallels.near import LibraryText, Pairs, extended, without_overlaps
from app.search.parallels import AGREEMENT, LEAST_SELDOM
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

SAME = "甲乙丙丁戊己庚辛壬癸"
PADDING = "子丑寅卯辰巳午未申酉"


def grown(opened: Open, first: str, second: str) -> list[tuple[str, str, int]]:
    """The pair around the first characters of ``SAME``, in both texts."""
    lane = opened([index_article("a0", None, first), index_article("b0", None, second)])
    index = lane.bare
    at = index.positions(SAME)
    one, other = np.sort(at).astype(np.int64)[:, None]
    length = np.array([len(SAME)])
    text = LibraryText(index)
    found, _ = extended(text, text, Pairs(one, one + length, other, other + length, length))
    rows = zip(*(column.tolist() for column in found), strict=True)
    return [(index._text(a, b - a), index._text(c, d - c), matched) for a, b, c, d, matched in rows]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{SAME}一{PADDING}", f"{SAME}二{PADDING}"),
        (f"{SAME}一二三{PADDING}", f"{SAME}{PADDING}"),
        (f"{PADDING}一{SAME}", f"{PADDING}二三四{SAME}"),
    ],
    ids=["changed", "left-out", "added-before"],
)
def test_passages_grow_over_what_differs(opened: Open, first: str, second: str) -> None:
    assert grown(opened, first, second) == [(first, second, 20)]


def test_passages_end_where_too_little_agrees(opened: Open) -> None:
    """Of 10 characters, and 8 and 8 that differ, less than three quarters agree."""
    apart = f"{SAME}一二三四五六七八{PADDING}", f"{SAME}上下左右前后内外{PADDING}"
    assert grown(opened, *apart) == []
    assert AGREEMENT * (len(apart[0])) > LEAST_SELDOM


def test_passages_end_with_their_block(opened: Open) -> None:
    lane = opened([index_article("a0", None, SAME, PADDING), index_article("b0", None, SAME + PADDING)])
    index = lane.bare
    one, other = np.sort(index.positions(SAME)).astype(np.int64)[:, None]
    length = np.array([len(SAME)])
    text = LibraryText(index)
    found, _ = extended(text, text, Pairs(one, one + length, other, other + length, length))
    assert len(found.first) == 0


def test_of_pairs_that_overlap_in_both_texts_the_best_stays() -> None:
    columns = ([0, 5, 0, 40], [20, 30, 20, 60], [0, 5, 100, 0], [20, 30, 120, 20], [18, 24, 19, 17])
    pairs = Pairs(*map(np.array, columns))
    assert without_overlaps(pairs, np.zeros(4, int)).first.tolist() == [5, 0, 40]
    assert without_overlaps(pairs, np.array([0, 1, 0, 0])).first.tolist() == [0, 5, 0, 40]
