from dataclasses import replace

from bench.changes import Changes
from bench.desk_build import DeskBuild
from bench.figures import at_least, at_most, figures, of_changes, slowness
from bench.findings import AFTER_A_YEAR, Quality, Size, Timing, ratio
from bench.processes import Taken, middle
from bench.serving import Served, Serving
from bench.starts import Starts


def size(characters: int, held: float) -> Size:
    taken = Taken(80, 100, 900)
    timings = (
        Timing("Judou", None, (1.0, 1.0, 1.0)),
        Timing("tantivy", 1, (0.5, 2.0, 3.0)),
        Timing("SQLite FTS5 trigram", 1, (None, 4.0, 8.0)),
    )
    one = Changes(Taken(1.0, 1.2, 200), Taken(0.5, 0.4, 90), 1.2, 1.9)
    return Size(10, 100, characters, taken, 380, timings, one, Served((0.01, 0.02), held))


def test_a_figure_tells_whether_its_goal_is_reached() -> None:
    assert at_most("memory", 300, 300, "{:.0f} MB").cells() == ["memory", "300 MB", "≤ 300 MB"]
    assert at_most("memory", 301, 300, "{:.0f} MB").cells() == ["memory", "301 MB", "≤ 300 MB *"]
    assert at_least("times", 0.9, 1, "{:.1f}").cells() == ["times", "0.9", "≥ 1.0 *"]


def test_a_time_that_a_slower_machine_explains_is_told_apart() -> None:
    late = at_most("start", 1.5, 1, "{:.1f} s", timed=True)
    assert late.cells()[2] == late.cells(1.4)[2] == "≤ 1.0 s *"
    assert late.cells(1.5)[2] == "≤ 1.0 s °"
    assert at_most("start", 1, 1, "{:.1f} s", timed=True).cells(1.5)[2] == "≤ 1.0 s"
    assert at_most("memory", 301, 300, "{:.0f} MB").cells(1.5)[2] == "≤ 300 MB *"
    yardstick = Taken(0.8, 0.795, 60)
    assert round(slowness(Starts(yardstick, yardstick, yardstick)), 6) == 1.5
    assert slowness(None) == 1


def test_what_a_change_takes_beyond_the_start_is_compared() -> None:
    quick = Taken(0.2, 0.2, 30)
    started = Starts(quick, quick, quick)
    late = Changes(Taken(1.4, 1.4, 200), Taken(0.3, 0.3, 90), 1.2, 1.9)
    row = next(of_changes("", late, started))
    assert row.cells() == ["one page more: processor", "1.40 s", "≤ 1.20 s: start + 1 s *"]
    assert row.cells(1.2)[2].endswith("°")
    assert row.cells(1.19)[2].endswith("*")


def test_ratios_are_of_what_both_can_search_for() -> None:
    ours, tantivy, trigrams = size(1, 1).timings
    assert ratio(ours, tantivy) == 2.0
    assert ratio(ours, trigrams) == 6.0


def test_of_several_rounds_the_middle_counts_and_the_most_memory() -> None:
    rounds = [Taken(1, 3, 50), Taken(2, 2, 70), Taken(9, 1, 60)]
    assert middle(rounds) == Taken(2, 2, 70)


def test_each_goal_has_its_row() -> None:
    started = Starts(Taken(0.5, 0.5, 60), Taken(0.3, 0.3, 30), Taken(0.8, 0.9, 80))
    judged = [Quality("Judou", 0.7, 0.001), Quality("other", 0.6, 0.04)]
    served = Served((0.01, 0.02), 240)
    serving = Serving(0.9, served, 50, 245, ((0.01, 0.5), (0.02, 0.6)))
    rows = {
        row.name: row.measured
        for row in figures(started, size(20_000_000, 240), size(80_000_000, 480), judged, serving)
    }
    assert rows["one page more: processor"] == "1.20 s"
    assert rows["one page more, 4 times the library: memory"] == "200 MB"
    assert rows["one page more, 4 times the library: processor ×"] == "1.00"
    assert rows["index on disk, texts included, a character"] == "19.0 bytes"
    assert rows["its growth, a character"] == "4.0 bytes"
    assert rows["times as fast as Datasette's page, p50"] == "36.7"
    assert len(rows) == 34


def test_what_was_not_measured_has_no_row() -> None:
    whole = replace(size(20_000_000, 240), timings=(), changes=None, served=None)
    rows = [row.name for row in figures(None, whole, None, (), None)]
    assert rows == [
        "full build: processor",
        "full build: memory of all processes",
        "index on disk, texts included, a character",
    ]


def test_phrases_are_told_of_the_library_in_which_they_were_timed() -> None:
    built = size(20_000_000, 240)
    grown = replace(built, timings=(Timing(AFTER_A_YEAR, None, (1.0, 1.0, 1.0)), *built.timings[1:]))
    for whole, told in ((built, "the library as built"), (grown, "after a year of daily changes")):
        rows = [row.name for row in figures(None, whole, None, (), None)]
        assert f"phrases, {told}: times as fast as tantivy, medians" in rows


def test_what_is_the_desks_alone_is_told_apart_and_has_goals_of_its_own() -> None:
    whole = replace(size(20_000_000, 240), timings=(), changes=None, served=None)
    rows = figures(None, replace(whole, desk=DeskBuild(20.0, 700.0, 40.0)), None, (), None)
    assert [row.cells() for row in rows] == [
        ["full build without the desk's parts: processor", "80 s", "≤ 75 s *"],
        ["the desk's parts of it: processor", "20.0 s, 25%", "≤ 30%"],
        ["full build: processor", "100 s", "≤ 98 s *"],
        ["full build: memory of all processes", "900 MB", "≤ 1,000 MB"],
        ["the desk's parts made by themselves: memory", "700 MB", "≤ 900 MB"],
        ["index on disk without the desk's parts, texts included, a character", "17.0 bytes", "≤ 20.0 bytes"],
        ["the desk's parts on disk", "40 MB", "≤ 80 MB"],
    ]
