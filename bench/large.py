"""``python -m bench.large path/to/laws.tar.gz``: a library of a corpus's sentences in new order.

250 million characters in 100,000 files unless told otherwise. The corpus itself is built before it, so that
what grows can be told from what does not. Rows are printed as they come, and written with the line to 1,000
million characters to ``docs/performance-large.md``.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.config import Settings
from app.library.library import open_snapshot
from app.search.contract import ExactReader
from app.search.language.tree import Phrase
from app.search.request import SearchRequest
from app.text import close_up, fold
from bench.changes import A_DAY, Changes, changes, day
from bench.corpus import open_index, unpacked
from bench.disk import disk_parts
from bench.figures import (
    MILLI,
    USUAL_YARDSTICK,
    Figure,
    at_most,
    of_changes,
    slowness,
    without_goal,
)
from bench.large_library import write_library
from bench.parts import Parts
from bench.peers import TOP
from bench.phrases import sample
from bench.processes import Taken, judou
from bench.quantiles import median, p95
from bench.report import table
from bench.serving import Served, first_sight
from bench.starts import Starts, starts

CHARACTERS, FILES, SEED = 250_000_000, 100_000, 9
PHRASES, DRAWN_FROM = 200, 20_000
"""Phrases are drawn from so many paragraphs, chosen by chance from all."""
DOCS = Path(__file__).parent.parent / "docs"
MILLION = 1_000_000
MOST = 1_000
"""Million characters of the library to which the line is drawn."""
INTRODUCTION = """# A large library

Written by `make bench-large CORPUS=path/to/laws.tar.gz`: {characters:.0f} million characters in
{files:,} files, the sentences of the laws in new order, in one run of {minutes:.0f} minutes (load average
{load:.1f} on {cores} cores). Time and disk of a build have the goals of 1,000 million characters (two hours,
20 GB) in proportion; memory, pages and a day's pages have theirs as they are. * where one is not reached;
° where a time exceeds its goal by no more than the yardstick does: `import numpy, sqlalchemy` took
{slowness:.2f} times the {usual} seconds of the processor that it takes on the machine of the goals.
"""
LOST = "Not measured, since they failed in this run: {parts}.\n"
LINE = """\
## The line to 1,000 million characters

Drawn through the corpus, {small:.0f} million characters, and this library, {large:.0f} million; what a day's
pages and a result page take grows from the one to the other as the rows tell.
"""


@dataclass(frozen=True, slots=True)
class Library:
    """A built library: its characters, what building took, the bytes of each part of its index."""

    settings: Settings
    characters: int
    build: Taken
    disk: tuple[tuple[str, int], ...]

    @property
    def megabytes(self) -> float:
        """The index on disk."""
        return sum(size for _, size in self.disk) / 1e6


def main() -> None:
    """Build the corpus and the library, measure both, print a row at a time and write the page."""
    options, parts = _options(), Parts()
    with (
        tempfile.TemporaryDirectory(prefix="judou-large-", dir=options.work) as name,
        unpacked(options.corpus) as corpus,
    ):
        seeds = Path(name) / "seeds"
        written = write_library(corpus, seeds, options.characters, options.files)
        print(f"{written:,} characters in {options.files:,} files", flush=True)
        small = parts.run("the corpus", partial(_built, corpus, Path(name) / "corpus", _characters(corpus)))
        large = parts.run("the library", partial(_built, seeds, Path(name) / "index", written))
        started = parts.run("starts", partial(starts, large.settings.index)) if large else None
        rows = [row for part in _measured(small, large, started, parts) for row in part] if large else []
    introduction = INTRODUCTION.format(
        characters=written / MILLION,
        files=options.files,
        minutes=parts.minutes,
        load=os.getloadavg()[2],
        cores=os.cpu_count(),
        usual=USUAL_YARDSTICK,
        slowness=slowness(started),
    )
    page = [introduction, *([LOST.format(parts=", ".join(parts.lost))] if parts.lost else [])]
    slower = slowness(started)
    page.append(table(["", "measured", "goal"], [row.cells(slower) for row in rows]))
    page += _line(small, large, slower) if small and large else []
    (options.out / "performance-large.md").write_text("\n".join(page), encoding="utf-8")


def _built(seeds: Path, index: Path, characters: int) -> Library:
    taken = judou("build", str(seeds), "--index", str(index))
    return Library(Settings(seeds=seeds, index=index), characters, taken, tuple(disk_parts(index)))


def _characters(folder: Path) -> int:
    return sum(len(path.read_text(encoding="utf-8")) for path in folder.rglob("*") if path.is_file())


def _measured(
    small: Library | None, large: Library, started: Starts | None, parts: Parts
) -> Iterator[list[Figure]]:
    """Yield the rows of each part, which are printed as they come."""
    before = parts.run("changes of the corpus", partial(changes, small.settings)) if small else None
    changed = parts.run("changes", partial(changes, large.settings))
    yield _told(_of_build(large))
    if started and changed:
        yield _told(_of_changes(before, changed, started))
    if one_day := parts.run("a day", partial(day, large.settings)):
        yield _told(_of_day(one_day))
    phrases = parts.run("choosing phrases", partial(_phrases, large.settings)) or []
    if times := parts.run("phrases", partial(_times, large.settings, phrases)):
        yield _told(_of_phrases(times))
    if served := parts.run("pages", partial(first_sight, large.settings, phrases)):
        yield _told(_of_pages(served, large.characters))


def _told(rows: Iterator[Figure]) -> list[Figure]:
    """Return rows, and print each."""
    found = list(rows)
    for row in found:
        print(f"| {' | '.join(row.cells())} |", flush=True)
    return found


def _of_build(large: Library) -> Iterator[Figure]:
    share = large.characters / MILLION / MOST
    yield at_most("build: wall", large.build.seconds, share * 7200, "{:,.0f} s", True)
    yield at_most("build: processor", large.build.processor, share * 7200, "{:,.0f} s", True)
    yield at_most("build: memory of all processes", large.build.memory, 2000, "{:,.0f} MB")
    yield at_most("index on disk", large.megabytes, share * 20_000, "{:,.0f} MB")
    for name, size in large.disk:
        yield without_goal(f"of it {name}", f"{size / large.characters:.2f} bytes a character")


def _of_changes(before: Changes | None, changed: Changes, started: Starts) -> Iterator[Figure]:
    yield from of_changes("", changed, started)
    if before:
        times = changed.one_more.processor / before.one_more.processor
        yield at_most("one page more: processor, times that of the corpus", times, 1.2, "{:.2f}")


def _of_day(taken: Taken) -> Iterator[Figure]:
    yield at_most(f"{A_DAY} pages more: wall", taken.seconds, 3, "{:.2f} s", True)
    yield without_goal(f"{A_DAY} pages more: processor", f"{taken.processor:.2f} s")


def _of_phrases(times: Sequence[float]) -> Iterator[Figure]:
    told = f"{median(times) * MILLI:.2f} / {p95(times) * MILLI:.1f} / {max(times) * MILLI:.0f} ms"
    yield without_goal("phrase, count and 20 best, at first sight: p50 / p95 / longest", told)


def _of_pages(served: Served, characters: int) -> Iterator[Figure]:
    told = f"{median(served.pages) * MILLI:.1f} / {max(served.pages) * MILLI:.0f} ms"
    yield at_most("result page of a new phrase, p95", p95(served.pages) * MILLI, 60, "{:.1f} ms", True)
    yield without_goal("its p50, and the slowest", told)
    yield at_most("memory of a worker after them", served.megabytes, 250 + 4 * characters / 1e6, "{:,.0f} MB")


def _line(small: Library, large: Library, slower: float) -> list[str]:
    """Return the section with what building takes at ``MOST`` million characters."""

    def at_most_characters(of_small: float, of_large: float) -> float:
        each = (of_large - of_small) / (large.characters - small.characters)
        return of_large + each * (MOST * MILLION - large.characters)

    one, other = small.build, large.build
    wall, processor, memory, disk = (
        at_most_characters(*pair)
        for pair in (
            (one.seconds, other.seconds),
            (one.processor, other.processor),
            (one.memory, other.memory),
            (small.megabytes, large.megabytes),
        )
    )
    rows = [
        at_most("build: wall", wall / 3600, 2, "{:.1f} hours", True),
        at_most("build: processor", processor / 3600, 2, "{:.1f} hours", True),
        at_most("build: memory", memory, 2000, "{:,.0f} MB"),
        at_most("index on disk", disk / 1000, 20, "{:.1f} GB"),
    ]
    head = LINE.format(small=small.characters / MILLION, large=large.characters / MILLION)
    return [head, table(["", "by the line", "goal"], [row.cells(slower) for row in rows])]


def _times(settings: Settings, phrases: Sequence[str]) -> list[float]:
    """Return how long each phrase takes, asked for once."""
    with open_index(settings) as index:
        return [_seconds(index.exact, phrase) for phrase in phrases]


def _phrases(settings: Settings) -> list[str]:
    """Return phrases of all lengths, from rare to common."""
    rng, kept = random.Random(SEED), list[str]()
    with open_snapshot(settings) as snapshot:
        for number, text in enumerate(
            block.text for article in snapshot.index_articles() for block in article.blocks
        ):
            place = number if number < DRAWN_FROM else rng.randrange(number + 1)
            if place < DRAWN_FROM:
                kept[place : place + 1] = [text]
    with open_index(settings) as index:
        return sample([close_up(fold(text)) for text in kept], index.exact, PHRASES)


def _seconds(exact: ExactReader, phrase: str) -> float:
    started = time.perf_counter()
    exact.search(SearchRequest(phrase, Phrase(phrase), limit=TOP, facet_limit=0))
    return time.perf_counter() - started


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.large", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a tar archive of pages, or a folder of them")
    parser.add_argument("--characters", type=int, default=CHARACTERS)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--work", type=Path, help="folder for the library, a few times its size")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the report")
    return parser.parse_args()


if __name__ == "__main__":
    main()
