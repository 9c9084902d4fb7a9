import pytest

from app.search.concordance import Order
from app.search.engines.local.concordance.reader import ConcordanceReader
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
