"""A library as a year of daily changes leaves it: with as many segments as one that people have kept up."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from app.build.build import build
from app.config import Settings
from bench.processes import judou

DAYS, A_DAY = 365, 2
"""Days, and the files that each of them adds."""
DAILY, MONTH = 65, 30
"""The last days are built one by one, those before them so many at a time: what came in so many days has been
merged into one segment long since, and a year of builds takes a quarter of an hour."""
EDITED, REMOVED = 2, 6
"""Every so many builds a page is changed, or removed, until the next one: as many pages as if in a year of
daily builds every tenth changed one, and every thirtieth removed one."""
SEED = 12
AMENDMENT = "\n\n本次修改自公布之日起施行。\n"


def grown(seeds: Path, folder: Path) -> Settings:
    """Build most of a folder of pages, and add the others by daily builds; in the end it has all."""
    settings = Settings(seeds=folder / "seeds", index=folder / "index")
    files = sorted(path.relative_to(seeds) for path in seeds.rglob("*") if path.is_file())
    step = max(4, len(files) // (DAYS * A_DAY))
    later = set(files[::step][: DAYS * A_DAY])
    _copy(seeds, settings.seeds, [file for file in files if file not in later])
    judou("build", str(settings.seeds), "--index", str(settings.index))
    rng = random.Random(SEED)
    coming = rng.sample(sorted(later), len(later))
    touched: list[Path] = []
    for number, some in enumerate(_builds(coming)):
        _copy(seeds, settings.seeds, [*touched, *some])
        touched = _touch(settings.seeds, number, rng.choice(files))
        build(settings, jobs=1, allow_removal=True)
    _copy(seeds, settings.seeds, touched)
    build(settings, jobs=1)
    return settings


def _builds(coming: list[Path]) -> Iterator[list[Path]]:
    """Yield the files that come with each build."""
    daily = max(0, len(coming) - DAILY * A_DAY)
    for first in range(0, daily, MONTH * A_DAY):
        yield coming[first : min(first + MONTH * A_DAY, daily)]
    for first in range(daily, len(coming), A_DAY):
        yield coming[first : first + A_DAY]


def segments(settings: Settings) -> int:
    """Return how many segments the latest generation has."""
    generation = max(path for path in settings.index.glob("g*") if path.is_dir())
    return sum(path.is_dir() for path in (generation / "segments").iterdir())


def _touch(seeds: Path, number: int, file: Path) -> list[Path]:
    """Change or remove a file before some builds; return what is to be put back."""
    path = seeds / file
    if not path.is_file():
        return []
    if number % REMOVED == REMOVED - 1:
        path.unlink()
    elif number % EDITED == EDITED - 1:
        path.write_text(path.read_text(encoding="utf-8") + AMENDMENT, encoding="utf-8")
    else:
        return []
    return [file]


def _copy(seeds: Path, to: Path, files: list[Path]) -> None:
    for file in files:
        target = to / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(seeds / file, target)
