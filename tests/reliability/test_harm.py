"""Killed, starved, read-only, damaged, disturbed: what is served stays whole."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.build.build import build
from app.config import Settings
from app.errors import IndexDamagedError, IndexMissingError
from app.library.library import Library
from app.search.generation import NAME
from app.store.seal import read_seal
from app.store.tables import metadata
from tests.builders import build_library, markdown, write_seed
from tests.reliability.harm import state

ROOT = Path(__file__).parents[2]
SIZES = (0, 1000, 4096, 40_000, 120_000, 200_000)
"""Bytes a file may have; the index of the test's library has files up to 250,000."""


def harm(what: str, folder: Path, *numbers: int, seconds: int = 900, module: str = "harm") -> dict[str, int]:
    """What a harm found; a promise that was broken ends it with an error."""
    command = [sys.executable, "-m", f"tests.reliability.{module}", what, str(folder), *map(str, numbers)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_a_killed_build_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    found = harm("kill", tmp_path, 3, 0)
    assert found.get("killed, old", 0) + found.get("killed, new", 0) == 3


@pytest.mark.soak
def test_two_hundred_killed_builds(tmp_path: Path) -> None:
    found = harm("kill", tmp_path, 200, 1, seconds=1200)
    assert found["killed, old"] + found["killed, new"] == 200


def test_a_build_without_room_is_refused_and_the_old_state_stays(tmp_path: Path) -> None:
    assert harm("starve", tmp_path, *SIZES)["refused with a message"] >= 3


@pytest.mark.soak
def test_a_hundred_builds_without_room(tmp_path: Path) -> None:
    found = harm("starve", tmp_path, *range(0, 400_000, 4000), seconds=1200)
    assert sum(found.values()) == 100


def test_a_full_disk_refuses_builds_and_serves_readers(tmp_path: Path, small_disk: None) -> None:
    assert harm("full", tmp_path, 0, 100_000)["refused with a message"] == 2


def test_a_reader_needs_no_room(tmp_path: Path, small_disk: None) -> None:
    assert harm("no_room", tmp_path) == {"read": 1}


@pytest.mark.soak
def test_sixty_builds_on_a_full_disk(tmp_path: Path, small_disk: None) -> None:
    found = harm("full", tmp_path, *range(0, 900_000, 15_000), seconds=1200)
    assert sum(found.values()) == 60
    assert min(found.values()) >= 3


@pytest.fixture
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips where this account may not mount a small file system."""
    folder = str(tmp_path_factory.mktemp("disk"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no file system of its own can be mounted here: {mounted.stderr.strip()}")
    subprocess.run(["umount", folder], check=True)


def test_a_read_only_library_is_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert harm("read_only", Path(folder)) == {"refused with a message": 1}


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "d.md", markdown("又一页", 40))
    command = [sys.executable, "-m", "app", "build", str(settings.seeds), "--index", str(settings.index)]
    pipes = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ends = [(pipe.communicate(timeout=600)[1], pipe.returncode) for pipe in pipes]
    for told, code in ends:
        assert (code, "another build" in told) in {(0, False), (4, True)}, told
    assert 0 in {code for _, code in ends}
    assert len(state(settings)[1]) == 10


def damage(path: Path, rng: random.Random) -> None:
    """Flip a bit somewhere, or cut the file off."""
    data = bytearray(path.read_bytes())
    place = rng.randrange(len(data))
    if rng.random() < 0.3:
        del data[place:]
    else:
        data[place] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def files_of(settings: Settings) -> list[Path]:
    """Every file that a reader depends on: the database and what the published generation is made of."""
    newest = max(path for path in settings.index.iterdir() if NAME.fullmatch(path.name))
    files = sorted(path for path in newest.rglob("*") if path.is_file() and path.stat().st_size)
    return [settings.index / "articles.db", *files]


def damage_and_mend(folder: Path, every: int) -> None:
    """Damage each ``every``-th file in turn; each is found at start and mended as the message says."""
    settings, rng = build_library(folder), random.Random(7)
    whole = state(settings)[1]
    for number in range(0, len(files_of(settings)), every):
        victim = files_of(settings)[number]
        damage(victim, rng)
        with pytest.raises((IndexDamagedError, IndexMissingError)) as told:
            state(settings)
        assert "run `judou build" in str(told.value), victim
        build(settings, full="--full" in str(told.value))
        assert state(settings)[1] == whole, victim


def test_damage_is_found_at_start_and_mended_as_told(tmp_path: Path) -> None:
    damage_and_mend(tmp_path, every=7)


@pytest.mark.soak
def test_damage_of_any_file_is_found(tmp_path: Path) -> None:
    damage_and_mend(tmp_path, every=1)


def test_a_damaged_checksum_harms_nobody_and_is_written_anew(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    seal = settings.index / "articles.db.seal"
    whole, first = seal.read_bytes(), read_seal(seal)
    flipped = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 9)]
    cut = [whole[:at] for at in range(0, len(whole), 20)]
    for broken in (b"\xff", b"[]", b"7", b'{"generation": 3}', b"[" * 100_000, *flipped, *cut):
        seal.write_bytes(broken)
        state(settings)
    build(settings)
    again = read_seal(seal)
    assert first
    assert again
    assert again.generation == first.generation


@pytest.mark.parametrize(
    "harm",
    [
        *(f"DROP TABLE {table}" for table in metadata.tables if table != "state"),
        "DELETE FROM blocks WHERE position = 1",
        "DELETE FROM pages WHERE position = 1",
        "UPDATE articles SET characters = 0",
    ],
)
def test_what_is_missing_is_never_sealed(tmp_path: Path, harm: str) -> None:
    settings = build_library(tmp_path)
    whole = state(settings)[1]
    with closing(sqlite3.connect(settings.index / "articles.db")) as connection, connection:
        connection.execute(harm)
    (settings.index / "articles.db.seal").unlink()
    with pytest.raises(IndexDamagedError, match="judou build --full"):
        state(settings)
    with pytest.raises(IndexDamagedError, match="judou build --full"):
        build(settings)
    build(settings, full=True)
    assert state(settings)[1] == whole


def a_folder(file: Path) -> None:
    (file / "inside").mkdir(parents=True)


@pytest.mark.parametrize(
    "put",
    [
        a_folder,
        os.mkfifo,
        lambda file: file.symlink_to("nowhere"),
        lambda file: file.symlink_to("no/where"),
        lambda file: file.symlink_to(file.name),
    ],
)
def test_what_is_no_file_in_the_place_of_the_database_is_mended_as_told(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    settings = build_library(tmp_path)
    whole = state(settings)[1]
    for _ in range(2):
        for path in settings.index.glob("articles.db*"):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        put(settings.index / "articles.db")
        with pytest.raises((IndexDamagedError, IndexMissingError)) as told:
            state(settings)
        build(settings, full="--full" in str(told.value))
        assert state(settings)[1] == whole


def test_links_out_of_a_damaged_database_are_rescued(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    library = Library(settings)
    with library.snapshot() as snapshot:
        old = snapshot.page("a").articles[0].blocks[1]
    library.close()
    write_seed(settings, "a.md", markdown("开放的大门", 1, 3))
    build(settings)
    database = settings.index / "articles.db"
    data = bytearray(database.read_bytes())
    data[-200] ^= 1
    database.write_bytes(data)
    build(settings, full=True)
    library = Library(settings)
    with library.snapshot() as snapshot:
        assert (snapshot.resolve_block(old.id).status, snapshot.resolve_block(old.id).was) == (
            "gone",
            old.text,
        )
    library.close()


def test_a_running_reader_outlives_damage_and_repair(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    library = Library(settings)
    with library.snapshot() as snapshot:
        before = snapshot.generation
    build(settings, full=True)
    with library.snapshot() as snapshot:
        assert snapshot.generation != before
        assert snapshot.count(["年"])[0].at_least >= 9
    library.close()
