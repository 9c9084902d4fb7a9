"""A library moved from one machine to a cluster and PostgreSQL, and one brought back from a backup."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.build.build import build
from app.build.migrate import migrate
from app.config import Settings, read_settings
from app.main import create_app
from app.permalinks.resolve import Status
from tests.build.test_migrate import Ids, answers, build_history, progress, resolved
from tests.builders import paragraph, settings_in
from tests.cluster.engines import cluster_engine
from tests.postgres import Postgres

pytestmark = pytest.mark.cluster

SEARCHES = (
    *("在", "在 -又在", "在 OR 开放", "人 NEAR/9 在", "题目:丙", paragraph(1)[:6]),
    *("在&sort=occurrences", "在&sort=page", "在&group=article", "在&page=a"),
)


@contextmanager
def on_cluster(seeds: Path, index: Path, addresses: str, database: str) -> Iterator[Settings]:
    """Give the settings of a library in PostgreSQL and on the cluster, removed from there at last."""
    prefix = f"judou-{token_hex(4)}"
    with cluster_engine(addresses, prefix=prefix):
        yield read_settings(
            seeds=seeds,
            index=index,
            database=database,
            engine="opensearch",
            opensearch=addresses,
            opensearch_prefix=prefix,
            opensearch_shards=2,
            opensearch_replicas=0,
        )


def found(settings: Settings) -> dict[str, Any]:
    """Return what searches answer, both lanes, as the API tells it."""
    with TestClient(create_app(settings)) as client:
        every = {each: client.get(f"/api/search?q={each}").json() for each in SEARCHES}
    return {each: {lane: answer[lane] for lane in ("exact", "related")} for each, answer in every.items()}


def leads(settings: Settings, ids: Ids) -> dict[str, tuple[int, str]]:
    """Return of each link the status and the address that it leads to; the desk is not everywhere."""
    return {
        link: (status, page.partition("\n")[0]) for link, (status, page) in answers(settings, ids).items()
    }


def test_links_and_searches_answer_as_before_on_a_cluster_and_from_a_backup(
    tmp_path: Path, addresses: str, server: Postgres
) -> None:
    old, name = settings_in(tmp_path), f"moved-{token_hex(4)}"
    ids = build_history(old)
    before, links, searches = resolved(old, ids), leads(old, ids), found(old)
    assert {each.status for each in before.values()} == set(Status)
    assert searches["在"]["exact"]["paragraphs"] > 3

    def check(library: Settings) -> None:
        assert (resolved(library, ids), leads(library, ids)) == (before, links)
        for asked, answer in found(library).items():
            assert answer == searches[asked], asked

    with on_cluster(old.seeds, tmp_path / "new", addresses, server.database(name)) as new:
        migrate(old, new.database_url, progress)
        assert build(new).parsed == 0
        check(new)
        backup = server.dump(name)
    restored = server.restore(backup, f"restored-{token_hex(4)}")
    with on_cluster(old.seeds, tmp_path / "restored", addresses, restored) as again:
        # What the database names is not on this cluster: it is written anew.
        assert build(again).parsed == 0
        check(again)
