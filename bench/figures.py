"""What is to be reached, row by row: what was measured beside its goal."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.changes import Changes
from bench.findings import AFTER_A_YEAR, Quality, Size, ratio
from bench.quantiles import median, p95
from bench.serving import Serving
from bench.starts import Starts

MILLI = 1000
BYTES = "{:.1f} bytes"
FULL_BUILD = 75
"""Seconds of the processor that building the laws should take, without what is the research desk's alone."""
OF_DESK = 0.3
"""What the desk may take beyond that, as a share of it."""
USUAL_YARDSTICK = 0.53
"""Seconds of the processor that the yardstick takes on the machine for which goals in seconds were set."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A row: what it tells of, what was measured, the goal in words, and how many times the most that was
    aimed at it has become; ``timed`` says that this is a time."""

    name: str
    measured: str
    goal: str
    excess: float = 0.0
    timed: bool = False

    def cells(self, slowness: float = 1.0) -> list[str]:
        """Return the row as a table has it, with * where the goal is missed and ° where that is no more than
        the machine is slower than the one of the goals, ``slowness`` times."""
        missed = self.excess > 1
        mark = (" °" if self.timed and self.excess <= slowness else " *") if missed else ""
        return [self.name, self.measured, self.goal + mark]


def slowness(started: Starts | None) -> float:
    """Return how many times as long the yardstick took as on the machine of the goals; 1 if unknown."""
    return started.yardstick.processor / USUAL_YARDSTICK if started else 1.0


def at_most(name: str, value: float, most: float, form: str, timed: bool = False) -> Figure:
    """Return the row of a value that should not exceed another; ``form`` writes both."""
    return Figure(name, form.format(value), f"≤ {form.format(most)}", value / most, timed)


def without_goal(name: str, measured: str) -> Figure:
    """Return the row of what is told for its own sake."""
    return Figure(name, measured, "")


def at_least(name: str, value: float, least: float, form: str) -> Figure:
    """Return the row of a value that should reach another."""
    return Figure(name, form.format(value), f"≥ {form.format(least)}", least / value)


def figures(
    started: Starts | None,
    whole: Size,
    larger: Size | None,
    qualities: Sequence[Quality],
    serving: Serving | None,
) -> list[Figure]:
    """Return the rows of all that was measured."""
    return [
        *(_starts(started) if started else ()),
        *(of_changes("", whole.changes, started) if started else ()),
        *(of_changes(_times(whole, larger), larger.changes, started) if larger and started else ()),
        *(_growth_of_changes(whole, larger) if larger else ()),
        *_builds(whole, larger),
        *(_phrases(whole) if whole.timings else ()),
        *(_words(qualities) if qualities else ()),
        *(_pages(serving) if serving else ()),
        *(_memory_growth(whole, larger) if larger else ()),
    ]


def _times(whole: Size, larger: Size) -> str:
    return f", {larger.characters / whole.characters:.0f} times the library"


def _starts(started: Starts) -> Iterator[Figure]:
    yardstick = started.yardstick
    yield Figure(
        "`import numpy, sqlalchemy`: processor / wall",
        f"{yardstick.processor:.2f} / {yardstick.seconds:.2f} s",
        "the yardstick of starts",
    )
    for name, taken, share, most in (
        ("`judou --help`", started.help, 0.75, 0.4),
        ("`judou count 改革`", started.count, 2.25, 0.9),
    ):
        ratio = taken.processor / yardstick.processor
        yield Figure(
            f"{name}: processor / wall / times the yardstick",
            f"{taken.processor:.2f} / {taken.seconds:.2f} s / {ratio:.2f}",
            f"≤ {most} s, or {share} times",
            min(taken.seconds / most, ratio / share),
        )


def of_changes(where: str, found: Changes | None, started: Starts) -> Iterator[Figure]:
    """Yield the rows of what changes cost; none where none were made."""
    if not found:
        return
    more = found.one_more
    for name, taken, further in (("one page more", more, 1.0), ("nothing changed", found.nothing, 0.3)):
        for how, spent, start in (
            ("processor", taken.processor, started.help.processor),
            ("wall", taken.seconds, started.help.seconds),
        ):
            goal = f"≤ {start + further:.2f} s" + (f": start + {further:g} s" if how == "processor" else "")
            yield Figure(f"{name}{where}: {how}", f"{spent:.2f} s", goal, (spent - start) / further, True)
    yield at_most(f"one page more{where}: memory", more.memory, 300, "{:.0f} MB")
    seen = f"{found.seen:.2f} s, {found.seen_at_most:.2f} s at most"
    told = f"seen by `serve --watch` after a file is closed{where}"
    yield Figure(told, seen, "≤ 1.5 s", found.seen / 1.5, True)


def _growth_of_changes(whole: Size, larger: Size) -> Iterator[Figure]:
    if whole.changes and larger.changes:
        ratio = larger.changes.one_more.processor / whole.changes.one_more.processor
        yield at_most(f"one page more{_times(whole, larger)}: processor ×", ratio, 1.2, "{:.2f}")


def _builds(whole: Size, larger: Size | None) -> Iterator[Figure]:
    yield from _of_build("full build", whole, FULL_BUILD)
    if larger:
        most = FULL_BUILD * larger.characters / whole.characters
        yield from _of_build(f"full build{_times(whole, larger)}", larger, most)
    if whole.desk:
        each = (whole.megabytes - whole.desk.megabytes) * 1e6 / whole.characters
        yield at_most("index on disk without the desk's parts, texts included, a character", each, 20, BYTES)
        yield at_most("the desk's parts on disk", whole.desk.megabytes, 80, "{:.0f} MB")
    else:
        each = whole.megabytes * 1e6 / whole.characters
        yield at_most("index on disk, texts included, a character", each, 20, BYTES)


def _of_build(what: str, size: Size, most: float) -> Iterator[Figure]:
    """Yield what a build took; ``most`` seconds of the processor were the goal before there was a desk, whose
    parts every build makes."""
    processor, memory = size.build.processor, size.build.memory
    if size.desk:
        own = size.desk.processor
        yield at_most(f"{what} without the desk's parts: processor", processor - own, most, "{:.0f} s", True)
        share = own / (processor - own)
        told = f"{own:.1f} s, {share:.0%}"
        yield Figure("the desk's parts of it: processor", told, f"≤ {OF_DESK:.0%}", share / OF_DESK)
    yield at_most(f"{what}: processor", processor, most * (1 + OF_DESK), "{:.0f} s", True)
    yield at_most(f"{what}: memory of all processes", memory, 1000, "{:,.0f} MB")
    if size.desk:
        own = size.desk.memory
        yield at_most("the desk's parts made by themselves: memory", own, memory, "{:,.0f} MB")


def _phrases(whole: Size) -> Iterator[Figure]:
    ours = whole.timings[0]
    library = "after a year of daily changes" if ours.name == AFTER_A_YEAR else "the library as built"
    for name, goal in (("tantivy", 1.0), ("SQLite FTS5 trigram", 6.0)):
        for peer in whole.timings:
            if peer.name == name:
                told = f"phrases, {library}: times as fast as {name}, medians"
                yield at_least(told, ratio(ours, peer), goal, "{:.2f}")


def _words(qualities: Sequence[Quality]) -> Iterator[Figure]:
    ours, *others = qualities
    yield at_most("related lane, median", ours.seconds * MILLI, 1.5, "{:.2f} ms", True)
    best = max(other.mrr for other in others)
    yield at_least("related lane, MRR@10", ours.mrr, best, "{:.4f}")


def _pages(serving: Serving) -> Iterator[Figure]:
    yield at_most("first page after the start, nothing to build", serving.start, 1.0, "{:.2f} s", True)
    held = serving.held
    yield at_most("memory of a worker that has answered this run's pages", held, 250, "{:.0f} MB")
    ours, theirs = (tuple(times) for times in zip(*serving.compared, strict=True))
    pages = serving.served.pages
    yield at_most("result page of a new phrase, p50", median(pages) * MILLI, 12, "{:.1f} ms", True)
    yield at_most("result page of a new phrase, p95", p95(pages) * MILLI, 20, "{:.1f} ms", True)
    yield at_most("the slowest of these", max(pages) * MILLI, 100, "{:.1f} ms", True)
    quantiles: tuple[tuple[str, Callable[[Sequence[float]], float], float], ...]
    quantiles = (("p50", median, 30), ("p95", p95, 20))
    for name, quantile, goal in quantiles:
        times = quantile(theirs) / quantile(ours)
        yield at_least(f"times as fast as Datasette's page, {name}", times, goal, "{:.1f}")


def _memory_growth(whole: Size, larger: Size) -> Iterator[Figure]:
    if whole.served and larger.served:
        where = _times(whole, larger)
        held = whole.served.megabytes, larger.served.megabytes
        each = (held[1] - held[0]) * 1e6 / (larger.characters - whole.characters)
        told = f"memory of a worker after {len(whole.served.pages)} pages, and{where[1:]}"
        measured = f"{held[0]:.0f} MB, {held[1]:.0f} MB"
        yield Figure(told, measured, "the first ≤ 250 MB", held[0] / 250)
        yield at_most("its growth, a character", each, 4, "{:.1f} bytes")
