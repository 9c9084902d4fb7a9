"""Builds that are killed, starved or disturbed, run in processes of their own.

``python -m tests.reliability.harm kill FOLDER TIMES SEED`` kills TIMES builds at random moments,
``… starve FOLDER BYTES…`` lets writes fail after so many bytes of a file, ``… full FOLDER BYTES…`` leaves so
many free on a small disk, ``… read_only FOLDER`` takes away the right to write; each prints what was found.
A process is forked for each build: it begins where the imports end, so that every moment of a build is as
likely to be hit as any other.
"""

import contextlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from app.build.build import build
from app.config import Settings
from app.errors import IndexWriteError, UnreadableError
from app.library.library import Library
from app.search.generation import NAME
from app.words.words import words
from tests.builders import markdown, settings_in, write_seed

PAGES = 12
REFUSED = 4
NOBODY = 65534
DISK = 8_000_000
"""Bytes of the small disk; the library and the next generation of it take about a tenth."""


def edit(settings: Settings, version: int) -> None:
    """Three pages change, one comes, one goes."""
    for page in range(PAGES):
        if version == 0 or page % 4 == version % 4:
            numbers = range(100 * page + version, 100 * page + version + 6)
            write_seed(
                settings, f"p{page:02}.md", markdown(f"第{page}页", *numbers) + f"\n版次之{version}。\n"
            )
    write_seed(settings, f"v{version:04}.md", markdown(f"新页{version}", 5000 + version))
    (settings.seeds / f"v{version - 1:04}.md").unlink(missing_ok=True)


def state(settings: Settings) -> tuple[str, list[str]]:
    """The generation that is served and its whole text; what engine and store count must agree."""
    library = Library(settings)
    try:
        with library.snapshot() as snapshot:
            texts = [block.text for view in snapshot.every_article() for block in view.blocks]
            for phrase in ("年", "版次之", texts[0][:6], texts[-1][-6:]):
                counted = snapshot.count([phrase])[0].occurrences
                there = sum(text.count(phrase) for text in texts)
                there += sum((view.article.title or "").count(phrase) for view in snapshot.every_article())
                assert counted == there, f"{phrase}: {counted} found, {there} there"
            return snapshot.generation.name, texts
    finally:
        library.close()


def forked(
    settings: Settings, most: int = resource.RLIM_INFINITY, limited: int = resource.RLIMIT_FSIZE
) -> int:
    """A build in a process of its own, which may write files of at most so many bytes, or as ``limited``.

    The parent itself never builds: the suffix array's threads (OpenMP) do not survive a fork.
    """
    child = os.fork()
    if child == 0:
        resource.setrlimit(limited, (most, most))
        code = 1
        try:
            code = _code(settings)
        finally:
            os._exit(code)
    return child


def _code(settings: Settings) -> int:
    try:
        build(settings)
    except (IndexWriteError, UnreadableError):
        return REFUSED
    return 0


def timed_build(settings: Settings) -> float:
    """The seconds that an undisturbed build takes."""
    began = time.monotonic()
    _, status = os.waitpid(forked(settings), 0)
    assert status == 0
    return time.monotonic() - began


def kill(folder: Path, times: int, seed: int, folders_kept: int = 2, earliest: float = 0.0) -> Counter[str]:
    """Builds killed at random moments, until so many were; after each the old or new state must be whole.

    ``earliest`` is the share of a build before which none is killed.
    """
    rng, outcomes = random.Random(seed), Counter[str]()
    settings = settings_in(folder)
    edit(settings, 0)
    length = timed_build(settings)
    before = state(settings)
    for version in range(1, 10 * times):
        edit(settings, version)
        expected = sorted(f"版次之{version}。" for page in range(PAGES) if page % 4 == version % 4)
        child = forked(settings)
        time.sleep(rng.uniform(earliest * length, length))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        after = state(settings)
        killed = "killed" if os.WIFSIGNALED(status) else "ended"
        outcomes[f"{killed}, {'old' if after == before else 'new'}"] += 1
        outcomes["of these new and merged"] += int(after[0][1:7]) - int(before[0][1:7]) == 2
        if after != before:
            assert sorted(t for t in after[1] if t.startswith(f"版次之{version}。")) == expected, after
        again = timed_build(settings)
        length = again if after == before else length
        before = state(settings)
        assert sum(text == f"版次之{version}。" for text in before[1]) == len(expected)
        folders = [path.name for path in settings.index.iterdir() if NAME.fullmatch(path.name)]
        assert len(folders) <= folders_kept, folders
        if outcomes["killed, old"] + outcomes["killed, new"] == times:
            break
    return outcomes


def limited_build(settings: Settings, version: int, *limits: int) -> str:
    """How a limited build (see ``forked``) of changed pages ends; a refused one leaves the old state."""
    before = state(settings)
    edit(settings, version)
    code = os.waitstatus_to_exitcode(os.waitpid(forked(settings, *limits), 0)[1])
    assert (state(settings) == before) == (code == REFUSED)
    return {0: "built", REFUSED: "refused with a message"}[code]


def starve(folder: Path, *limits: int) -> Counter[str]:
    """Builds that may write files of at most so many bytes: as on a full disk, a write fails half-way."""
    settings = settings_in(folder)
    edit(settings, 0)
    timed_build(settings)
    outcomes = Counter(
        limited_build(settings, version, limit) for version, limit in enumerate(limits, start=1)
    )
    timed_build(settings)
    state(settings)
    return outcomes


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[tuple[Settings, Path]]:
    """A library whose index lies on a small disk (tmpfs), and a path there for a file that fills it."""
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)], check=True)
    try:
        settings = replace(settings_in(folder), index=disk / "index")
        edit(settings, 0)
        timed_build(settings)
        yield settings, disk / "filling"
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def full(folder: Path, *rooms: int) -> Counter[str]:
    """Builds on a small disk that is full but for so many bytes; readers go on, on the full disk."""
    outcomes = Counter[str]()
    with small_disk(folder) as (settings, filling):
        for version, room in enumerate(rooms, start=1):
            filling.write_bytes(bytes(shutil.disk_usage(filling.parent).free - room))
            outcomes[limited_build(settings, version)] += 1
            filling.unlink()
            timed_build(settings)
    return outcomes


def no_room(folder: Path) -> Counter[str]:
    """A library on a disk without a byte left is read; a reader follows builds once there is room."""
    with small_disk(folder) as (settings, filling):
        before = state(settings)
        with contextlib.suppress(OSError), filling.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
        assert shutil.disk_usage(filling.parent).free == 0
        assert state(settings) == before
        command = [sys.executable, "-m", "app", "count", "年", "--index", str(settings.index)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        library = Library(settings)
        with library.snapshot() as snapshot:
            assert snapshot.generation.name == before[0]
        filling.unlink()
        edit(settings, 1)
        timed_build(settings)
        with library.snapshot() as snapshot:
            assert snapshot.generation.name != before[0]
            assert snapshot.count(["版次之1。"])[0].occurrences == 3
        library.close()
    return Counter({"read": 1})


def read_only(folder: Path) -> Counter[str]:
    """A library whose folder cannot be written is read; a build of it is refused with a message."""
    settings = settings_in(folder)
    edit(settings, 0)
    timed_build(settings)
    before = state(settings)
    for path in (settings.index, *settings.index.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o755)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.getuid() == 0:
                os.setuid(NOBODY)
            assert state(settings) == before
            code = _code(settings)
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    settings.index.chmod(0o755)
    return Counter({"refused with a message" if code == REFUSED else f"ended with {code}": 1})


HARMS: dict[str, Callable[..., Counter[str]]] = {
    "kill": kill,
    "starve": starve,
    "full": full,
    "no_room": no_room,
    "read_only": read_only,
}


def main(harms: dict[str, Callable[..., Counter[str]]]) -> None:
    """Do the harm that the command line names, and print what was found."""
    _, what, where, *rest = sys.argv
    words("词典")  # The dictionary is loaded once, not in each build.
    done = harms[what](Path(where), *map(int, rest))
    sys.stdout.write(json.dumps(done, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(HARMS)
