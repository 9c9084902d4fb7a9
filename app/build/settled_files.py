"""Files that are as the last build left them and touch no other: a build need not look into them.

Files touch each other by their names, where they are the same but for their endings (one page's id, one
sidecar), and by their contents, of which the first file alone becomes a page.
"""

from collections.abc import Iterable, Mapping

from app.build.sources import Entry, SeedFile, content_digest, printable, stamp_rule
from app.store.rows import SourceFile


def settle(
    entries: Iterable[Entry], known: Mapping[str, SourceFile], patterns: str
) -> tuple[list[SourceFile], list[Entry]]:
    """Return the rows of files that are as they were, and the entries of all others and of those that others
    touch by their names."""
    same, others, rule = dict[str, Entry](), list[Entry](), stamp_rule(patterns)
    for entry in entries:
        if _is_as_it_was(entry, known.get(entry.path), rule):
            same[entry.path] = entry
        else:
            others.append(entry)
    # Of names that are no files any more and of sidecars there are rows, too.
    stems = {_stem(printable(entry.path)) for entry in others} | set(map(_stem, known.keys() - same.keys()))
    touched = [path for path in same if _stem(path) in stems]
    others += map(same.pop, touched)
    return [known[path] for path in same], others


def _is_as_it_was(entry: Entry, row: SourceFile | None, rule: str) -> bool:
    if row is None or not row.page or row.why or entry.why:
        return False
    # A path with a backslash is shown otherwise, and may be how another one is shown.
    return entry.stamp != "" and row.stamp == f"{entry.stamp}+{rule}" and "\\" not in entry.path


def twins(settled: Iterable[SourceFile], seeds: Iterable[SeedFile]) -> list[SeedFile]:
    """Return those of some files whose contents other ones have as well."""
    contents = {content_digest(seed.digest) for seed in seeds} - {""}
    found = (row for row in settled if content_digest(row.digest) in contents)
    return [SeedFile(row.file, row.file, row.page or "", row.stamp, row.digest) for row in found]


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
