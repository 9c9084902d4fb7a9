"""An earlier state copied over a served one, step by step: never a mixture, and read once it is whole."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.build.build import build
from app.config import Settings
from app.errors import JudouError
from app.library.library import Library
from tests.builders import build_library, markdown, write_seed

PHRASES = ["年", "开放", "乡村的变化"]
Answer = tuple[list[int | None], list[str]]


def answer(library: Library) -> Answer:
    with library.snapshot() as snapshot:
        counts = [counted.occurrences for counted in snapshot.count(PHRASES)]
        return counts, [block.text for view in snapshot.every_article() for block in view.blocks]


def write(path: Path, data: bytes) -> None:
    with path.open("r+b" if path.exists() else "wb") as file:
        file.truncate(0)
        file.write(data)


def steps(source: Path, target: Path) -> Iterator[Callable[[], object]]:
    """Yield what ``cp -p`` does to one file, so that a reader can come in between."""
    data = source.read_bytes()
    target.parent.mkdir(parents=True, exist_ok=True)
    for part in (0, len(data) // 2, len(data)):
        yield lambda part=part: write(target, data[:part])  # type: ignore[misc]
    yield lambda: shutil.copystat(source, target)


def copy_over(backup: Path, settings: Settings, rng: random.Random) -> Iterator[None]:
    """Copy all files in any order, pausing after some of the steps."""
    files = sorted(path for path in backup.rglob("*") if path.is_file())
    rng.shuffle(files)
    for path in files:
        for step in steps(path, settings.index / path.relative_to(backup)):
            step()
            if "articles.db" in path.name and rng.random() < 0.5:
                yield


@pytest.mark.parametrize("times", [4, pytest.param(150, marks=pytest.mark.soak)])
def test_an_earlier_state_copied_over_in_any_order_is_read(tmp_path: Path, times: int) -> None:
    rng, settings = random.Random(times), build_library(tmp_path)
    for time in range(times):
        backup = tmp_path / f"backup{time}"
        with closing(Library(settings)) as library:
            first = answer(library)
            # What SQLite maps into memory (-shm) is no data: to cut it off below a reader ends the process.
            shutil.copytree(settings.index, backup, ignore=shutil.ignore_patterns("*-shm"))
            write_seed(settings, "n.md", markdown(f"第{time}页", 70 + time % 50))
            build(settings)
            newest = answer(library)
            for _ in copy_over(backup, settings, rng):
                try:
                    found = answer(library)
                except JudouError:
                    continue
                assert found in (first, newest)
            assert answer(library) == first
        build(settings)
