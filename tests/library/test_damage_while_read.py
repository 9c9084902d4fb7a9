"""Files that are damaged under a running reader: it answers rightly or not at all, and lives."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from app.build.build import build
from app.config import Settings
from app.errors import IndexDamagedError
from app.library import library as library_module
from app.library.library import Library
from app.library.queries import parse_query
from app.search.engines.local.opened import LocalIndex
from app.search.generation import NAME
from tests.builders import build_library, markdown, paragraph, write_seed

PHRASES = ["年", "开放", paragraph(1)[:9], paragraph(8)[-7:], "乡村的变化"]
Answer = tuple[list[int | None], int, list[str]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return build_library(tmp_path)


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    opened = Library(settings)
    yield opened
    opened.close()


def answer(library: Library) -> Answer:
    """Ask everything once: counts, the related lane, texts."""
    with library.snapshot() as snapshot:
        counts = [counted.occurrences for counted in snapshot.count(PHRASES)]
        related = snapshot.search_related(parse_query("乡村 产业", limit=5, facet_limit=0).request).total
        snapshot.did_you_mean("开放的大们", 3)
        return counts, related, [b.text for view in snapshot.every_article() for b in view.blocks]


def opened(library: Library) -> LocalIndex:
    """Return the index that is open now."""
    (generation,) = library._opened.values()
    assert isinstance(generation.index, LocalIndex)
    return generation.index


def answer_while(library: Library, happens: Callable[[], object]) -> None:
    with library.snapshot() as snapshot:
        happens()
        snapshot.count(PHRASES)


def answer_for_seconds(library: Library, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answer_while(library, lambda: time.sleep(0.05))


def files_of(settings: Settings) -> list[Path]:
    (newest,) = (path for path in settings.index.iterdir() if NAME.fullmatch(path.name))
    return [settings.index / "articles.db", *sorted(path for path in newest.rglob("*") if path.is_file())]


def overwrite(path: Path, data: bytes) -> None:
    """Write into a file as ``cp`` does: cut off first, then filled."""
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(data)


def overwrite_and_fail(path: Path) -> None:
    overwrite(path, b"")
    raise ZeroDivisionError


def flipped(data: bytes) -> bytes:
    return bytes(byte ^ 1 for byte in data)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 3]


@pytest.mark.parametrize("harm", [flipped, cut])
def test_each_file_in_turn_is_damaged_and_mended(
    library: Library, settings: Settings, harm: Callable[[bytes], bytes]
) -> None:
    right, refused = answer(library), set()
    for path in files_of(settings):
        whole = path.read_bytes()
        overwrite(path, harm(whole))
        for _ in range(2):
            try:
                assert answer(library) == right, path
            except IndexDamagedError as error:
                assert "judou build" in str(error)  # noqa: PT017
                refused.add(path)
        overwrite(path, whole)
        assert answer(library) == right, path
    with library.snapshot():
        files = opened(library).files
    assert {path for path in files if path.stat().st_size} <= refused


def test_damage_during_a_request_is_no_answer(library: Library, settings: Settings) -> None:
    answer(library)
    for path in opened(library).files:
        whole = path.read_bytes()
        with pytest.raises(IndexDamagedError, match="judou build"):
            answer_while(library, partial(overwrite, path, cut(whole) + b"?"))
        overwrite(path, whole)


def test_errors_out_of_damage_are_told_as_damage(library: Library, settings: Settings) -> None:
    answer(library)
    victim = next(path for path in files_of(settings) if path.name == "phrases")
    with pytest.raises(IndexDamagedError):
        answer_while(library, partial(overwrite_and_fail, victim))
    build(settings)
    with pytest.raises(ZeroDivisionError):
        answer_while(library, lambda: 1 // 0)


@pytest.mark.parametrize("name", ["lengths", "_MAIN_1.toc"])
def test_a_file_that_is_gone_before_it_is_first_opened_is_told_as_damage(
    library: Library, settings: Settings, name: str
) -> None:
    with pytest.raises(ZeroDivisionError):  # A reason to read every file, and none to do so soon again.
        answer_while(library, lambda: 1 // 0)
    answer_while(library, list)
    next(path for path in files_of(settings) if path.name == name).unlink()
    with pytest.raises(IndexDamagedError, match="judou build"):
        answer(library)
    build(settings)
    assert answer(library)


def test_a_list_of_files_that_comes_back_is_read_again(library: Library, settings: Settings) -> None:
    listed = next(path for path in files_of(settings) if path.name == "manifest.json")
    whole = listed.read_bytes()
    for harm in (listed.unlink, partial(listed.write_bytes, b"{}")):
        harm()
        with pytest.raises(IndexDamagedError, match="judou build"):
            answer(library)
        listed.write_bytes(whole)
        assert answer(library)
        library.close()


def test_a_build_mends_a_running_reader(library: Library, settings: Settings) -> None:
    right = answer(library)
    overwrite(next(path for path in files_of(settings) if path.name == "phrases"), b"nothing")
    with pytest.raises(IndexDamagedError):
        answer(library)
    build(settings)
    assert answer(library) == right
    database = settings.index / "articles.db"
    overwrite(database, flipped(database.read_bytes()))
    with pytest.raises(IndexDamagedError, match="--full"):
        answer(library)
    build(settings, full=True)
    assert answer(library) == right


def test_a_backup_copied_over_a_live_index_is_read_as_it_is(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    first, backup = answer(library), tmp_path / "backup"
    shutil.copytree(settings.index, backup)
    for number in range(3):
        write_seed(settings, f"n{number}.md", markdown(f"新{number}", 70 + number))
        build(settings)
    right = answer(library)
    shutil.copytree(backup, settings.index, dirs_exist_ok=True)
    assert answer(library) == first
    build(settings)
    assert answer(library) == right


def test_a_backup_copied_over_during_a_request_is_not_answered(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    first, backup = answer(library), tmp_path / "backup"
    shutil.copytree(settings.index, backup)
    write_seed(settings, "n.md", markdown("新", 70))
    build(settings)
    answer(library)

    def read() -> None:
        with library.snapshot() as snapshot:
            snapshot.count(PHRASES)
            shutil.copytree(backup, settings.index, dirs_exist_ok=True)

    with pytest.raises(IndexDamagedError, match="is being changed"):
        read()
    assert answer(library) == first


@pytest.mark.parametrize("last", ["articles.db", "articles.db.seal"])
def test_a_backup_is_read_as_soon_as_its_last_file_is_copied(
    library: Library, settings: Settings, tmp_path: Path, last: str
) -> None:
    """Whoever asks in between is refused, and what was wrong then is not taken for wrong later."""
    first, backup = answer(library), tmp_path / "backup"
    shutil.copytree(settings.index, backup)
    write_seed(settings, "n.md", markdown("新", 70))
    build(settings)
    right = answer(library)
    shutil.copytree(backup, settings.index, dirs_exist_ok=True, ignore=shutil.ignore_patterns(last))
    with suppress(IndexDamagedError):
        assert answer(library) in (first, right)
    shutil.copy2(backup / last, settings.index / last)
    assert answer(library) == first


def test_a_backup_that_was_being_copied_as_a_request_began_is_not_answered(
    library: Library, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written within one tick of the clock leaves the time of the file as it was."""
    first, backup = answer(library), tmp_path / "backup"
    shutil.copytree(settings.index, backup)
    write_seed(settings, "n.md", markdown("新", 70))
    build(settings)
    answer(library)
    database = settings.index / "articles.db"
    monkeypatch.setattr("app.file_watch.TICK", 3600 * 10**9)

    def read() -> None:
        database.touch()
        known = database.stat()
        with library.snapshot() as snapshot:
            snapshot.count(PHRASES)
            shutil.copyfile(backup / "articles.db", database)
            os.truncate(database, known.st_size)
            os.utime(database, ns=(known.st_atime_ns, known.st_mtime_ns))

    with pytest.raises(IndexDamagedError, match="is being changed"):
        read()
    shutil.copytree(backup, settings.index, dirs_exist_ok=True)
    monkeypatch.undo()
    assert answer(library) == first


def test_what_was_only_touched_is_looked_through_and_used(library: Library, settings: Settings) -> None:
    right = answer(library)
    for path in files_of(settings):
        path.touch()
    assert answer(library) == right
    index = opened(library)
    assert answer(library) == right
    assert not index.has_changed() or index is not opened(library)


@pytest.mark.parametrize("name", ["articles.db", "phrases", "lengths"])
def test_damage_that_leaves_no_trace_is_found_at_intervals(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    answer(library)
    victim = next(path for path in files_of(settings) if path.name.startswith(name))
    known = victim.stat()
    overwrite(victim, flipped(victim.read_bytes()))
    os.utime(victim, ns=(known.st_atime_ns, known.st_mtime_ns))
    monkeypatch.setattr(library_module, "FULL_INTERVAL", 0.0)
    with pytest.raises(IndexDamagedError):
        answer_for_seconds(library, 20)


def test_nothing_is_read_any_more_once_a_library_is_closed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(settings)
    answer(library)
    monkeypatch.setattr(library_module, "FULL_INTERVAL", 0.0)
    answer(library)
    library.close()
    assert not [one for one in threading.enumerate() if one.name == library_module.VERIFYING]


def test_builds_are_followed_without_a_word_of_damage(library: Library, settings: Settings) -> None:
    for number in range(6):
        write_seed(settings, "moving.md", markdown(f"动{number}", 100 + number))
        with library.snapshot() as before:
            name = build(settings).generation.name
            assert before.count([paragraph(100 + number)])[0].occurrences == 0
        assert len(answer(library)[2]) == 10
        assert list(library._opened) == [name]
        (settings.seeds / "moving.md").touch()
        build(settings)
        answer(library)
