"""``python -m bench.large path/to/laws.tar.gz``: a library of a corpus's sentences in new order.

250 million characters in 100,000 files unless told otherwise. Measured are the build, one page more, the
index on disk, phrases, and result pages of phrases that nobody asked for before.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.config import Settings
from app.library.library import open_snapshot
from app.search.contract import Searcher
from app.search.language.tree import Phrase
from app.search.request import SearchRequest
from app.text import close_up, fold
from bench.corpus import open_searcher, unpacked
from bench.large_library import write_library
from bench.peers import TOP
from bench.phrases import sample
from bench.processes import Taken, judou
from bench.quantiles import median, p95
from bench.serving import first_sight

CHARACTERS, FILES, SEED = 250_000_000, 100_000, 9
PHRASES, DRAWN_FROM = 200, 20_000
"""Phrases are drawn from so many paragraphs, chosen by chance from all."""
NEW_PAGE = "# 新页可见性检验\n\n这一页只为测量新增一页多久可见而写，词句为量子蟋蟀测速。\n"
MARK = "量子蟋蟀测速"
MILLI = 1000


def main() -> None:
    """Write the library, measure it and print a table."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="judou-large-", dir=options.work) as name:
        settings = Settings(seeds=Path(name) / "seeds", index=Path(name) / "index")
        with unpacked(options.corpus) as corpus:
            written = write_library(corpus, settings.seeds, options.characters, options.files)
        print(f"{written:,} characters in {options.files:,} files", flush=True)
        rows = _taken("build", _build(settings)) + [
            ("index on disk", f"{_megabytes(settings.index):,.0f} MB")
        ]
        _print(rows)
        _print(_taken("one page more", _one_more(settings)))
        _print(_taken("a build that finds nothing changed", _build(settings)))
        phrases = _phrases(settings)
        with open_searcher(settings) as searcher:
            times = [_seconds(searcher, phrase) for phrase in phrases]
        _print(_times("phrase, count and 20 best", times))
        _print(_times("result page of a new phrase", first_sight(settings, phrases)))


def _build(settings: Settings) -> Taken:
    return judou("build", str(settings.seeds), "--index", str(settings.index))


def _one_more(settings: Settings) -> Taken:
    """Add a page and build; ValueError where it is not found afterwards."""
    (settings.seeds / "new.md").write_text(NEW_PAGE, encoding="utf-8")
    taken = _build(settings)
    with open_snapshot(settings) as snapshot:
        if not snapshot.count([MARK])[0].occurrences:
            raise ValueError("the new page was not found")
    return taken


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
    with open_searcher(settings) as searcher:
        return sample([close_up(fold(text)) for text in kept], searcher, PHRASES)


def _seconds(searcher: Searcher, phrase: str) -> float:
    started = time.perf_counter()
    searcher.search(SearchRequest(phrase, Phrase(phrase), limit=TOP, facet_limit=0))
    return time.perf_counter() - started


def _taken(name: str, taken: Taken) -> list[tuple[str, str]]:
    return [
        (name, f"{taken.seconds:,.1f} s"),
        ("  processor", f"{taken.processor:,.1f} s"),
        ("  memory of all processes", f"{taken.memory:,.0f} MB"),
    ]


def _times(name: str, times: Sequence[float]) -> list[tuple[str, str]]:
    told = f"{median(times) * MILLI:.1f} / {p95(times) * MILLI:.1f} / {max(times) * MILLI:.1f} ms"
    return [(f"{name}: p50 / p95 / longest", told)]


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _print(rows: Sequence[tuple[str, str]]) -> None:
    for name, value in rows:
        print(f"| {name} | {value} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.large", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a tar archive of pages, or a folder of them")
    parser.add_argument("--characters", type=int, default=CHARACTERS)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--work", type=Path, help="folder for the library, a few times its size")
    return parser.parse_args()


if __name__ == "__main__":
    main()
