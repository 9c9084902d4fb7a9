"""Decide which source files a build parses again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.article import Skipped
from app.build.fingerprint import parser_fingerprint
from app.build.removal import kept_below, kept_file, unread_tables
from app.build.sources import (
    SeedFile,
    add_digests,
    add_name,
    add_surroundings,
    orphan_sidecars,
    sidecar_name,
)
from app.config import Settings
from app.store.reader import Reader
from app.store.rows import SourceFile


@dataclass(frozen=True, slots=True)
class ParsePlan:
    """The files to parse, and the rows of those that are not parsed: unchanged or skipped."""

    parse: tuple[SeedFile, ...]
    files: tuple[SourceFile, ...]
    known: Mapping[str, SourceFile]
    """The rows of the last build, by file."""


def select_changed(settings: Settings, known_to: Reader, found: list[SeedFile], full: bool) -> ParsePlan:
    """Tell new and changed files from those of the last build; skipped ones are tried again.

    A file is parsed again when its bytes, what is said of it (by its sidecar, its name, its folders) or the
    parser changed, or when ``full`` asks for it.
    """
    known = {row.file: row for row in known_to.files()}
    kept = kept_below(found, known.values())
    described, tables = add_surroundings(found, settings)
    seeds = add_digests(unread_tables(described, tables.faults), known, settings, kept)
    same_parser = known_to.state().get("parser") == parser_fingerprint(settings) and not full
    parse: list[SeedFile] = []
    told = (*tables.faults, *orphan_sidecars(settings.seeds, seeds))
    files = [*kept, *(SourceFile(each.where, "", "", None, each.why) for each in told)]
    for seed in seeds:
        before = known.get(seed.file)
        same_page = before if before and before.page == seed.page else None
        if seed.why:
            files.append(seed.row())
        elif seed.unread and (kept_row := kept_file(same_page)):
            files += _told(kept_row, seed.unread)
        elif same_parser and same_page and same_page.digest == seed.digest != "":
            places = (sidecar_name(seed.file), *(row.where for row in seed.around.rows))
            files += [seed.row(), *(known[place] for place in places if place in known)]
        else:
            parse.append(add_name(seed, settings.file_patterns))
    return ParsePlan(tuple(parse), tuple(files), known)


def _told(kept: SourceFile, unread: Skipped) -> list[SourceFile]:
    """Return the row of a page that stays, with the reason: at its own file, or at its sidecar."""
    if unread.where == kept.file:
        return [replace(kept, why=unread.why)]
    return [kept, SourceFile(unread.where, "", "", None, unread.why)]
