"""The pairs of wordings of a generation, worked out once and kept in its folder for all that read it.

The file is named by its digest: what it holds can be told to be whole. It is removed with its generation.
Where the folder cannot be written to, whoever reads works them out for itself.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from hashlib import file_digest
from pathlib import Path

from app.search.engines.local.parallels.shifts.table import ShiftTable

_NAME, _LOCK = "shifts-1", "shifts.lock"
"""The beginning of the file's name, with the version of what it holds; and the lock of who writes it."""


def kept_table(folder: Path, find: Callable[[], ShiftTable]) -> ShiftTable:
    """Return the table in a folder; where there is none, find it, or wait for the process that does."""
    if (known := read_table(folder)) is not None:
        return known
    found = None
    with suppress(OSError), _locked(folder / _LOCK):
        if (known := read_table(folder)) is not None:
            return known
        found = find()
        _write(folder, found)
        return read_table(folder) or found
    return found or find()


def read_table(folder: Path) -> ShiftTable | None:
    """Return the table in a folder, or None where there is none that is whole."""
    for path in sorted(folder.glob(f"{_NAME}-*")):
        with suppress(OSError):
            if path.name == _name(path):
                return ShiftTable.read(path)
    return None


def _write(folder: Path, table: ShiftTable) -> None:
    """Write a table so that nobody sees half of it, in place of whatever has its name."""
    unfinished = folder / f"{_LOCK}.{os.getpid()}"
    try:
        unfinished.unlink(missing_ok=True)
        table.write(unfinished)
        unfinished.replace(folder / _name(unfinished))
    finally:
        unfinished.unlink(missing_ok=True)


def _name(path: Path) -> str:
    with path.open("rb") as stream:
        return f"{_NAME}-{file_digest(stream, 'sha256').hexdigest()[:32]}"


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock, however long another process has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        flock(descriptor, LOCK_EX)
        yield
    finally:
        os.close(descriptor)
