from hypothesis import given, settings
from hypothesis import strategies as st

from app.code_points import points_of
from app.search.engines.local.parallels.article_text import ArticleText
from app.search.engines.local.parallels.seed_pairs import seed_pairs, shared_stretches
from app.search.parallels import SHORTEST

TEXT = st.lists(st.sampled_from(["甲乙甲甲乙乙乙甲", "甲", "乙", "\0"]), max_size=9).map("".join)


def article(text: str) -> ArticleText:
    points = points_of(f"{text}\0")
    return ArticleText(0, 0, 0, 0, points[:1] * 0, points)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_pairs_are_those_of_a_plain_scan(one: str, other: str) -> None:
    expected = []
    for start in range(len(one)):
        for place in range(len(other)):
            length = 0
            while (
                start + length < len(one)
                and place + length < len(other)
                and one[start + length] == other[place + length] != "\0"
            ):
                length += 1
            begins = not (start and place and one[start - 1] == other[place - 1] != "\0")
            if length >= SHORTEST and begins:
                expected.append((start, start + length, place, place + length, length))
    found = shared_stretches(article(one), article(other))
    assert sorted(zip(*(column.tolist() for column in found), strict=True)) == sorted(expected)


def test_what_is_repeated_without_end_is_paired_in_its_order() -> None:
    for pairs in (seed_pairs, shared_stretches):
        found = pairs(article("甲" * 1000), article("甲" * 900))
        assert len(found.first) <= 1000
        assert found.matched.max() == 900


def test_short_strings_that_are_repeated_are_paired_in_their_order() -> None:
    """Twice in either text, all four pairs; three times, three."""
    same = "甲乙丙丁戊己"
    for times, pairs in ((1, 1), (2, 4), (3, 3)):
        one, other = (
            article("".join(f"{same}{char}" for char in chars[:times])) for chars in ("一二三", "上中下")
        )
        assert len(seed_pairs(one, other).first) == pairs
