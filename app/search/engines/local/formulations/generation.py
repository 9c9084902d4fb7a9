"""The formulations of a generation: those that were found last, and what has changed since.

A change writes down the texts that came and left, and nothing that grows with the library. Who reads
formulations counts it in, once a generation; a compaction does so for good, and no reader waits for that.
"""

from collections.abc import Callable
from pathlib import Path

from app.freed_memory import give_back
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.files.hard_links import link
from app.search.engines.local.files.kept_file import KeptFile
from app.search.engines.local.files.names import CHANGES, FORMULATIONS
from app.search.engines.local.formulations.file import (
    Listed,
    read_change,
    read_characters,
    read_listed,
    read_mined,
    write_change,
    write_listed,
    write_mined,
)
from app.search.engines.local.formulations.mine import mine
from app.search.engines.local.formulations.updates.carry import can_be_carried, carry
from app.search.engines.local.formulations.updates.changes import Change

_MOST = 20_000
"""Characters that came and left from which on they are counted in for good: a second's work."""
_KEPT = "formulations-now-1"


def write_formulations(
    folder: Path,
    before: Path | None,
    change: Change | None,
    exact: Callable[[], ExactSearcher],
    dictionary: Path | None,
) -> None:
    """Write the formulations of a generation; ``change`` is what it changes of the one ``before``."""
    if before and change:
        every, known = _changes(before, change), before / FORMULATIONS
        if can_be_carried(read_characters(known), every):
            if change.characters():
                link(known, folder / FORMULATIONS)
                write_change(folder / CHANGES, every)
            else:
                write_mined(folder / FORMULATIONS, carry(read_mined(known), every, exact(), dictionary))
            return
    write_mined(folder / FORMULATIONS, mine(exact(), dictionary))


def have_many_changes(folder: Path) -> bool:
    """Say whether what has changed should be counted in for good."""
    path = folder / CHANGES
    return path.is_file() and read_change(path).characters() > _MOST


def read_formulations(folder: Path, exact: ExactSearcher, dictionary: Path | None) -> Listed:
    """Return the formulations of a generation; ``dictionary`` has further words for the tokenizer."""
    path = folder / FORMULATIONS
    if not (folder / CHANGES).is_file():
        return read_listed(path)
    change = read_change(folder / CHANGES)
    if not change.characters():  # What came has left again.
        found = read_listed(path)
        return found._replace(spread=found.spread._replace(articles=change.slots[found.spread.articles]))

    def find() -> Listed:
        found = Listed.of(carry(read_mined(path), change, exact, dictionary))
        give_back()
        return found

    return KeptFile(folder, _KEPT).value(read_listed, find, write_listed)


def _changes(before: Path, change: Change) -> Change:
    """Return what has changed since formulations were found."""
    path = before / CHANGES
    return read_change(path).then(change) if path.is_file() else change
