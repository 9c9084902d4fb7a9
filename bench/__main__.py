"""``python -m bench path/to/laws.tar.gz``: measure everything, write ``docs/performance.md``.

Half an hour on a quiet machine of two cores. Whoosh takes part at the smallest size only: at the largest its
index alone takes as long as everything else.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.changes import changes
from bench.corpus import Corpus, built, larger, open_index, part_of, unpacked
from bench.desk import measured
from bench.desk_build import desk_build
from bench.disk import disk_parts
from bench.figures import slowness
from bench.findings import Size
from bench.parts import Parts
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
    options, parts = _options(), Parts()
    with unpacked(options.corpus) as seeds, tempfile.TemporaryDirectory(prefix="judou-bench-") as name:
        sizes = [
            parts.run(f"a {share}th of the corpus", partial(_part, seeds, Path(name), share, options.skip))
            for share in SHARES
        ]
        found = _whole(seeds, Path(name), options.skip, parts)
        phrases = found.phrases
        larger = partial(_larger, seeds, Path(name), options.times, phrases)
        more = parts.run(f"{options.times} times the corpus", larger)
    smaller = tuple(size for size in sizes if size)
    minutes, lost = parts.minutes, tuple(parts.lost)
    found = replace(found, sizes=(*smaller, *found.sizes), larger=more, minutes=minutes, lost=lost)
    write_report(found, options.out)
    print(f"written: {options.out / 'performance.md'}")


def _whole(seeds: Path, work: Path, skip: list[str], parts: Parts) -> Found:
    """Measure the whole corpus. Raises RuntimeError where it cannot be built."""
    corpus = parts.run("build", lambda: built(seeds, work / "index"))
    if corpus is None:
        raise RuntimeError("the corpus was not built")
    settings = corpus.settings
    disk = tuple(disk_parts(settings.index))
    share = parts.run("the desk's parts of the build", lambda: desk_build(settings.index))
    started = parts.run("starts", lambda: starts(settings.index))
    changed = parts.run("changes", lambda: changes(settings))
    phrases = parts.run("choosing phrases", lambda: _phrases(corpus)) or []
    year = parts.run("a year of changes", lambda: grown(seeds, work / "year"))
    timed = parts.run("phrases", lambda: timings(corpus, phrases, [*skip, Bigrams.name], year))
    judged = parts.run("known items", lambda: qualities(corpus))
    served = parts.run("pages", lambda: serving(corpus, phrases, work))
    desk = parts.run("research desk", lambda: measured(settings, corpus.folded, slowness(started)))
    size = Size.of(corpus, timed or [])
    size = replace(size, changes=changed, served=served.served if served else None, desk=share)
    return Found(
        sizes=(size,),
        phrases=phrases,
        started=started,
        qualities=tuple(judged or ()),
        serving=served,
        desk=desk or "",
        disk=disk,
        segments=segments(year) if year else 0,
    )


def _part(seeds: Path, work: Path, share: int, skip: list[str]) -> Size:
    """Measure phrases in every ``share``-th file."""
    corpus = built(part_of(seeds, work / f"seeds-{share}", share), work / f"index-{share}")
    without = skip if share == max(SHARES) else [*skip, Bigrams.name]
    return Size.of(corpus, timings(corpus, _phrases(corpus), without))


def _larger(seeds: Path, work: Path, times: int, phrases: Sequence[str]) -> Size | None:
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
