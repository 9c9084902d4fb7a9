from pathlib import Path

from app.analysis.formulations.keyness import compare
from app.library.library import Library
from app.search.request import Filter
from tests.builders import build_dated_library

SAID, OTHER = "新质生产力", "普惠包容"
TEXTS = [
    *((f"2020-0{n}-05", f"坚持{SAID}。推动{SAID}，{SAID}的{n}") for n in range(1, 5)),
    *((f"2021-0{n}-05", f"坚持{OTHER}。推动{OTHER}，{OTHER}的{n}") for n in range(1, 5)),
]


def test_a_part_prefers_what_it_has_alone(tmp_path: Path) -> None:
    with Library(build_dated_library(tmp_path, TEXTS)).snapshot() as snapshot:
        found = compare(snapshot, snapshot.formulations(), Filter("year", "2020"), None)
        named = compare(snapshot, snapshot.formulations(), Filter("year", "2020"), Filter("year", "2021"))
    assert tuple(found.rows) == tuple(named.rows)
    assert (found.rows[0].formulation.text, found.rows[-1].formulation.text) == (SAID, OTHER)
    assert found.rows[0].occurrences == (12, 0)
    assert found.rows[-1].log_likelihood < 0 < found.rows[0].log_likelihood
    assert found.one.articles + found.other.articles == len(TEXTS)
