from pathlib import Path

import numpy as np
import pytest

from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.formulations import lookup
from app.search.engines.local.formulations.candidates import Found
from app.search.engines.local.formulations.mine import mine
from app.search.engines.local.formulations.updates import restated
from app.search.engines.local.formulations.updates.changes import PageText
from tests.search.libraries import seeds_library


def test_strings_begin_and_end_at_words_and_cross_no_mark() -> None:
    page = PageText("制度型开放，深化\0", np.array([1, 0, 0, 1, 0, 1, 1, 0, 1, 1], bool))
    assert restated.cut_strings([page]) == ["制度型开放"]


@pytest.mark.parametrize("many", [0, 10**6], ids=["read as a whole", "read one by one"])
def test_the_strings_of_all_texts_are_judged_as_mining_judges_them(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restated, "_MANY", many)
    monkeypatch.setattr(restated, "_TOGETHER", 1 + many)
    monkeypatch.setattr(lookup, "_MANY", many)
    write_segment(tmp_path / "segment", seeds_library())
    exact = ExactSearcher([tmp_path / "segment"], 10**9)
    whole = exact.plain.segments[0].text(0, exact.plain.length)
    goes_on = np.unpackbits(exact.segments[0]["plain-word-goes-on"].view(np.uint8), bitorder="little")
    strings = restated.cut_strings([PageText(whole, np.append(goes_on[: len(whole)], 0) == 0)])
    found = [each for part in restated.restate(exact, strings, 3, None) for each in _rows(part)]
    assert sorted(found) == sorted(_rows(mine(exact).candidates.found))


def _rows(found: Found) -> list[tuple[str, int, float, int]]:
    columns = found.cut.tolist(), found.free.tolist(), found.words.tolist()
    return list(zip(found.texts, *columns, strict=True))
