"""Read the pairs of wordings of an open generation."""

from collections.abc import Sequence
from pathlib import Path

from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.parallels.shifts.background import Background
from app.search.engines.local.parallels.shifts.file import kept_table
from app.search.engines.local.parallels.shifts.table import Shifts, ShiftTable
from app.search.parallels import Shift


class ShiftsReader:
    """Pairs of wordings, found when they are first asked for; read by several threads."""

    def __init__(self, folder: Path, exact: ExactSearcher) -> None:
        self._exact = exact
        self._table = Background(lambda: kept_table(folder, lambda: ShiftTable.of(exact)))

    def shifts(self, seconds: float, containing: str) -> Sequence[Shift] | None:
        """Return the pairs of which one wording contains a text, or None if they take longer."""
        table = self._table.value(seconds)
        return None if table is None else Shifts(self._exact, table, table.containing(containing))
