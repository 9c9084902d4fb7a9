from pathlib import Path

from app.search.concordance import Order
from app.search.engines.local.engine import LocalEngine
from tests.search.libraries import SMALL, desk, generation, opened, request


def test_one_door_leads_to_every_reading(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path)
    index = opened(engine, generation(engine, SMALL))
    found, asked = desk(index), request("开放")
    lines = found.occurrences(asked, Order.PLACE, 0, 99)
    assert len(lines) == index.exact.search(asked).counts.occurrences
    assert sum(map(len, found.article_places([asked], ["a1"])[0].values())) == len(lines)
    assert found.neighbours(asked).right.nothing >= 1
    assert found.collocates(asked, 5, 1).words
    assert found.compare("a1", "nobody") is None
    assert [piece.span for piece in found.pieces(["浦东开发乙"])[0]] == [(0, 4)]
