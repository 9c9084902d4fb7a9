"""``python -m bench.large path/to/laws.tar.gz``: a library of a corpus's sentences in new order.

250 million characters in 100,000 files unless told otherwise. Measured are the build, one page more, the
index on disk, phrases, and result pages of phrases that nobody asked for before; the rows are printed as they
come, and written to ``docs/performance-large.md``.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.config import Settings
from app.library.library import open_snapshot
from app.search.contract import ExactReader
from app.search.language.tree import Phrase
from app.search.request import SearchRequest
from app.text import close_up, fold
from bench.changes import changes
from bench.corpus import open_index, unpacked
from bench.disk import disk_parts
from bench.figures import MILLI, Figure, at_most, of_changes, without_goal
from bench.large_library import write_library
from bench.peers import TOP
from bench.phrases import sample
from bench.processes import judou
from bench.quantiles import median, p95
from bench.report import table
from bench.serving import first_sight
from bench.starts import starts

CHARACTERS, FILES, SEED = 250_000_000, 100_000, 9
PHRASES, DRAWN_FROM = 200, 20_000
"""Phrases are drawn from so many paragraphs, chosen by chance from all."""
DOCS = Path(__file__).parent.parent / "docs"
INTRODUCTION = """# A large library

Written by `make bench-large CORPUS=path/to/laws.tar.gz`: {characters:.0f} million characters in
{files:,} files, the sentences of the laws in new order (load average {load:.1f} on {cores} cores).
The goals of building, disk and pages are those of a library of 1,000 million characters (two hours, 2 GB,
20 GB, 60 ms), for this size in proportion; * where one is not reached.
"""
MILLION = 1_000_000


def main() -> None:
    """Write the library, measure it, print a row at a time and write the page."""
    options = _options()
    rows: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="judou-large-", dir=options.work) as name:
        settings = Settings(seeds=Path(name) / "seeds", index=Path(name) / "index")
        with unpacked(options.corpus) as corpus:
            written = write_library(corpus, settings.seeds, options.characters, options.files)
        print(f"{written:,} characters in {options.files:,} files", flush=True)
        for row in _figures(settings, written):
            rows.append(row)
            print(f"| {row.name} | {row.measured} | {row.goal} |", flush=True)
    introduction = INTRODUCTION.format(
        characters=written / MILLION, files=options.files, load=os.getloadavg()[2], cores=os.cpu_count()
    )
    page = f"{introduction}\n{table(['', 'measured', 'goal'], [row.cells for row in rows])}"
    (options.out / "performance-large.md").write_text(page, encoding="utf-8")


def _figures(settings: Settings, characters: int) -> Iterator[Figure]:
    """Yield what is measured in the order in which it is."""
    share = characters / 1000 / MILLION
    build = judou("build", str(settings.seeds), "--index", str(settings.index))
    yield at_most("build: wall", build.seconds, share * 7200, "{:,.0f} s")
    yield at_most("build: processor", build.processor, share * 7200, "{:,.0f} s")
    yield at_most("build: memory of all processes", build.memory, 2000, "{:,.0f} MB")
    parts = disk_parts(settings.index)
    total = sum(size for _, size in parts)
    yield at_most("index on disk", total / 1e6, share * 20_000, "{:,.0f} MB")
    for name, size in parts:
        yield without_goal(f"of it {name}", f"{size / characters:.2f} bytes a character")
    yield from of_changes("", changes(settings), starts(settings.index))
    phrases = _phrases(settings)
    with open_index(settings) as index:
        times = [_seconds(index.exact, phrase) for phrase in phrases]
    told = f"{median(times) * MILLI:.2f} / {p95(times) * MILLI:.1f} / {max(times) * MILLI:.0f} ms"
    yield without_goal("phrase, count and 20 best, at first sight: p50 / p95 / longest", told)
    served = first_sight(settings, phrases)
    told = f"{median(served.pages) * MILLI:.1f} / {max(served.pages) * MILLI:.0f} ms"
    yield at_most("result page of a new phrase, p95", p95(served.pages) * MILLI, 60, "{:.1f} ms")
    yield without_goal("its p50, and the slowest", told)
    yield at_most("memory of a worker after them", served.megabytes, 250 + 4 * characters / 1e6, "{:,.0f} MB")


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
