"""Long sieges, each quick with every run of the tests, and long in the soak."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from app.build.build import build
from app.config import Settings
from tests.builders import markdown, settings_in, write_seed
from tests.reliability import siege
from tests.reliability.harm import edit, state
from tests.reliability.load import addresses, judou, running
from tests.served import ROOT

MEGABYTES = 400


@pytest.mark.parametrize(
    ("connections", "generations"), [(4, 2), pytest.param(20, 50, marks=pytest.mark.soak)]
)
def test_connections_are_held_through_generations(
    library: Settings, connections: int, generations: int
) -> None:
    met = siege.hold_connections(library, connections, generations)
    assert met["of the newest"] + met["of an older one"] == connections * generations
    assert met["of the newest"] >= connections * generations // 2
    assert met["megabytes"] < MEGABYTES
    assert met["descriptors"] < 60 + connections
    assert met["generations kept"] <= 2


@pytest.mark.parametrize(("builders", "rounds"), [(3, 1), pytest.param(6, 12, marks=pytest.mark.soak)])
def test_builds_that_race_publish_what_is_there(library: Settings, builders: int, rounds: int) -> None:
    met = siege.race(library, builders, rounds)
    assert sum(met.values()) == builders * rounds
    assert met["built"] + met["built, files to look at"] >= rounds


@pytest.mark.soak
@pytest.mark.parametrize("parents", [False, True], ids=["workers", "parents"])
def test_full_builds_that_lose_processes_end_and_harm_nothing(tmp_path: Path, parents: bool) -> None:
    met = siege.kill(settings_in(tmp_path), 12, 3, parents=parents)
    if parents:
        assert met == {"ended with -9": 12, "a process was ended, it says": 0}
    else:
        assert met["ended with 0"] == 12
        assert met["a process was ended, it says"] >= 6


@pytest.mark.parametrize(
    ("requests", "connections"), [(200, 100), pytest.param(20_000, 10_000, marks=pytest.mark.soak)]
)
def test_a_flood_leaves_the_server_as_it_was(library: Settings, requests: int, connections: int) -> None:
    with running(library) as (port, _):
        paths = [*addresses(port), "/search?q=%3F%3F&format=json", "/nothing", "/trends?q=%E5%B9%B4&by=year"]
    paths += [f"/concordance?q=%E5%B9%B4&sort={sort}" for sort in ("right", "left", "date")]
    met = siege.flood(library, requests, connections, paths)
    assert met["2xx"] + met["3xx"] + met["4xx"] == requests
    assert met["megabytes"] < MEGABYTES


@pytest.mark.parametrize("changes", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_a_server_that_watches_serves_at_last_what_is_there(library: Settings, changes: int) -> None:
    met = siege.follow(library, changes, 5)
    assert met["followed"] == 1
    assert met["megabytes"] < MEGABYTES


def test_where_nothing_can_be_locked_a_build_says_so(library: Settings, tmp_path: Path) -> None:
    before = state(library)
    edit(library, 1)
    shim = tmp_path / "shim"
    shim.mkdir()
    with siege.without_locks(shim) as environment:
        done = subprocess.run(
            judou(library, "build"), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 4
    assert "lock" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(library) == before


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_the_zone_of_the_clock_changes_nothing(library: Settings, zone: str) -> None:
    before = state(library)
    done = subprocess.run(
        judou(library, "build"),
        cwd=ROOT,
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "0 parsed" in done.stdout + done.stderr or state(library) == before
    assert state(library) == before


@pytest.mark.parametrize("day", ["1970", "2038", "tomorrow"])
def test_a_file_from_another_time_is_read_when_it_changes(library: Settings, day: str) -> None:
    stamp = {"1970": 0, "2038": 2**31 + 10, "tomorrow": int(time.time()) + 86_400}[day]
    path = write_seed(library, "clock.md", markdown("时钟", "第一种写法在此。"))
    os.utime(path, (stamp, stamp))
    build(library)
    path.write_text(path.read_text(encoding="utf-8").replace("第一种", "第二种"), encoding="utf-8")
    os.utime(path, (stamp, stamp))
    build(library)
    texts = state(library)[1]
    assert "第二种写法在此。" in texts
    assert "第一种写法在此。" not in texts
