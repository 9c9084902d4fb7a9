"""``_folder.toml``: what holds for everything below a folder, and the list of its files, if there is one.

The nearest folder wins. The format is described in docs/sidecar.md.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from app.article import Origin, Skipped
from app.errors import SidecarError
from app.frozen import dataclass
from app.ingest.catalogue.bounded_toml import read_toml
from app.ingest.catalogue.describe import Row, Surroundings
from app.ingest.catalogue.entry import Entry
from app.ingest.catalogue.folder_list import bounded_faults, read_catalogue
from app.ingest.catalogue.merge import Statement
from app.ingest.catalogue.values import PAGE_KEYS, Keys, check_values, text_value
from app.messages import Message

FOLDER_TABLE = "_folder.toml"
NO_FILE = "table-row-of-no-file"
"""The code of what is told of a row whose file is not there."""
KEYS: Keys = {"title": text_value, "table": text_value, **PAGE_KEYS}


@dataclass(frozen=True, slots=True)
class _Folder:
    """What one folder's own table says."""

    values: Mapping[str, Any]
    title: str | None = None
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """By file, below the seeds."""


@dataclass(frozen=True, slots=True)
class FolderTables:
    """The tables of all folders, what is wrong with them, and the lists that they name."""

    folders: Mapping[PurePosixPath, _Folder]
    faults: tuple[Skipped, ...]
    lists: frozenset[str]

    def about(self, file: str) -> Surroundings:
        """Return what the tables say of a file below the seeds, the outermost folder first."""
        if not self.folders:
            return Surroundings()
        around = [each for each in reversed(PurePosixPath(file).parents) if each in self.folders]
        chain = [self.folders[each] for each in around]
        titles = [(each.as_posix(), title) for each in around if (title := self.folders[each].title)]
        return Surroundings(
            tuple(Statement(Origin.FOLDER_TABLE, folder.values) for folder in chain if folder.values),
            tuple(row for folder in chain for row in folder.rows.get(file, ())),
            titles[-1][1] if titles else None,
            tuple(pair for pair in titles if pair[0] != "."),
        )


def read_folder_tables(root: Path, files: Iterable[str], max_bytes: int) -> FolderTables:
    """Read the tables of all folders that hold ``files``, which are named by their paths below ``root``."""
    every = list(files)
    names = _Names(every)
    folders: dict[PurePosixPath, _Folder] = {}
    faults: list[Skipped] = []
    lists: set[str] = set()
    nearest = {PurePosixPath(folder) for folder in {file.rpartition("/")[0] for file in every}}
    for folder in sorted(nearest.union(*(each.parents for each in nearest))):
        try:
            table = read_toml(root / folder / FOLDER_TABLE, root)
            if table is None:
                continue
            values = check_values(table, KEYS, (FOLDER_TABLE,))
        except SidecarError as error:
            faults.append(Skipped((folder / FOLDER_TABLE).as_posix(), error.message.inside()))
            continue
        title, listed = values.pop("title", None), values.pop("table", None)
        rows: Mapping[str, tuple[Row, ...]] = {}
        if listed:
            lists.add((folder / listed).as_posix())
            rows, told = _read_list(root, folder, listed, names, max_bytes)
            faults += told
        folders[folder] = _Folder(values, title, rows)
    return FolderTables(folders, tuple(faults), frozenset(lists))


class _Names:
    """The files by the names that a row can give them: with their ending, or without it where that is one."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = files

    @cached_property
    def _whole(self) -> Mapping[str, str]:
        return {_plain(file): file for file in self._files}

    @cached_property
    def _stems(self) -> Mapping[str, list[str]]:
        found = defaultdict(list)
        for file in self._files:
            found[_plain(PurePosixPath(file).with_suffix("").as_posix())].append(file)
        return found

    def find(self, folder: PurePosixPath, name: str) -> str | None:
        """Return the file that a row of the folder's list names."""
        wanted = _plain((folder / name.replace("\\", "/")).as_posix())
        stems = self._stems.get(wanted, [])
        return self._whole.get(wanted) or (stems[0] if len(stems) == 1 else None)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _read_list(
    root: Path, folder: PurePosixPath, listed: str, names: _Names, max_bytes: int
) -> tuple[dict[str, tuple[Row, ...]], tuple[Skipped, ...]]:
    """Return the rows of a folder's list by file, and what is wrong with it."""
    where = (folder / listed).as_posix()
    if PurePosixPath(listed).is_absolute() or ".." in PurePosixPath(listed).parts:
        return {}, (Skipped((folder / FOLDER_TABLE).as_posix(), Message("file-outside")),)
    try:
        found = read_catalogue(root / folder / listed, root, max_bytes)
    except SidecarError as error:
        return {}, (Skipped(where, error.message.inside()),)
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    missing = []
    for name, entry in found.rows:
        file = names.find(folder, name)
        if file is None or file == where:
            missing.append(Skipped(entry.place[0], Message(NO_FILE, {"file": name})))
        else:
            entries[file].append(entry)
    rows = {file: tuple(_rows(where, file, some)) for file, some in entries.items()}
    return rows, (*found.faults, *bounded_faults(where, missing))


def _rows(where: str, file: str, entries: list[Entry]) -> Iterator[Row]:
    """Yield the rows about a file; each is named by the file, since numbers change with the rows above."""
    for number, entry in enumerate(entries, 1):
        again = f" ({number})" if number > 1 else ""
        yield Row(f"{where}: {file}{again}", entry, alone=len(entries) == 1)
