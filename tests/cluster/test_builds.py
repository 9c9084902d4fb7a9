"""Whole libraries on the cluster, with their texts in SQLite and in PostgreSQL: built, changed, killed."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from urllib.request import urlopen

import pytest

from app.build.build import build
from app.config import Settings, environment, read_settings
from app.library.library import Library
from app.search.engines.registry import create_search_engine
from tests.builders import markdown, paragraph, settings_in, write_seed
from tests.cluster.engines import cluster_engine
from tests.postgres import Postgres

pytestmark = pytest.mark.cluster

TIMES = 10
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(params=["sqlite", "postgresql"])
def library(
    request: pytest.FixtureRequest, tmp_path: Path, addresses: str, server: Postgres
) -> Iterator[Settings]:
    """The settings of an empty library on the cluster."""
    folders, prefix = settings_in(tmp_path), f"judou-{token_hex(4)}"
    with cluster_engine(addresses, prefix=prefix):
        yield read_settings(
            seeds=folders.seeds,
            index=folders.index,
            database=server.database(prefix) if request.param == "postgresql" else None,
            engine="opensearch",
            opensearch=addresses,
            opensearch_prefix=prefix,
            opensearch_shards=2,
            opensearch_replicas=0,
        )


def test_a_library_is_built_changed_and_searched(library: Settings) -> None:
    write_seed(library, "a.md", markdown("甲", 1, 2, 3))
    write_seed(library, "b,c.md", markdown("乙", 4, 5))
    build(library)
    reading = Library(library)
    with reading.snapshot() as before:
        assert [c.paragraphs for c in before.count([paragraph(1), paragraph(4)])] == [1, 1]
        write_seed(library, "a.md", markdown("甲", 1, 3, 6))
        build(library)
        assert [c.paragraphs for c in before.count([paragraph(2), paragraph(6)])] == [1, 0]
    with reading.snapshot() as after:
        assert [c.paragraphs for c in after.count([paragraph(2), paragraph(6)])] == [0, 1]
    reading.close()
    assert len(create_search_engine(library).generations()) == 2


@pytest.mark.parametrize("library", ["sqlite"], indirect=True)
def test_a_first_build_leaves_one_segment_of_each_shard(library: Settings) -> None:
    for n in range(1200):  # More than are sent, and so written, at once.
        write_seed(library, f"{n:04}.md", markdown(f"第{n}号", n))
    build(library)
    address = library.opensearch.split(",")[0]
    with urlopen(f"{address}/_cat/segments/{library.opensearch_prefix}-texts-*?format=json") as answer:
        shards = [segment["shard"] for segment in json.load(answer)]
    assert sorted(shards) == ["0", "1"]


@pytest.mark.parametrize("library", ["sqlite"], indirect=True)
def test_a_word_longer_than_any_term_may_be_stops_no_build(library: Settings) -> None:
    write_seed(library, "a.md", f"# 附件\n\n{paragraph(1)}\n\n{'x' * 40_000}")
    build(library)
    reading = Library(library)
    with reading.snapshot() as snapshot:
        assert [c.paragraphs for c in snapshot.count([paragraph(1), "x" * 100])] == [1, 1]
    reading.close()


@pytest.mark.parametrize("library", ["postgresql"], indirect=True)
def test_a_build_killed_at_any_moment_is_never_seen_and_mended_by_the_next(library: Settings) -> None:
    for n in range(12):
        write_seed(library, f"{n:02}.md", markdown(f"第{n}号", *range(100 * n, 100 * n + 20)))
    began = time.monotonic()
    assert run_build(library).wait() == 0
    whole = time.monotonic() - began
    draw, reading = random.Random(5), Library(library)
    new = paragraph(10**6)
    write_seed(library, "new.md", markdown("新的", *(10**6 + each for each in range(200))))
    for _ in range(TIMES):
        with reading.snapshot() as before:
            known = [c.paragraphs for c in before.count([paragraph(0), new])]
        running = run_build(library)
        time.sleep(draw.uniform(0.2, whole))
        running.kill()
        running.wait()
        with reading.snapshot() as after:
            counted = [c.paragraphs for c in after.count([paragraph(0), new])]
        # Killed before it is published, it is not there; killed after, it is whole.
        assert counted in (known, [1, 1])
        if counted == [1, 1]:
            (library.seeds / "new.md").write_text(markdown("新的", 10**6), encoding="utf-8")
            build(library)
            write_seed(library, "new.md", markdown("新的", *(10**6 + each for each in range(200))))
    build(library)
    with reading.snapshot() as last:
        assert [c.paragraphs for c in last.count([paragraph(0), new, paragraph(10**6 + 199)])] == [1, 1, 1]
    reading.close()
    assert len(create_search_engine(library).generations()) <= 2


def run_build(settings: Settings) -> "subprocess.Popen[bytes]":
    """Build in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "app", "build"],
        env=os.environ | environment(settings),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
