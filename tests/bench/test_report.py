from dataclasses import replace
from pathlib import Path

from bench.changes import Changes
from bench.findings import AFTER_A_YEAR, Quality, Size, Timing
from bench.processes import Taken
from bench.report import Found, write_report
from bench.serving import Served, Serving
from bench.starts import Starts


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
    assert "| full build: processor | 70 s | ≤ 98 s |" in told
    assert "## Pages" not in told


def test_a_line_to_larger_libraries_is_drawn_from_two_sizes_and_none_from_one(tmp_path: Path) -> None:
    larger = Size(40, 400, 80_000_000, Taken(320, 280, 950), 1520, ())
    assert "1,000 million" not in page(tmp_path, found(SIZE))
    assert "1,000 million" in page(tmp_path, replace(found(SIZE), larger=larger))


def test_a_run_in_which_nothing_failed_tells_of_every_part(tmp_path: Path) -> None:
    one, served = Taken(1.0, 1.2, 200), Served((0.01, 0.02), 240)
    timings = tuple(
        Timing(name, None, (0.001, 0.002)) for name in (AFTER_A_YEAR, "tantivy", "SQLite FTS5 trigram")
    )
    whole = replace(SIZE, timings=timings, changes=Changes(one, one, 1.2, 1.9), served=served)
    measured = replace(
        found(replace(SIZE, characters=5_000_000, timings=timings[:1]), whole),
        larger=replace(whole, characters=80_000_000, megabytes=1520),
        started=Starts(one, one, one),
        qualities=(Quality("Judou", 0.7, 0.001), Quality("other", 0.6, 0.04)),
        serving=Serving(0.9, served, 50, 245, ((0.01, 0.5), (0.02, 0.6))),
        desk="## The research desk\n",
        disk=(("words", 7), ("database", 3)),
        segments=9,
    )
    told = page(tmp_path, measured)
    for heading in ("Goals", "Phrases", "Known items", "Pages", "The research desk", "On disk", "Growth"):
        assert f"\n## {heading}\n" in told
    for row in (
        "full build, 4 times the library: memory of all processes",
        "one page more, 4 times the library: processor ×",
    ):
        assert f"| {row} |" in told
    assert "phrases, after a year of daily changes: times as fast as tantivy" in told
    assert "has left 9 segments" in told
    assert "failed" not in told
    assert (tmp_path / "growth.svg").is_file()
