from os import W_OK
from pathlib import Path

import pytest

from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.parallels.shifts import reader
from app.search.engines.local.parallels.shifts.reader import ShiftsReader
from app.search.engines.local.parallels.shifts.table import ShiftTable
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

BEFORE, AFTER = "推动经济全球化朝着更加开放包容", "的方向发展，完善对外开放体制机制"
LIBRARY = [
    index_article(f"{n}0", None, f"{BEFORE}{inside}{AFTER}")
    for n, inside in zip("ab", ("均衡", "普惠"), strict=True)
]


def test_pairs_are_kept_with_their_generation(opened: Open, tmp_path: Path) -> None:
    exact = opened(LIBRARY)

    def shifts(containing: str) -> list[object] | None:
        found = ShiftsReader(tmp_path, exact, [tmp_path / "exact"], [[]]).shifts(60, containing)
        return None if found is None else list(found)

    first, second = shifts(""), shifts("")
    assert first
    assert first == second
    assert [each.name for each in tmp_path.glob("shifts-*")] != []
    assert shifts("改革") == []


@pytest.mark.parametrize("writable", [True, False])
def test_a_large_library_is_compared_apart_where_that_can_be_kept(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    exact = opened(LIBRARY)
    monkeypatch.setattr(reader, "LARGE", 0)
    monkeypatch.setattr(reader, "access", lambda _, wanted: writable and wanted == W_OK)
    find, compared = ShiftTable.of, []

    def here(exact: ExactSearcher) -> ShiftTable:
        compared.append(exact)
        return find(exact)

    monkeypatch.setattr(ShiftTable, "of", here)
    found = ShiftsReader(tmp_path, exact, [tmp_path / "exact"], [[]]).shifts(60, "")
    assert found is not None
    assert [{each.first.text, each.second.text} for each in found] == [{"包容均衡", "包容普惠"}]
    assert bool(compared) is not writable
