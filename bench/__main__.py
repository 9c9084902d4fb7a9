"""``python -m bench path/to/laws.tar.gz``: measure everything, write ``docs/performance.md``."""

import argparse
import tempfile
import time
from pathlib import Path

from app.build.build import build
from app.library.library import Library
from bench.corpus import Corpus, built, larger, open_searcher, part_of, unpacked
from bench.desk import measured
from bench.peers import PEERS
from bench.phrases import sample
from bench.quality import qualities
from bench.report import Found, Size, speed_table, write_report
from bench.serving import serving
from bench.speed import timings

PHRASES = 200
SHARES = (16, 4, 1)
DOCS = Path(__file__).parent.parent / "docs"
NEW_PAGE = "新页可见性检验\n\n这一页只为测量新增一页多久可见而写，词句为量子蟋蟀测速。\n"


def main() -> None:
    """Run all parts, from the smallest size of the corpus to the whole of it and one that is larger."""
    options = _options()
    sizes: list[Size] = []
    with unpacked(options.corpus) as seeds, tempfile.TemporaryDirectory(prefix="judou-bench-") as name:
        work = Path(name)
        for share in SHARES:
            part = seeds if share == 1 else part_of(seeds, work / f"seeds-{share}", share)
            corpus = built(part, work / f"index-{share}")
            phrases = _phrases(corpus)
            sizes.append(_size(corpus, phrases, options.skip))
        judged = tuple(qualities(corpus))
        print("known items:", *(f"{one.name} {one.mrr:.4f}" for one in judged), flush=True)
        served = serving(corpus, phrases, work)
        researched = measured(corpus.settings, corpus.folded)
        visible = _visible(corpus)
        if options.times > 1:
            corpus = built(larger(seeds, work / "seeds-larger", options.times), work / "index-larger")
            sizes.append(_size(corpus, phrases, [peer.name for peer in PEERS]))
    whole = len(SHARES)
    write_report(
        Found(tuple(sizes[:whole]), tuple(sizes[whole:]), judged, visible, served, researched), options.out
    )
    print(f"written: {options.out / 'performance.md'}")


def _size(corpus: Corpus, phrases: list[str], skip: list[str]) -> Size:
    print(f"{len(corpus.texts):,} paragraphs built in {corpus.seconds:.1f} s", flush=True)
    size = Size(
        corpus.files,
        len(corpus.texts),
        corpus.characters,
        corpus.seconds,
        corpus.processor,
        corpus.memory,
        _megabytes(corpus),
        tuple(timings(corpus, phrases, skip)),
    )
    print(speed_table(size), flush=True)
    return size


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
    with open_searcher(corpus.settings) as searcher:
        return sample(corpus.folded, searcher, PHRASES)


def _megabytes(corpus: Corpus) -> float:
    files = corpus.settings.index.rglob("*")
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6


def _visible(corpus: Corpus) -> float:
    """Seconds from a new file to its first hit; the file is removed again."""
    page = corpus.settings.seeds / "judou-bench-new-page.txt"
    page.write_text(NEW_PAGE, encoding="utf-8")
    started = time.perf_counter()
    try:
        build(corpus.settings)
        library = Library(corpus.settings)
        with library.snapshot() as snapshot:
            seen = snapshot.count(["量子蟋蟀测速"])[0].occurrences
        seconds = time.perf_counter() - started
        library.close()
    finally:
        page.unlink()
    if not seen:
        raise ValueError("the new page was not found")
    return seconds


if __name__ == "__main__":
    main()
