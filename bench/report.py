"""What a run found, as ``docs/performance.md`` and its plot."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

from bench.plot import plot
from bench.quality import Quality
from bench.quantiles import median, p95
from bench.serving import Serving
from bench.speed import Timing

MILLI = 1000

INTRODUCTION = """# Performance

Written by `make bench CORPUS=path/to/laws.tar.gz`; every figure is from one run on one machine
({cores} cores, {machine}, Python {python}; load average of its last 15 minutes {load:.1f}, of which
1 is the run's own). Compare the ratios, not the milliseconds: other work on the machine stretches
those, and most of all the seconds of building and starting.

The corpus: {files:,} files, {paragraphs:,} paragraphs and headings, {characters:.2f} million
characters of Chinese law.

## Phrases

200 phrases of 1 to 20 characters, for each length from the rarest to the most common in equal
steps; the number of paragraphs, and ids and places of the 20 best. Best of several rounds, in milliseconds.
×: how many times as long as ours, on the phrases that both can search for (FTS5's trigrams need
three characters, Whoosh's pairs two).
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

CAPACITY = """\
A phrase is found in time that hardly grows; counting and ranking what was found grows with the
number of hits.{larger} A build holds one segment a process, whatever the library has.
By the last two rows each further million characters takes {processor:.1f} seconds of the processor
and {disk:.1f} MB on disk, so that a library of {millions:,} million characters takes {hours:.1f} hours
of one processor and {gigabytes:.0f} GB on disk. Places in the index end at 2,000 million characters.
"""
LARGER = """ The last row is a library {times:.0f} times as large, made of the same
sentences in another order; its phrases are those of the row above it."""
MILLIONS = 1_000
"""Million characters of the library to which the line is drawn."""


@dataclass(frozen=True, slots=True)
class Size:
    """One size of the corpus: what building took, and the timings of all engines."""

    files: int
    paragraphs: int
    characters: int
    build: float
    processor: float
    memory: float
    megabytes: float
    timings: tuple[Timing, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a run measured; the last of ``sizes`` is the whole corpus, ``larger`` may follow it."""

    sizes: tuple[Size, ...]
    larger: tuple[Size, ...]
    qualities: tuple[Quality, ...]
    visible: float | None
    served: Serving
    researched: str
    """The section on the research desk."""


def write_report(found: Found, folder: Path) -> None:
    """Write the page and the plot."""
    (folder / "growth.svg").write_text(_plot(found.sizes + found.larger), encoding="utf-8")
    (folder / "performance.md").write_text(_page(found), encoding="utf-8")


def _page(found: Found) -> str:
    whole = found.sizes[-1]
    parts = [
        INTRODUCTION.format(
            cores=os.cpu_count(),
            machine=platform.machine(),
            python=platform.python_version(),
            load=os.getloadavg()[2],
            files=whole.files,
            paragraphs=whole.paragraphs,
            characters=whole.characters / 1e6,
        ),
        *[speed_table(size) for size in reversed(found.sizes)],
    ]
    if found.qualities:
        parts += ["## Known items\n", _quality(found.qualities)]
    parts += ["## Building and serving\n", _serving(found)]
    parts += [
        found.researched,
        "## Growth\n",
        "![Median time of a phrase by size of the corpus](growth.svg)\n",
        _growth(found.sizes, found.larger),
    ]
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines) + "\n"


def speed_table(size: Size) -> str:
    """All engines on one size of the corpus, with their ratios to ours."""
    ours = size.timings[0].times
    rows = []
    for timing in size.timings:
        pairs = [(a, b) for a, b in zip(ours, timing.times, strict=True) if a is not None and b is not None]
        slower = sum(a > b for a, b in pairs)
        ratio = median([b for _, b in pairs]) / median([a for a, _ in pairs])
        rows.append([
            timing.name,
            f"{median(timing.times) * MILLI:.3f}",
            f"{p95(timing.times) * MILLI:.2f}",
            f"{ratio:.2f}",
            f"{len(pairs) - slower} of {len(pairs)}" if timing.times is not ours else "",
            f"{timing.build:.0f} s" if timing.build else "",
        ])  # fmt: skip
    head = [f"{size.paragraphs:,} paragraphs", "median", "p95", "×", "ours faster in", "index built in"]
    return _table(head, rows)


def _quality(qualities: Sequence[Quality]) -> str:
    rows = [[q.name, f"{q.mrr:.4f}", f"{q.seconds * MILLI:.2f} ms"] for q in qualities]
    return KNOWN_ITEMS + "\n" + _table(["ranking", "MRR@10", "median"], rows)


def _serving(found: Found) -> str:
    whole = found.sizes[-1]
    rows = [
        ["build of all files", f"{whole.build:.1f} s", ""],
        ["its processor time", f"{whole.processor:.1f} s", "75 s"],
        ["its memory, all processes", f"{whole.memory:,.0f} MB", "1,000 MB"],
        ["index on disk, texts included", f"{whole.megabytes:.0f} MB", ""],
        ["for each character", f"{whole.megabytes * 1e6 / whole.characters:.1f} bytes", "20 bytes"],
    ]
    if found.visible is not None:
        rows.append(["one more page visible after", f"{found.visible:.1f} s", "10 s"])
    served, seen = found.served, found.served.pages
    rows += [
        ["first page after the start, nothing to build", f"{served.start:.2f} s", "1 s"],
        ["memory of one worker after this run, words loaded", f"{served.megabytes:.0f} MB", "250 MB"],
        ["pages a second, one worker, 4 clients", f"{served.per_second:.0f}", "100"],
        ["result page of a new phrase, p50", f"{median(seen) * MILLI:.1f} ms", "12 ms"],
        ["result page of a new phrase, p95", f"{p95(seen) * MILLI:.1f} ms", "20 ms"],
        ["the slowest of these", f"{max(seen) * MILLI:.1f} ms", "100 ms"],
    ]
    parts = [_table(["", "measured", "goal"], rows)]
    ours, theirs = zip(*served.compared, strict=True)
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
    parts += [OVER_HTTP, _table(["page", "p50", "p95", "× p50", "× p95"], pages)]
    return "\n".join(parts)


def _growth(sizes: tuple[Size, ...], larger: tuple[Size, ...]) -> str:
    rows = [
        [
            f"{size.paragraphs:,}",
            f"{size.build:.1f} s",
            f"{size.processor:.1f} s",
            f"{size.memory / 1000:.2f} GB",
            f"{size.megabytes:,.0f} MB",
            f"{median(size.timings[0].times) * MILLI:.3f} ms",
            f"{p95(size.timings[0].times) * MILLI:.2f} ms",
        ]
        for size in sizes + larger
    ]
    head = ["paragraphs", "build", "processor", "memory", "on disk", "phrase, median", "p95"]
    return _table(head, rows) + _capacity(sizes, larger)


def _capacity(sizes: tuple[Size, ...], larger: tuple[Size, ...]) -> str:
    """Draw the line from the two largest sizes to a library of ``MILLIONS``."""
    whole = sizes[-1]
    before, last = (sizes + larger)[-2:]
    further = (last.characters - before.characters) / 1e6
    processor = (last.processor - before.processor) / further
    disk = (last.megabytes - before.megabytes) / further
    rest = MILLIONS - last.characters / 1e6
    told = CAPACITY.format(
        larger=LARGER.format(times=larger[0].characters / whole.characters) if larger else "",
        processor=processor,
        disk=disk,
        millions=MILLIONS,
        hours=(last.processor + rest * processor) / 3600,
        gigabytes=(last.megabytes + rest * disk) / 1000,
    )
    return "\n" + fill(told, 100) + "\n"


def _plot(sizes: Sequence[Size]) -> str:
    lines: dict[str, list[tuple[float, float]]] = {}
    for size in sizes:
        for timing in size.timings:
            lines.setdefault(timing.name, []).append((size.paragraphs, median(timing.times) * MILLI))
    return plot("Median time of a phrase", "paragraphs", "milliseconds, median of 200 phrases", lines)
