"""``python -m bench path/to/laws.tar.gz``: measure everything, write ``docs/performance.md``.

Half an hour on a quiet machine of two cores. Whoosh takes part at the smallest size only: at the largest its
index alone takes as long as everything else.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.changes import changes
from bench.corpus import Corpus, built, larger, open_index, part_of, unpacked
from bench.desk import measured
from bench.disk import disk_parts
from bench.findings import Size
from bench.peers import PEERS, Bigrams
from bench.phrases import sample
from bench.quality import qualities
from bench.report import Found, write_report
from bench.serving import first_sight, serving
from bench.speed import timings
from bench.starts import starts
from bench.year import grown, segments

PHRASES = 200
SHARES = (16, 4)
DOCS = Path(__file__).parent.parent / "docs"


def main() -> None:
    """Measure parts of the corpus, the whole of it, and a library that is larger; write the report."""
    options = _options()
    begun = time.perf_counter()
    with unpacked(options.corpus) as seeds, tempfile.TemporaryDirectory(prefix="judou-bench-") as name:
        work, parts = Path(name), []
        for share in SHARES:
            with _told(f"a {share}th of the corpus"):
                parts.append(_part(seeds, work, share, options.skip))
        with _told("build"):
            corpus = built(seeds, work / "index")
            disk = tuple(disk_parts(corpus.settings.index))
        with _told("starts"):
            started = starts(corpus.settings.index)
        with _told("changes"):
            changed = changes(corpus.settings)
        with _told("a year of changes"):
            year = grown(seeds, work / "year")
        with _told("phrases"):
            phrases = _phrases(corpus)
            timed = timings(corpus, phrases, [*options.skip, Bigrams.name], year)
        with _told("known items"):
            judged = tuple(qualities(corpus))
        with _told("pages"):
            served = serving(corpus, phrases, work)
        with _told("research desk"):
            desk = measured(corpus.settings, corpus.folded)
        whole = replace(Size.of(corpus, timed), changes=changed, served=served.served)
        divided = segments(year)
        del corpus
        with _told(f"{options.times} times the corpus"):
            more = _larger(seeds, work, options.times, phrases)
    minutes = (time.perf_counter() - begun) / 60
    found = Found((*parts, whole), more, started, judged, served, desk, disk, divided, minutes)
    write_report(found, options.out)
    print(f"written: {options.out / 'performance.md'}")


@contextmanager
def _told(part: str) -> Iterator[None]:
    """Say how long a part of the run took."""
    started = time.perf_counter()
    yield
    print(f"{part}: {time.perf_counter() - started:.0f} s", flush=True)


def _part(seeds: Path, work: Path, share: int, skip: list[str]) -> Size:
    """Measure phrases in every ``share``-th file."""
    corpus = built(part_of(seeds, work / f"seeds-{share}", share), work / f"index-{share}")
    without = skip if share == max(SHARES) else [*skip, Bigrams.name]
    return Size.of(corpus, timings(corpus, _phrases(corpus), without))


def _larger(seeds: Path, work: Path, times: int, phrases: list[str]) -> Size | None:
    """Measure a library so many times as large, without peers; none if it is not larger."""
    if times < 2:
        return None
    corpus = built(larger(seeds, work / "seeds-larger", times), work / "index-larger")
    size = Size.of(corpus, timings(corpus, phrases, [peer.name for peer in PEERS]))
    settings = corpus.settings
    del corpus
    return replace(size, changes=changes(settings), served=first_sight(settings, phrases))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a tar archive of pages, or a folder of them")
    parser.add_argument("--skip", action="append", default=[], help="name of a peer to leave out")
    parser.add_argument("--times", type=int, default=4, help="a library so many times as large, too; 1: none")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the report")
    options = parser.parse_args()
    # Before half an hour of measuring, not after it.
    options.out.mkdir(parents=True, exist_ok=True)
    return options


def _phrases(corpus: Corpus) -> list[str]:
    with open_index(corpus.settings) as index:
        return sample(corpus.folded, index.exact, PHRASES)


if __name__ == "__main__":
    main()
