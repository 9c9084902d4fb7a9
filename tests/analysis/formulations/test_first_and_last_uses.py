from pathlib import Path

from app.analysis.formulations.first_and_last_uses import first_uses, last_uses
from app.library.library import Library
from tests.builders import build_dated_library

OLD, LASTING, NEW = "先行先试示范", "新质生产力", "普惠包容"
TEXTS = [
    ("2020-01-05", f"坚持{OLD}。推动{LASTING}发展。"),
    ("2020-02-05", f"，{OLD}，要{LASTING}！"),
    ("2020-03-05", f"{OLD}的{LASTING}，"),
    ("2020-04-05", f"看{OLD}；有{LASTING}："),
    ("2024-03-05", f"坚持{NEW}。推动{LASTING}发展。"),
    ("2024-03-06", f"，{NEW}，要{LASTING}！"),
    ("2024-03-07", f"{NEW}的开放，"),
    ("2024-03-08", f"看{NEW}；好"),
]


def test_what_is_new_and_what_is_silent_follows_from_dates(tmp_path: Path) -> None:
    with Library(build_dated_library(tmp_path, TEXTS)).snapshot() as snapshot:
        new, silent = first_uses(snapshot), last_uses(snapshot)
        assert (new.since, [each.text for each in new.formulations]) == ("2024-03", [NEW])
        assert (silent.since, [each.text for each in silent.formulations]) == ("2023-03", [OLD])
        assert (silent.before, silent.after, silent.undated) == (4, 4, 0)
        assert not last_uses(snapshot, "2025").has_data
        assert len(last_uses(snapshot, "2025").formulations) == 0


def test_what_stands_in_an_undated_article_is_neither(tmp_path: Path) -> None:
    texts = [*TEXTS, ("", f"坚持{OLD}和{NEW}。")]
    with Library(build_dated_library(tmp_path, texts)).snapshot() as snapshot:
        assert len(first_uses(snapshot).formulations) == len(last_uses(snapshot).formulations) == 0
        assert first_uses(snapshot).unknown == 2
        assert first_uses(snapshot).undated == 1
