from hypothesis import given
from hypothesis import strategies as st

from app.web.article.hits import NumberedHits, find_place
from app.web.core.params import ReadParams, SearchParams

SPANS = st.lists(
    st.tuples(st.integers(0, 90), st.integers(1, 5)).map(lambda s: (s[0], s[0] + s[1])), max_size=6
)


def numbered(counts: list[int]) -> NumberedHits:
    """Hits by block: so many in each."""
    spans = {f"b{at}": tuple((2 * n, 2 * n + 1) for n in range(count)) for at, count in enumerate(counts)}
    return NumberedHits([(f"b{at}", 100) for at in range(len(counts))], spans)


def params(hit: int = 0, at: str = "") -> ReadParams:
    return ReadParams(SearchParams(q="甲"), hit=hit, at=at)


@given(st.lists(SPANS, max_size=8))
def test_numbers_run_on_from_block_to_block(spans: list[list[tuple[int, int]]]) -> None:
    hits = NumberedHits(
        [(f"b{at}", 100) for at in range(len(spans))],
        {f"b{at}": tuple(each) for at, each in enumerate(spans)},
    )
    assert sum(map(len, hits.spans.values())) == hits.total == len(hits.places())
    assert hits.places() == sorted(hits.places())
    for number in range(1, hits.total + 1):
        block = hits.block_of(number)
        assert hits.before(block) < number
        assert hits.first(block) <= number


def test_a_hit_and_its_paragraph_are_one_place() -> None:
    hits = numbered([2, 0, 3])
    place = find_place(hits, params(hit=4), "")
    assert (place.block, place.hit, place.passed) == ("b2", 4, 4)
    assert find_place(hits, params(hit=99), "").hit == 5
    assert find_place(hits, params(at="b2"), "").hit == 3
    assert find_place(hits, params(), "b2").hit == 3


def test_a_paragraph_without_hits_has_none_in_hand() -> None:
    place = find_place(numbered([2, 0, 3]), params(), "b1")
    assert (place.block, place.hit, place.passed) == ("b1", 0, 2)


def test_the_paragraph_of_an_address_counts_more_than_a_number_of_another() -> None:
    assert find_place(numbered([2, 0, 3]), params(hit=1), "b2").hit == 3
    assert find_place(numbered([2, 0, 3]), params(hit=4), "b2").hit == 4


def test_without_anything_asked_nothing_is_in_hand() -> None:
    assert find_place(numbered([2]), params(), "") == find_place(numbered([2]), params(at="gone"), "")
    assert not find_place(numbered([2]), params(), "").block
