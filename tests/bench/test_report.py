from dataclasses import replace
from pathlib import Path

from bench.findings import Size
from bench.processes import Taken
from bench.report import Found, write_report


def found(*sizes: Size) -> Found:
    return Found(
        sizes=sizes, phrases=(), started=None, qualities=(), serving=None, desk="", disk=(), segments=0
    )


def page(folder: Path, measured: Found) -> str:
    write_report(measured, folder)
    return (folder / "performance.md").read_text(encoding="utf-8")


SIZE = Size(10, 100, 20_000_000, Taken(80, 70, 900), 380, ())


def test_a_page_is_written_of_what_was_measured_and_names_what_was_not(tmp_path: Path) -> None:
    told = page(tmp_path, replace(found(SIZE), lost=("changes", "pages")))
    assert "failed in this run: changes, pages." in told
    assert "| full build: processor | 70 s | ≤ 75 s |" in told
    assert "## Pages" not in told


def test_a_line_to_larger_libraries_is_drawn_from_two_sizes_and_none_from_one(tmp_path: Path) -> None:
    larger = Size(40, 400, 80_000_000, Taken(320, 280, 950), 1520, ())
    assert "1,000 million" not in page(tmp_path, found(SIZE))
    assert "1,000 million" in page(tmp_path, replace(found(SIZE), larger=larger))
