"""Decide which source files a build parses again."""

from dataclasses import dataclass
from pathlib import Path

from app.build.fingerprint import parser_fingerprint
from app.build.sources import SeedFile, add_digests, add_surroundings, orphan_sidecars
from app.config import Settings
from app.ingest.catalogue.sidecar import sidecar_path
from app.store.reader import Reader
from app.store.rows import SourceFile


@dataclass(frozen=True, slots=True)
class ParsePlan:
    """The files to parse, and the rows of those that are not parsed: unchanged or skipped."""

    parse: tuple[SeedFile, ...]
    files: tuple[SourceFile, ...]


def select_changed(settings: Settings, known_to: Reader, found: list[SeedFile], full: bool) -> ParsePlan:
    """Tell new and changed files from those of the last build; skipped ones are tried again.

    A file is parsed again when its bytes, what is said of it (by its sidecar, its name, its folders) or the
    parser changed, or when ``full`` asks for it.
    """
    known = {row.file: row for row in known_to.files()}
    described, tables = add_surroundings(found, settings)
    seeds = add_digests(described, known, settings)
    same_parser = known_to.state().get("parser") == parser_fingerprint(settings) and not full
    parse: list[SeedFile] = []
    told = (*tables.faults, *orphan_sidecars(settings.seeds, seeds))
    files = [SourceFile(each.where, "", "", None, each.why) for each in told]
    for seed in seeds:
        before = known.get(seed.file)
        if seed.why:
            files.append(seed.row())
        elif same_parser and before and before.page == seed.page and before.digest == seed.digest != "":
            places = (sidecar_path(Path(seed.file)).as_posix(), *(row.where for row in seed.known.rows))
            files += [seed.row(), *(known[place] for place in places if place in known)]
        else:
            parse.append(seed)
    return ParsePlan(tuple(parse), tuple(files))
