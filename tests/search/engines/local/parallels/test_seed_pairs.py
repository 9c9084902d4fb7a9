from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.engines.local.exact.phrase_index import points_of
from app.search.engines.local.parallels.article_text import ArticleText
from app.search.engines.local.parallels.seed_pairs import seed_pairs
from app.search.parallels import SEED


def article(text: str) -> ArticleText:
    points = points_of(f"{text}\0")
    return ArticleText(0, 0, 0, 0, points[:1] * 0, points)


@settings(deadline=None)
@given(st.text("甲乙\0", max_size=40), st.text("甲乙\0", max_size=40))
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
            if length >= SEED and begins:
                expected.append((start, start + length, place, place + length, length))
    found = seed_pairs(article(one), article(other))
    assert sorted(zip(*(column.tolist() for column in found), strict=True)) == sorted(expected)


def test_what_is_repeated_without_end_is_paired_in_its_order() -> None:
    found = seed_pairs(article("甲" * 1000), article("甲" * 900))
    assert len(found.first) <= 1000
    assert found.matched.max() == 900
