"""The pairs of wordings of a generation, worked out once and kept in its folder for all that read it."""

from collections.abc import Callable
from pathlib import Path

from app.search.engines.local.files.kept_file import KeptFile
from app.search.engines.local.parallels.shifts.table import ShiftTable

_NAME = "shifts-1"
"""The beginning of the file's name, with the version of what it holds."""


def kept_table(folder: Path, find: Callable[[], ShiftTable]) -> ShiftTable:
    """Return the table in a folder; where there is none, find it, or wait for the process that does."""
    return KeptFile(folder, _NAME).value(ShiftTable.read, find, ShiftTable.write)


def read_table(folder: Path) -> ShiftTable | None:
    """Return the table in a folder, or None where there is none that is whole."""
    return KeptFile(folder, _NAME).read(ShiftTable.read)
