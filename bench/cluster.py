"""``python -m bench.cluster path/to/laws``: a library on a cluster of OpenSearch nodes.

The nodes are those that ``JUDOU_OPENSEARCH`` names, else three processes of this machine, as the tests start
them. The rows are printed as they come.
"""

import argparse
import json
import os
import random
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.config import Settings, read_settings
from app.library.library import Library
from app.search.contract import ExactReader
from app.search.engines.local.exact.phrase_index import find_offsets
from app.search.language.tree import Phrase
from app.search.request import SearchRequest
from bench.corpus import Corpus, open_index, read, unpacked
from bench.processes import judou
from bench.quantiles import median, p95
from tests.cluster.nodes import running_nodes

PHRASES, LONGEST, CLIENTS, SECONDS = 1000, 40, 4, 20
SEED = 12
FACETS = ("newspaper", "year", "kind")


def main() -> None:
    """Build the library on the cluster, compare it with a scan, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--phrases", type=int, default=PHRASES)
    options = parser.parse_args()
    with addresses() as urls, unpacked(options.corpus) as seeds, tempfile.TemporaryDirectory() as name:
        prefix = f"judou-bench-{os.getpid()}"
        os.environ |= {
            "JUDOU_ENGINE": "opensearch",
            "JUDOU_OPENSEARCH": urls,
            "JUDOU_OPENSEARCH_PREFIX": prefix,
        }
        os.environ.setdefault("JUDOU_OPENSEARCH_REPLICAS", "0")
        taken = judou("build", str(seeds), "--index", name)
        settings = read_settings(seeds=seeds, index=Path(name))
        corpus = read(settings, taken)
        row("paragraphs", f"{len(corpus.texts):,}")
        row("paragraphs a second, whole build", f"{len(corpus.texts) / taken.seconds:,.0f}")
        row("memory of the build", f"{taken.memory:,.0f} MB")
        row("bytes a paragraph and copy", f"{stored(urls, prefix) / len(corpus.texts):,.0f}")
        with open_index(settings) as index:
            phrases = substrings(corpus, options.phrases)
            row("wrong counts", f"{wrong(index.exact, corpus, phrases)} of {len(phrases)}")
            searches(index.exact, phrases)
        changes(settings)
        remove(urls, prefix)


@contextmanager
def addresses() -> Iterator[str]:
    """Give the addresses of the cluster; start one where none is named."""
    if given := os.environ.get("JUDOU_OPENSEARCH"):
        yield given
        return
    with running_nodes() as nodes:
        row("seconds to start three nodes", f"{nodes.seconds:.0f}")
        yield nodes.urls


def row(name: str, measured: str) -> None:
    """Print one figure."""
    print(f"| {name} | {measured} |", flush=True)


def substrings(corpus: Corpus, number: int) -> list[str]:
    """Return different substrings of 1 to 40 characters of what is indexed."""
    draw, found = random.Random(SEED), set[str]()
    while len(found) < number:
        text = draw.choice(corpus.folded)
        start, most = draw.randrange(max(1, len(text))), 2 if len(found) < number // 8 else LONGEST
        phrase = text[start : start + draw.randint(1, most)]
        if phrase and phrase.strip() == phrase:
            found.add(phrase)
    return draw.sample(sorted(found), number)


def wrong(exact: ExactReader, corpus: Corpus, phrases: list[str]) -> int:
    """Return how many phrases are counted otherwise than by a scan, or marked where they do not stand."""
    whole = "\n".join(corpus.folded)
    places = dict(zip(corpus.ids, corpus.texts, strict=True))
    found = 0
    for phrase, counts in zip(phrases, exact.count(phrases), strict=True):
        hits = exact.search(SearchRequest("", Phrase(phrase), facet_limit=0)).hits
        marked = all(
            len(places[hit.block][start:end]) >= len(phrase) for hit in hits for start, end in hit.spans
        )
        found += counts.occurrences != len(find_offsets(whole, phrase)) or not marked
    return found


def searches(exact: ExactReader, phrases: list[str]) -> None:
    """Measure searches, one after another and of several clients."""

    def asked(phrase: str, facets: tuple[str, ...] = ()) -> SearchRequest:
        return SearchRequest("", Phrase(phrase), facets=facets, facet_limit=12 if facets else 0)

    some = phrases[:300]
    told("total, occurrences, 20 hits", lambda phrase: exact.search(asked(phrase)), some)
    told("with three facets", lambda phrase: exact.search(asked(phrase, FACETS)), some)
    done, end = [0] * CLIENTS, time.perf_counter() + SECONDS

    def ask(client: int) -> None:
        draw = random.Random(client)
        while time.perf_counter() < end:
            exact.search(asked(draw.choice(phrases)))
            done[client] += 1

    threads = [threading.Thread(target=ask, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row(f"searches a second, {CLIENTS} clients", f"{sum(done) / SECONDS:.0f}")


def told(name: str, ask: Callable[[str], object], phrases: list[str]) -> None:
    """Print the median and what 95 of 100 searches do not exceed, in milliseconds."""
    times = []
    for phrase in phrases:
        began = time.perf_counter()
        ask(phrase)
        times.append((time.perf_counter() - began) * 1000)
    row(name, f"{median(times):.0f} ms, p95 {p95(times):.0f} ms")


def changes(settings: Settings) -> None:
    """Measure how long some pages more and some fewer take until they are seen, whole build included."""
    files = sorted(path for path in settings.seeds.rglob("*") if path.is_file())
    for path in files[:5]:
        path.unlink()
    for n, path in enumerate(files[5:15]):
        lines = [f"新增{n}-{each}：{line}" for each, line in enumerate(path.read_text("utf-8").splitlines())]
        (settings.seeds / f"more-{n}.md").write_text("\n\n".join(lines), encoding="utf-8")
    began = time.perf_counter()
    judou("build", str(settings.seeds), "--index", str(settings.index))
    reading = Library(settings)
    with reading.snapshot() as snapshot:
        seen = snapshot.count(["新增0-0"])[0].paragraphs
    reading.close()
    row("ten pages more, five fewer, seen after", f"{time.perf_counter() - began:.1f} s ({seen} seen)")


def stored(urls: str, prefix: str) -> float:
    """Return the bytes that the texts of the library take, without further copies."""
    url = f"{urls.split(',')[0]}/{prefix}-texts-*/_stats/store"
    with urllib.request.urlopen(url, timeout=60) as answer:
        return float(json.load(answer)["_all"]["primaries"]["store"]["size_in_bytes"])


def remove(urls: str, prefix: str) -> None:
    """Remove the library from the cluster."""
    for name in (f"{prefix}-texts-*", f"{prefix}-generations"):
        request = urllib.request.Request(f"{urls.split(',')[0]}/{name}", method="DELETE")
        urllib.request.urlopen(request, timeout=60).close()


if __name__ == "__main__":
    main()
