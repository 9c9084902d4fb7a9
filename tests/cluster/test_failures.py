"""Nodes that die and builds that are killed: no answer is ever wrong."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace

import pytest

from app.background_thread import running
from app.errors import SearchUnavailableError
from app.search.contract import ExactReader, IndexArticle
from app.search.engines.opensearch.cluster import Address
from app.search.engines.opensearch.engine import OpenSearchEngine
from app.search.generation import Handle
from app.search.results import Counts, ExactResults
from tests.builders import index_article, paragraph
from tests.cluster.engines import cluster_engine
from tests.cluster.nodes import Nodes
from tests.search.libraries import generation, opened, request, scanned_counts

pytestmark = pytest.mark.cluster

SECONDS_WITHOUT_ANSWER = 2.0
"""The longest that anybody waits; of a machine with other work, so many times as long as before the fault."""
SLOWER = 10.0
SECONDS_TO_LEAVE, SECONDS_TO_ANSWER = 60.0, 600.0
"""Who waits for a silent node leaves it much sooner than an answer may take."""
PHRASES = ["开放", "制度", "产业绿色", "人", "年"]


def library(pages: int, first: int = 0) -> list[IndexArticle]:
    """So many pages of ten paragraphs."""
    return [
        replace(
            index_article(f"a{n:05}", None, *(paragraph(10 * n + each) for each in range(10))),
            page=f"{n:05}",
            page_order=f"{n:05}",
        )
        for n in range(first, first + pages)
    ]


@dataclass
class Load:
    """What readers saw: right and wrong answers, refusals, and the longest wait in seconds."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    refused: int = 0
    longest: float = 0.0


@contextmanager
def under_load(lane: ExactReader, wanted: list[Counts], readers: int = 2) -> Iterator[Load]:
    """Count phrases again and again meanwhile."""
    load, adding = Load(), threading.Lock()

    def read(over: threading.Event) -> None:
        while not over.is_set():
            for phrase, counts in zip(PHRASES, wanted, strict=True):
                began = time.monotonic()
                try:
                    right = lane.count([phrase]) == [counts]
                except SearchUnavailableError:
                    right = None
                with adding:
                    load.longest = max(load.longest, time.monotonic() - began)
                    load.right += right is True
                    load.refused += right is None
                    if right is False:
                        load.wrong.append(phrase)

    with ExitStack() as reading:
        for _ in range(readers):
            reading.enter_context(running(read, "reader"))
        yield load


def counts_of(articles: list[IndexArticle]) -> list[Counts]:
    return [scanned_counts(articles, phrase) for phrase in PHRASES]


def pages(first: int, end: int) -> set[str]:
    return {f"{n:05}" for n in range(first, end)}


@pytest.mark.parametrize("which", ["manager", "contacted", "another"])
def test_a_node_that_dies_under_load_and_during_a_build_changes_no_answer(which: str, nodes: Nodes) -> None:
    before, after = library(20), library(26)
    manager = nodes.manager()
    others = [each for each in nodes.nodes[1:] if each is not manager]
    dying = {"manager": manager, "contacted": nodes.nodes[0], "another": others[0]}[which]
    with cluster_engine(nodes.urls, shards=3, replicas=1) as engine:
        handle = generation(engine, before)
        lane = opened(engine, handle, before).exact
        try:
            with under_load(lane, counts_of(before)) as load:
                building = threading.Thread(target=build_or_fail, args=(engine, after, handle, pages(20, 26)))
                time.sleep(1)
                most = max(SECONDS_WITHOUT_ANSWER, SLOWER * load.longest)
                building.start()
                time.sleep(0.3)
                dying.kill()
                time.sleep(5)
                building.join()
        finally:
            nodes.start()
        assert (load.wrong, load.refused) == ([], 0)
        assert load.right > 10
        assert load.longest < most
        # The next build mends what the one before has left.
        for name in engine.generations() - {handle.name}:
            engine.remove(name)
        again = generation(engine, after, handle, pages(20, 26))
        assert opened(engine, again, after).exact.count(PHRASES) == counts_of(after)
        assert lane.count(PHRASES) == counts_of(before)


def build_or_fail(
    engine: OpenSearchEngine, articles: list[IndexArticle], previous: Handle, changed: set[str]
) -> None:
    with suppress(SearchUnavailableError):
        generation(engine, articles, previous, changed)


def test_a_node_that_is_silent_is_left_for_another(nodes: Nodes) -> None:
    articles, prefix = library(3), "judou-silent"
    with (
        cluster_engine(nodes.urls, prefix=prefix) as engine,
        socket.create_server(("127.0.0.1", 0)) as silent,
    ):
        handle = generation(engine, articles)
        urls = (f"http://127.0.0.1:{silent.getsockname()[1]}", nodes.nodes[0].url)
        lane = opened(
            OpenSearchEngine(Address(urls, seconds=SECONDS_TO_ANSWER), prefix, 1, 0), handle, articles
        ).exact
        for _ in range(4):
            began = time.monotonic()
            assert lane.count(PHRASES) == counts_of(articles)
            assert time.monotonic() - began < SECONDS_TO_LEAVE


def test_a_shard_that_is_missing_is_told_and_found_again(nodes: Nodes) -> None:
    articles = library(12)
    with cluster_engine(nodes.urls, shards=3, replicas=0) as engine:
        exact = opened(engine, generation(engine, articles), articles).exact
        asked = request("开放", facet_limit=0)
        whole = exact.search(asked)
        try:
            nodes.nodes[2].kill()
            with pytest.raises(SearchUnavailableError):
                exact.search(asked)
            with pytest.raises(SearchUnavailableError):
                exact.count(PHRASES)
        finally:
            nodes.start()
        assert eventually(lambda: exact.search(asked)) == whole


def eventually(ask: Callable[[], ExactResults]) -> ExactResults:
    """The first answer within three minutes."""
    for _ in range(360):
        with suppress(SearchUnavailableError):
            return ask()
        time.sleep(0.5)
    return ask()


def test_every_hit_comes_once_by_cursor_across_a_publication(nodes: Nodes) -> None:
    articles = [
        replace(
            index_article(f"a{n:05}", None, *(f"开放{each}" for each in range(100))),
            page=f"{n:05}",
            page_order=f"{n:05}",
        )
        for n in range(101)
    ]
    with cluster_engine(nodes.urls, shards=3, replicas=0) as engine:
        handle = generation(engine, articles)
        exact = opened(engine, handle, articles).exact
        asked = request("开放", limit=1000, facet_limit=0)
        found = [exact.search(asked)]
        generation(engine, articles[:90], handle, pages(90, 101))
        while after := found[-1].following:
            found.append(exact.search(replace(asked, after=after)))
        ids = [hit.block for each in found for hit in each.hits]
        assert len(ids) == len(set(ids)) == found[0].counts.paragraphs == 10_100
        assert (
            exact.search(replace(asked, offset=10_050)).hits
            == tuple(hit for each in found for hit in each.hits)[10_050:]
        )
