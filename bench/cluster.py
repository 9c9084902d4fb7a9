"""``python -m bench.cluster path/to/laws [--times 1 4]``: a library on a cluster of OpenSearch nodes.

The nodes are those that ``JUDOU_OPENSEARCH`` names, else three processes of this machine, as the tests start
them. The rows of the table in docs/scaling.md are printed as they come. ``--times`` makes larger libraries of
the corpus, as ``bench`` does; changes, and nodes that are killed, are measured with the corpus itself.
"""

import argparse
import json
import os
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.config import Settings, read_settings
from app.library.library import Library, open_snapshot
from app.search.contract import ExactReader, IndexArticle, OpenIndex
from app.search.engines.opensearch.exact.reader import OpenSearchExactReader
from bench.cluster_readers import (
    ASKED,
    CLIENTS,
    FACETS,
    SECONDS,
    Texts,
    asked,
    readers,
    searches_a_second,
    times,
    told,
    wrong,
)
from bench.corpus import larger, open_index, unpacked
from bench.figures import USUAL_YARDSTICK
from bench.processes import Taken, judou, middle, python
from bench.stages import WRITTEN
from bench.starts import ROUNDS, YARDSTICK
from tests.cluster.nodes import Nodes, running_nodes

PHRASES, SEED = 1000, 12
MORE, FEWER = 1000, 500
"""Paragraphs that a change adds and removes."""
SECONDS_AFTER = 6


def main() -> None:
    """Build libraries on the cluster, compare them with a scan, and measure them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--times", type=int, nargs="+", default=[1])
    parser.add_argument("--phrases", type=int, default=PHRASES)
    options = parser.parse_args()
    print("| | measured | goal |\n|---|---|---|", flush=True)
    taken = middle([python("-c", YARDSTICK) for _ in range(ROUNDS)]).processor
    row(f"`{YARDSTICK}`, times what the machine of the goals takes", f"{taken / USUAL_YARDSTICK:.2f}")
    with cluster() as (urls, nodes), unpacked(options.corpus) as seeds:
        for size in options.times:
            with tempfile.TemporaryDirectory() as name:
                files = seeds if size == 1 else larger(seeds, Path(name) / "seeds", size)
                library(urls, nodes, files, Path(name) / "index", options.phrases // size, size == 1)


@contextmanager
def cluster() -> Iterator[tuple[str, Nodes | None]]:
    """Give the addresses of the cluster; start one where none is named."""
    if given := os.environ.get("JUDOU_OPENSEARCH"):
        yield given, None
        return
    with running_nodes() as nodes:
        row("seconds to start three nodes", f"{nodes.seconds:.0f}")
        yield nodes.urls, nodes


def library(urls: str, nodes: Nodes | None, seeds: Path, index: Path, phrases: int, itself: bool) -> None:
    """Build one library, measure it, and remove it."""
    prefix = f"judou-bench-{os.getpid()}"
    os.environ |= {
        "JUDOU_ENGINE": "opensearch",
        "JUDOU_OPENSEARCH": urls,
        "JUDOU_OPENSEARCH_PREFIX": prefix,
        "JUDOU_OPENSEARCH_REPLICAS": "0",
    }
    index.mkdir()
    taken = python("-m", "bench.stages", str(seeds), str(index))
    settings = read_settings(seeds=seeds, index=index)
    with open_snapshot(settings) as snapshot:
        articles = list(snapshot.index_articles())
    texts = Texts(articles, SEED)
    built(urls, prefix, texts, taken, index)
    with open_index(settings) as opened:
        row(
            "wrong counts of phrases",
            f"{wrong(opened.exact, texts, texts.substrings(phrases))} of {phrases}",
            "0",
        )
        searches(opened, texts)
        if itself:
            changes(settings, articles, opened.exact, texts)
        if itself and nodes:
            kills(urls, prefix, nodes, opened.exact, texts.substrings(20))
    for name in (f"{prefix}-texts-*", f"{prefix}-generations"):
        ask(urls, f"/{name}", "DELETE")


def built(urls: str, prefix: str, texts: Texts, taken: Taken, index: Path) -> None:
    """Tell what a build took."""
    paragraphs = len(texts.folded)
    seconds = json.loads((index / WRITTEN).read_text(encoding="utf-8"))["index"]
    stored = ask(urls, f"/{prefix}-texts-*/_stats/store")["_all"]["primaries"]["store"]["size_in_bytes"]
    row("**paragraphs**", f"{paragraphs:,}")
    row("paragraphs indexed a second", f"{paragraphs / seconds:,.0f}", "2,500")
    row("a whole build, with parsing", f"{taken.seconds:,.0f} s")
    row("memory of the build", f"{taken.memory:,.0f} MB", "1,000 MB, flat")
    row("bytes a paragraph and copy", f"{stored / paragraphs:,.0f}", "800")


def searches(index: OpenIndex, texts: Texts) -> None:
    """Measure searches, one after another and of several clients; no phrase is asked for twice."""
    exact = index.exact
    assert isinstance(exact, OpenSearchExactReader)
    times(lambda phrase: exact.search(asked(phrase, FACETS)), texts.substrings(ASKED))
    row(
        "total and 20 hits, 95 of 100",
        told(times(lambda p: slice_of(exact, p), texts.substrings(ASKED))),
        "25 ms",
    )
    row(
        "with occurrences and articles",
        told(times(lambda p: exact.search(asked(p)), texts.substrings(ASKED))),
        "40 ms",
    )
    row(
        "with three facets",
        told(times(lambda p: exact.search(asked(p, FACETS)), texts.substrings(ASKED))),
        "250 ms",
    )
    row(
        "the same, words of two characters",
        told(times(lambda p: exact.search(asked(p, FACETS)), texts.common_words(ASKED // 2))),
    )
    a_second = searches_a_second(exact, texts.substrings(200 * SECONDS))
    row(f"searches a second with occurrences, {CLIENTS} clients", f"{a_second:.0f}", "75")


def slice_of(exact: OpenSearchExactReader, phrase: str) -> None:
    """Ask for 20 hits with their texts, and how many there are, alone."""
    request = asked(phrase)
    query = exact.query(request)
    body = exact.paging(query, [query.matching_blocks()], request).body()
    assert body
    exact.reader.ask(body | {"track_total_hits": True})


def changes(settings: Settings, articles: list[IndexArticle], exact: ExactReader, texts: Texts) -> None:
    """Measure a build with paragraphs more and fewer until it is seen, while others read what was before."""
    draw = texts.substrings(20)
    gone = _pages(articles, FEWER)
    with open_snapshot(settings) as snapshot:
        files = [snapshot.page(page).page.file for page in gone]
    for file in files:
        (settings.seeds / file).unlink()
    for n in range(10):
        lines = [f"新增第{n}篇第{each}段，{texts.folded[n * 100 + each]}" for each in range(MORE // 10)]
        (settings.seeds / f"more-{n}.md").write_text("\n\n".join(lines), encoding="utf-8")
    with readers(exact, draw, 1) as load:
        began = time.perf_counter()
        judou("build", str(settings.seeds), "--index", str(settings.index))
        reading = Library(settings)
        with reading.snapshot() as snapshot:
            seen = snapshot.count(["新增第"])[0].paragraphs
        seconds = time.perf_counter() - began
        reading.close()
    row(
        f"{seen:,} paragraphs more, {FEWER} fewer, the whole command until they are seen",
        f"{seconds:.1f} s",
        "5 s",
    )
    row("readers of the generation before, meanwhile", str(load), "0 wrong")


def _pages(articles: list[IndexArticle], paragraphs: int) -> list[str]:
    """Return the first pages that together have so many paragraphs."""
    found: dict[str, int] = {}
    for article in articles:
        if sum(found.values()) >= paragraphs:
            break
        found[article.page] = found.get(article.page, 0) + len(article.blocks)
    return list(found)


def kills(urls: str, prefix: str, nodes: Nodes, exact: ExactReader, phrases: list[str]) -> None:
    """Kill one node after the other under load, each copied elsewhere before, and start it again."""
    wait = "wait_for_status=green&wait_for_no_relocating_shards=true&timeout=120s"
    ask(urls, f"/{prefix}-texts-*/_settings", "PUT", {"index": {"number_of_replicas": 1}})
    for which in ("the manager", "the one asked first", "another"):
        ask(nodes.urls, f"/_cluster/health?{wait}")
        manager = nodes.manager()
        others = [node for node in nodes.nodes if node is not manager]
        dying = {"the manager": manager, "the one asked first": nodes.nodes[0], "another": others[-1]}[which]
        with readers(exact, phrases) as load:
            time.sleep(1)
            dying.kill()
            time.sleep(SECONDS_AFTER)
        row(f"a node killed under load: {which}", str(load), "0 wrong, 2 s")
        nodes.start()


def ask(urls: str, path: str, method: str = "GET", body: object = None) -> Any:
    """Return what a node answers."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"{urls.split(',')[0]}{path}", data, method=method)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=180) as answer:
        return json.load(answer)


def row(name: str, measured: str, goal: str = "") -> None:
    """Print one figure."""
    print(f"| {name} | {measured} | {goal} |", flush=True)


if __name__ == "__main__":
    main()
