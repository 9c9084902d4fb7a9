from pathlib import Path

from app.search.engines.local.parallels.shifts.reader import ShiftsReader
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

BEFORE, AFTER = "推动经济全球化朝着更加开放包容", "的方向发展，完善对外开放体制机制"


def test_pairs_are_kept_with_their_generation(opened: Open, tmp_path: Path) -> None:
    texts = [f"{BEFORE}{inside}{AFTER}" for inside in ("均衡", "普惠")]
    exact = opened([index_article(f"{n}0", None, text) for n, text in zip("ab", texts, strict=True)])
    first, second = (ShiftsReader(tmp_path, exact).shifts(60, "") for _ in range(2))
    assert first is not None
    assert second is not None
    assert list(first) == list(second)
    assert [each.name for each in tmp_path.glob("shifts-*")] != []
    assert ShiftsReader(tmp_path, exact).shifts(60, "改革") is not None
