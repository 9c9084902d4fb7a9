"""Decide which source files a build parses again."""

from collections.abc import Iterable, Mapping
from itertools import chain

from app.article import Skipped
from app.build.fingerprint import parser_fingerprint
from app.build.removal import kept_below, kept_file, unread_tables
from app.build.settled_files import settle, twins
from app.build.sources import (
    Entry,
    SeedFile,
    add_digest,
    add_name,
    add_surroundings,
    entries_of,
    in_order,
    orphan_sidecars,
    seeds_of,
    sidecar_name,
    skip_duplicates,
)
from app.config import Settings
from app.folder_files import FolderFiles
from app.frozen import dataclass
from app.ingest.catalogue.folder_table import FOLDER_TABLE
from app.ingest.catalogue.sidecar import SUFFIX
from app.store.rows import SourceFile
from app.store.writer import Writer


@dataclass(frozen=True, slots=True)
class ParsePlan:
    """The files to parse, and the rows of those that are not parsed: unchanged or skipped."""

    parse: tuple[SeedFile, ...]
    files: tuple[SourceFile, ...]
    known: Mapping[str, SourceFile]
    """The rows of the last build, by file."""


def select_changed(settings: Settings, writer: Writer, found: FolderFiles, full: bool) -> ParsePlan:
    """Tell new and changed files from those of the last build; skipped ones are tried again.

    A file is parsed again when its bytes, what is said of it (by its sidecar, its name, its folders) or the
    parser changed, or when ``full`` asks for it.
    """
    known, patterns = writer.known_files(), settings.file_patterns
    same_parser = writer.state().get("parser") == parser_fingerprint(settings) and not full
    settled, entries = _settled(found, known, patterns) if same_parser else ([], entries_of(found))
    every = seeds_of(entries, patterns)
    kept = kept_below(every, known.values())
    described, tables = add_surroundings(found, every, settings)
    read = [add_digest(seed, known, settings) for seed in unread_tables(described, tables.faults)]
    seeds = skip_duplicates(sorted([*read, *twins(settled, read)], key=in_order), kept)
    parse: list[SeedFile] = []
    names = chain((seed.path for seed in seeds), (row.file for row in settled))
    told = (*tables.faults, *orphan_sidecars(found, names))
    files = [*settled, *kept, *(SourceFile(each.where, "", "", None, each.why) for each in told)]
    of_sidecars = any(row.page is None and row.file.endswith(SUFFIX) for row in known.values())
    for seed in seeds:
        before = known.get(seed.file)
        same_page = before if before and before.page == seed.page else None
        if seed.why:
            files.append(seed.row())
        elif seed.unread and (kept_row := kept_file(same_page)):
            files += _told(kept_row, seed.unread)
        elif same_parser and same_page and same_page.digest == seed.digest != "":
            files.append(same_page if same_page.stamp == seed.stamp != "" else seed.row())
            if of_sidecars or seed.around.rows:
                places = (sidecar_name(seed.file), *(row.where for row in seed.around.rows))
                files += [known[place] for place in places if place in known]
        else:
            parse.append(add_name(seed, settings.file_patterns))
    return ParsePlan(tuple(parse), tuple(files), known)


def _settled(
    found: FolderFiles, known: Mapping[str, SourceFile], patterns: str
) -> tuple[list[SourceFile], Iterable[Entry]]:
    """Return the rows of settled files, and the entries of all others; none is where a folder cannot be read,
    or where tables of folders tell of files."""
    if found.unreadable or any(FOLDER_TABLE in beside for beside in found.folders.values()):
        return [], entries_of(found)
    return settle(found, known, patterns)


def _told(kept: SourceFile, unread: Skipped) -> list[SourceFile]:
    """Return the row of a page that stays, with the reason: at its own file, or at its sidecar."""
    if unread.where == kept.file:
        return [kept._replace(why=unread.why)]
    return [kept, SourceFile(unread.where, "", "", None, unread.why)]
