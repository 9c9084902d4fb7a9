"""Segments under harm: builds killed while they merge, indexes copied while they are built, few descriptors.

``python -m tests.reliability.harm_segments merge FOLDER TIMES SEED`` kills builds, each of which would merge
segments after it has published; ``… copy FOLDER COPIES`` copies an index while builds follow one another;
``… descriptors FOLDER LIMIT…`` lets builds open so few files.
"""

import os
import resource
import shutil
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.config import Settings
from app.errors import IndexDamagedError, IndexMissingError
from app.search.engines.local import engine as local_engine
from app.search.engines.local import segments
from tests.builders import settings_in
from tests.reliability.harm import edit, forked, kill, limited_build, main, state, timed_build

SMALLEST, FACTOR, MOST_REMOVED = 300, 2, 0.0
"""Characters of the smallest segments, how many times as large the next size is, and the share of one that
may be gone before it is written anew: every build has something to merge."""
LATE = 0.6
"""The share of a build after which it is killed: before, nothing is published."""


def merge(folder: Path, times: int, seed: int) -> Counter[str]:
    """Kill builds that merge what has outgrown its size, all of it after they have published."""
    segments._SMALLEST, segments._FACTOR, segments._MOST_REMOVED = SMALLEST, FACTOR, MOST_REMOVED
    # Nothing is merged with what is new.
    local_engine.MERGED_AT_ONCE = 0
    # The generation before the one that is merged stays for those who read it.
    return kill(folder, times, seed, folders_kept=3, earliest=LATE)


def copy(folder: Path, copies: int) -> Counter[str]:
    """Copy an index file by file while it is built; each copy is read as one state, or refused in words."""
    outcomes, known = Counter[str](), list[list[str]]()
    settings = settings_in(folder)
    edit(settings, 0)
    timed_build(settings)
    for version in range(1, copies + 1):
        known.append(state(settings)[1])
        edit(settings, version)
        child = forked(settings)
        time.sleep(0.05 * (version % 8))
        copied = replace(settings, index=folder / f"copy{version}")
        _copy(settings.index, copied.index)
        assert os.waitpid(child, 0)[1] == 0
        known.append(state(settings)[1])
        outcomes[_read(copied, known)] += 1
        timed_build(copied) if (copied.index / "articles.db").exists() else None
        shutil.rmtree(copied.index)
    return outcomes


def _copy(index: Path, to: Path) -> None:
    """Copy what there is, as a backup does that knows nothing of it; what is gone meanwhile is left out."""
    for path in sorted(index.rglob("*")):
        if not path.is_dir():
            (to / path.relative_to(index)).parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                shutil.copy2(path, to / path.relative_to(index))


def _read(settings: Settings, known: list[list[str]]) -> str:
    try:
        found = state(settings)[1]
    except (IndexDamagedError, IndexMissingError) as error:
        assert "judou build" in str(error)  # noqa: PT017
        return "refused with a message"
    assert found in known[-2:], "a mixture"
    return "the new state" if found == known[-1] else "the old state"


def descriptors(folder: Path, *limits: int) -> Counter[str]:
    """Builds that may have few files open: refused with a message, or built with nothing lost."""
    outcomes = Counter[str]()
    settings = settings_in(folder)
    edit(settings, 0)
    timed_build(settings)
    for version, limit in enumerate(limits, start=1):
        outcomes[limited_build(settings, version, limit, resource.RLIMIT_NOFILE)] += 1
        timed_build(settings)
    return outcomes


HARMS: dict[str, Callable[..., Counter[str]]] = {"merge": merge, "copy": copy, "descriptors": descriptors}

if __name__ == "__main__":
    main(HARMS)
