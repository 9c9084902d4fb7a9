import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.concordance import Order
from app.search.engines.local.concordance.reader import ConcordanceReader
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from tests.builders import index_article
from tests.search.engines.local.conftest import Open
from tests.search.libraries import request

LIBRARY = [
    index_article("a1", None, "坚持改革中", date="2024-02-01"),
    index_article("b1", None, "深化改革，", date=None),
    index_article("c1", None, "推进改革啊", date="2023-01-01"),
    index_article("d1", None, "改革"),
]


@pytest.mark.parametrize(
    ("order", "blocks"),
    [
        # The end of a block, punctuation, then by pinyin: a, zhong.
        (Order.RIGHT, "dbca"),
        # Outward: nothing, chi, hua, jin.
        (Order.LEFT, "dabc"),
        (Order.PLACE, "abcd"),
        (Order.DATE, "cabd"),
    ],
)
def test_orders_are_by_pinyin_outward_by_place_and_by_date(opened: Open, order: Order, blocks: str) -> None:
    found = ConcordanceReader(opened(LIBRARY)).occurrences(request("改革"), order, 0, 10)
    assert "".join(each.block[0] for each in found) == blocks


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32), st.sampled_from([Order.RIGHT, Order.LEFT]), st.integers(1, 3))
def test_any_slice_is_that_of_all_in_order(seed: int, order: Order, letters: int) -> None:
    rng = random.Random(seed)
    texts = ["".join(rng.choices("甲，乙丙丁"[: letters + 1], k=rng.randint(0, 60))) for _ in range(60)]
    articles = [index_article(f"{chr(97 + n)}0", None, *texts[n::2]) for n in range(2)]
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in "ab"]
        for file, article in zip(files, articles, strict=True):
            write_segment(file, [article])
        lane = ConcordanceReader(ExactSearcher(files, 10**9))
        every = lane.occurrences(request("甲"), order, 0, 10**6)
        for first in range(0, len(every) + 40, 37):
            assert lane.occurrences(request("甲"), order, first, 20) == every[first : first + 20]


def test_places_in_articles_are_shares_of_their_texts(opened: Open) -> None:
    articles = [index_article("a1", None, "甲乙丙丁", "甲甲"), index_article("b1", "甲", "乙乙")]
    lane = ConcordanceReader(opened(articles))
    one, other = lane.article_places([request("甲"), request("丁")], ["b1", "a1", "c1"])
    assert one == {"a1": (0, 4 / 6, 5 / 6), "b1": (0,)}
    assert other == {"a1": (0.5,)}
