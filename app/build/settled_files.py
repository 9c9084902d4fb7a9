"""Files that are as the last build left them and touch no other: a build need not look into them.

Files touch each other by their names, where they are the same but for their endings (one page's id, one
sidecar), and by their contents, of which the first file alone becomes a page.
"""

from collections.abc import Iterable, Mapping

from app.build.sources import (
    ALONE,
    Entry,
    SeedFile,
    content_digest,
    entries_in,
    printable,
    stamp_rule,
    stand_alone,
)
from app.folder_files import FolderFiles
from app.store.rows import SourceFile


def settle(
    files: FolderFiles, known: Mapping[str, SourceFile], patterns: str
) -> tuple[list[SourceFile], list[Entry]]:
    """Return the rows of files that are as they were, and the entries of all others and of those that others
    touch by their names."""
    same, others, rule = dict[str, SourceFile](), list[Entry](), f"+{stamp_rule(patterns)}"
    for below, beside in files.folders.items():
        names = list(beside)
        if stand_alone(beside):
            found = _as_they_were(files, below, known, f"{ALONE}{rule}")
            same |= found
            names = [name for name in names if below + name not in found]
        for entry in entries_in(files, below, names):
            row = _if_as_it_was(known.get(entry.path), entry.path, entry.stamp + rule)
            if row and not entry.why:
                same[entry.path] = row
            else:
                others.append(entry)
    # Of names that are no files any more and of sidecars there are rows, too.
    stems = {_stem(printable(entry.path)) for entry in others} | set(map(_stem, known.keys() - same.keys()))
    for path in [path for path in same if _stem(path) in stems]:
        del same[path]
        folder, slash, name = path.rpartition("/")
        others += entries_in(files, folder + slash, [name])
    return list(same.values()), others


def _as_they_were(
    files: FolderFiles, below: str, known: Mapping[str, SourceFile], ending: str
) -> dict[str, SourceFile]:
    """Return the rows of the files of one folder that are as they were, where nothing but themselves tells:
    there may be a hundred thousand."""
    found = {}
    for name, stamp in files.folders[below].items():
        path = below + name
        row = _if_as_it_was(known.get(path), path, stamp + ending)
        if row and path not in files.fresh:
            found[path] = row
    return found


def _if_as_it_was(row: SourceFile | None, path: str, stamp: str) -> SourceFile | None:
    # A path with a backslash is shown otherwise, and may be how another one is shown.
    return row if row and row.stamp == stamp and row.page and not row.why and "\\" not in path else None


def twins(settled: Iterable[SourceFile], seeds: Iterable[SeedFile]) -> list[SeedFile]:
    """Return those of some files whose contents other ones have as well."""
    contents = {content_digest(seed.digest) for seed in seeds} - {""}
    found = (row for row in settled if content_digest(row.digest) in contents)
    return [SeedFile(row.file, row.file, row.page or "", row.stamp, row.digest) for row in found]


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
