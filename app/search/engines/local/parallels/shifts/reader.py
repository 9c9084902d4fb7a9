"""Read the pairs of wordings of an open generation."""

from collections.abc import Sequence
from os import W_OK, access
from pathlib import Path

from app.config import MAX_PLACES
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.parallels.shifts.background import Background
from app.search.engines.local.parallels.shifts.file import kept_table, read_table
from app.search.engines.local.parallels.shifts.table import Shifts, ShiftTable
from app.search.parallels import Shift
from app.worker_processes import run_apart

LARGE = 1_000_000
"""Characters from which on a library is compared by a process of its own, which takes seconds and memory."""


class ShiftsReader:
    """Pairs of wordings, found when they are first asked for; read by several threads."""

    def __init__(
        self, folder: Path, exact: ExactSearcher, files: Sequence[Path], removed: Sequence[Sequence[int]]
    ) -> None:
        self._folder, self._exact, self._files, self._removed = folder, exact, files, removed
        self._table = Background(self._find)

    def _find(self) -> ShiftTable:
        if (
            self._exact.bare.length > LARGE
            and access(self._folder, W_OK)
            and read_table(self._folder) is None
        ):
            run_apart(find_and_keep, self._folder, self._files, self._removed)
        return kept_table(self._folder, lambda: ShiftTable.of(self._exact))

    def shifts(self, seconds: float, containing: str) -> Sequence[Shift] | None:
        """Return the pairs of which one wording contains a text, or None if they take longer."""
        table = self._table.value(seconds)
        return None if table is None else Shifts(self._exact, table, table.containing(containing))


def find_and_keep(folder: Path, files: Sequence[Path], removed: Sequence[Sequence[int]]) -> None:
    """Find the pairs of a generation, whose segments are these files, and keep them in its folder."""
    exact = ExactSearcher(files, MAX_PLACES, removed)
    kept_table(folder, lambda: ShiftTable.of(exact))
