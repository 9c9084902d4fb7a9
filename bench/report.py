"""What a run found, as ``docs/performance.md`` and its plot."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

from bench.disk import DESK
from bench.figures import MILLI, USUAL_YARDSTICK, figures, slowness
from bench.findings import SECONDS, Quality, Size, ratio
from bench.plot import plot
from bench.quantiles import median, p95
from bench.serving import Serving
from bench.starts import Starts
from bench.year import DAILY, DAYS, MONTH

INTRODUCTION = """# Performance

Written by `make bench CORPUS=path/to/laws.tar.gz`; every figure is from one run of {minutes:.0f} minutes on
one machine ({cores} cores, {machine}, Python {python}; load average of its last 15 minutes {load:.1f}, of
which 1 to 2 are the run's own). Compare the ratios and the seconds of the processor: other work on the
machine stretches what is measured by the clock.

The corpus: {files:,} files, {paragraphs:,} paragraphs and headings, {characters:.2f} million
characters of Chinese law.
"""

GOALS = """\
What a change, a build, a start and a page cost, beside what is to be reached; * where it is not. Processor
seconds and memory are those of all processes together, and what processes share counts for each. What a
build does for the research desk alone was done once more by itself, by the functions that a build calls.
Goals in seconds are those of a machine on which the yardstick, `import numpy, sqlalchemy`, takes {usual}
seconds of the processor. In this run it took {slowness:.2f} times as long; ° marks a time that exceeds its
goal by no more than that. Python's bytecode was compiled before, of the program as of the libraries.
"""

PHRASES = """\
200 phrases of 1 to 20 characters, for each length from the rarest to the most common in equal
steps; the number of paragraphs, and ids and places of the 20 best. All are asked for in turn, for {seconds}
seconds and once at least; the best time of each counts, in milliseconds.
×: how many times as long as the first, on the phrases that both can search for (FTS5's trigrams need
three characters, Whoosh's pairs two). Whoosh takes part at the smallest size only: at the largest its index
alone takes longer than the rest of the run.
"""

AFTER_A_YEAR = """\
After a year: a library of which a fifth came in {days} days of two laws. Those of the last {daily} days
were built day by day, those before them {month} days at a time, since segments of so many days have long
been merged; between builds pages were changed and removed. This has left {segments} segments; the peers have
the same texts as one index.
"""

LOST = """\
Not measured, since they failed in this run: {parts}.
"""

KNOWN_ITEMS = """\
1,000 queries of 3 to 5 words of one paragraph, never two that stand beside each other; the same
jieba words for all, any of them may match. Mean reciprocal rank of that paragraph within the first
ten.
"""

OVER_HTTP = """\
The same phrases as result pages over HTTP, each asked for once, by turns, on processes that have
answered others: ours with counts, facets and 20 marked hits; Datasette's table page with its search
over FTS5 trigrams, one facet and 20 rows (phrases of three characters and more, which are all that
it can search for).
"""

DISK = "The index of the whole corpus, {total:,.0f} MB; † what only the research desk reads:\n"

CAPACITY = """\
A phrase is found in time that hardly grows; counting and ranking what was found grows with the
number of hits.{larger} A build holds one segment a process, whatever the library has.
By the last two rows each further million characters takes {processor:.1f} seconds of the processor
and {disk:.1f} MB on disk, so that a library of {millions:,} million characters takes {hours:.1f} hours
of one processor and {gigabytes:.0f} GB on disk{desk}. Places in the index end at 2,000 million characters.
A library of 250 million characters is measured by `make bench-large`, which writes [its own
page](performance-large.md).
"""
OF_DESK = ", of which the desk's parts are {share:.0%}"
LARGER = """ The last row is a library {times:.0f} times as large, made of the same
sentences in another order; its phrases are those of the row above it."""
MILLIONS = 1_000
"""Million characters of the library to which the line is drawn."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a run measured; the last of ``sizes`` is the whole corpus, ``larger`` may follow it.

    What could not be measured is None or empty; ``lost`` names these parts.
    """

    sizes: tuple[Size, ...]
    phrases: Sequence[str]
    started: Starts | None
    qualities: tuple[Quality, ...]
    serving: Serving | None
    desk: str
    """The section on the research desk."""
    disk: tuple[tuple[str, int], ...]
    """The parts of the index of the whole corpus, with their bytes."""
    segments: int
    """How many a year of daily changes has left; 0 where none was measured."""
    larger: Size | None = None
    minutes: float = 0.0
    lost: tuple[str, ...] = ()

    @property
    def every_size(self) -> tuple[Size, ...]:
        """Return all sizes, ascending."""
        return (*self.sizes, self.larger) if self.larger else self.sizes


def write_report(found: Found, folder: Path) -> None:
    """Write the page and the plot."""
    if _timed(found):
        (folder / "growth.svg").write_text(_plot(_timed(found)), encoding="utf-8")
    (folder / "performance.md").write_text(_page(found), encoding="utf-8")


def _page(found: Found) -> str:
    whole = found.sizes[-1]
    introduction = INTRODUCTION.format(
        minutes=found.minutes,
        cores=os.cpu_count(),
        machine=platform.machine(),
        python=platform.python_version(),
        load=os.getloadavg()[2],
        files=whole.files,
        paragraphs=whole.paragraphs,
        characters=whole.characters / 1e6,
    )
    parts = [
        introduction,
        LOST.format(parts=", ".join(found.lost)) if found.lost else "",
        "## Goals\n",
        GOALS.format(usual=USUAL_YARDSTICK, slowness=slowness(found.started)),
        _goals(found),
        "## Phrases\n",
        PHRASES.format(seconds=SECONDS),
        AFTER_A_YEAR.format(**_year(found)) if found.segments else "",
        *[speedtable(size) for size in reversed(found.sizes) if size.timings],
        f"## Known items\n\n{_quality(found.qualities)}" if found.qualities else "",
        f"## Pages\n\n{_pages(found.serving)}" if found.serving else "",
        found.desk,
        "## On disk\n",
        _disk(found),
        "## Growth\n",
        "![Median time of a phrase by size of the corpus](growth.svg)\n" if _timed(found) else "",
        _growth(found),
    ]
    return "\n".join(part for part in parts if part)


def _timed(found: Found) -> list[Size]:
    """Return the sizes at which phrases were timed."""
    return [size for size in found.every_size if size.timings]


def _year(found: Found) -> dict[str, int]:
    return {"days": DAYS, "daily": DAILY, "month": MONTH, "segments": found.segments}


def _goals(found: Found) -> str:
    rows = figures(found.started, found.sizes[-1], found.larger, found.qualities, found.serving)
    return table(["", "measured", "goal"], [row.cells(slowness(found.started)) for row in rows])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines) + "\n"


def speedtable(size: Size) -> str:
    """All engines on one size of the corpus, with their ratios to ours."""
    ours = size.timings[0]
    rows = []
    for timing in size.timings:
        pairs = [
            (a, b) for a, b in zip(ours.times, timing.times, strict=True) if a is not None and b is not None
        ]
        slower = sum(a > b for a, b in pairs)
        rows.append([
            timing.name,
            f"{median(timing.times) * MILLI:.3f}",
            f"{p95(timing.times) * MILLI:.2f}",
            f"{ratio(ours, timing):.2f}",
            f"{len(pairs) - slower} of {len(pairs)}" if timing is not ours else "",
            f"{timing.build:.0f} s" if timing.build else "",
        ])  # fmt: skip
    head = [f"{size.paragraphs:,} paragraphs", "median", "p95", "×", "ours faster in", "index built in"]
    return table(head, rows)


def _quality(qualities: Sequence[Quality]) -> str:
    rows = [[q.name, f"{q.mrr:.4f}", f"{q.seconds * MILLI:.2f} ms"] for q in qualities]
    return KNOWN_ITEMS + "\n" + table(["ranking", "MRR@10", "median"], rows)


def _pages(serving: Serving) -> str:
    ours, theirs = zip(*serving.compared, strict=True)
    pages = [
        [
            name,
            f"{median(times) * MILLI:.1f} ms",
            f"{p95(times) * MILLI:.1f} ms",
            f"{median(times) / median(ours):.1f}",
            f"{p95(times) / p95(ours):.1f}",
        ]
        for name, times in (("Judou /search", ours), ("Datasette", theirs))
    ]
    rows = table(["page", "p50", "p95", "× p50", "× p95"], pages)
    return f"{OVER_HTTP}\n{rows}\nOne worker gives {serving.per_second:.0f} pages a second to 4 clients.\n"


def _disk(found: Found) -> str:
    whole, total = found.sizes[-1], sum(size for _, size in found.disk)
    rows = [
        [
            name + (" †" if name in DESK else ""),
            f"{size / 1e6:.1f} MB",
            f"{size / whole.characters:.2f}",
            f"{size / total:.0%}",
        ]
        for name, size in found.disk
    ]
    told = DISK.format(total=total / 1e6)
    return f"{told}\n{table(['part', 'size', 'bytes a character', 'share'], rows)}"


def _growth(found: Found) -> str:
    rows = [
        [
            f"{size.paragraphs:,}",
            f"{size.build.seconds:.1f} s",
            f"{size.build.processor:.1f} s",
            f"{size.build.memory / 1000:.2f} GB",
            f"{size.megabytes:,.0f} MB",
            f"{median(size.timings[0].times) * MILLI:.3f} ms" if size.timings else "",
            f"{p95(size.timings[0].times) * MILLI:.2f} ms" if size.timings else "",
        ]
        for size in found.every_size
    ]
    head = ["paragraphs", "build", "processor", "memory", "on disk", "phrase, median", "p95"]
    return table(head, rows) + _capacity(found)


def _capacity(found: Found) -> str:
    """Draw the line from the two largest sizes to a library of ``MILLIONS``."""
    if len(found.every_size) < 2:
        return ""
    whole = found.sizes[-1]
    before, last = found.every_size[-2:]
    further = (last.characters - before.characters) / 1e6
    processor = (last.build.processor - before.build.processor) / further
    disk = (last.megabytes - before.megabytes) / further
    rest = MILLIONS - last.characters / 1e6
    told = CAPACITY.format(
        larger=LARGER.format(times=found.larger.characters / whole.characters) if found.larger else "",
        processor=processor,
        disk=disk,
        millions=MILLIONS,
        hours=(last.build.processor + rest * processor) / 3600,
        gigabytes=(last.megabytes + rest * disk) / 1000,
        desk=OF_DESK.format(share=whole.desk.megabytes / whole.megabytes) if whole.desk else "",
    )
    return "\n" + fill(told, 100) + "\n"


def _plot(sizes: Sequence[Size]) -> str:
    lines: dict[str, list[tuple[float, float]]] = {}
    for size in sizes:
        for timing in size.timings:
            lines.setdefault(timing.name, []).append((size.paragraphs, median(timing.times) * MILLI))
    return plot("Median time of a phrase", "paragraphs", "milliseconds, median of 200 phrases", lines)
