"""Slices of the right order, merged of the lists of segments."""

import random
from pathlib import Path

import pytest

from app.collation import SortKey, sort_key
from app.search.concordance import Order
from app.search.engines.local.concordance import suffix_order
from app.search.engines.local.concordance.reader import FEW, ConcordanceReader
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from tests.builders import index_article
from tests.search.libraries import request


@pytest.fixture(scope="module")
def many() -> list[str]:
    """Texts in which many occurrences are alike for long."""
    rng = random.Random(5)
    formulas = ["改革开放取得成就。", "改革，" * 4 + "甲" * 30, "改革乙"]
    return [
        rng.choice(formulas) + "".join(rng.choices("改革丙丁，", k=rng.randint(0, 30))) for _ in range(900)
    ]


@pytest.mark.parametrize("step", [1, 64])
def test_slices_are_those_of_all_occurrences_sorted(
    tmp_path: Path, many: list[str], step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suffix_order, "_LEAST_STEP", step)  # Lists this short are sampled as long ones.
    files = [tmp_path / name for name in "abc"]
    for n, file in enumerate(files):
        write_segment(file, [index_article(f"{'abc'[n]}1", None, *many[300 * n : 300 * (n + 1)])])
    lane = ConcordanceReader(ExactSearcher(files, 10**9))
    places = lane.occurrences(request("改革"), Order.PLACE, 0, 10**6)
    texts = dict(
        zip(dict.fromkeys(each.block for each in places), (t for t in many if "改革" in t), strict=True)
    )

    def key(number: int) -> list[SortKey]:
        each = places[number]
        return [sort_key(char) for char in texts[each.block][each.span[1] :][:24]]

    order = sorted(range(len(places)), key=key)
    assert len(places) > FEW
    for first in range(0, len(places) + 50, 83):
        found = lane.occurrences(request("改革"), Order.RIGHT, first, 50)
        assert list(found) == [places[n] for n in order[first : first + 50]]
    assert lane.occurrences(request("没有"), Order.RIGHT, 0, 50) == ()
