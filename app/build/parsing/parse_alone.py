"""Parse one file outside a build, as `judou parse` does."""

from dataclasses import replace
from pathlib import Path

from app.article import Page, Skipped
from app.config import Settings
from app.ingest.catalogue.describe import describe
from app.ingest.catalogue.file_names import read_file_name
from app.ingest.catalogue.folder_table import NO_FILE, read_folder_tables
from app.ingest.catalogue.sidecar import read_sidecar, sidecar_path
from app.ingest.parse import parse_page
from app.ingest.source.read import read_source


def parse_alone(file: Path, settings: Settings) -> tuple[Page, tuple[Skipped, ...]]:
    """Return the page of a file, and what could not be taken of what stands beside it.

    Of the folders around it only those below the seeds count. UnreadableError says why a file is no page.
    """
    source = read_source(file, file.parent, settings.max_file_bytes)
    page = parse_page(file.stem, source.text, source.encoding, source.places, source.document)
    seeds, below = settings.seeds.absolute(), file.absolute()
    root = seeds if below.is_relative_to(seeds) else below.parent
    name = below.relative_to(root).as_posix()
    tables = read_folder_tables(root, [name], settings.max_file_bytes)
    named = read_file_name(name if root == seeds else file.as_posix(), settings.file_patterns)
    known = tables.about(name)
    known = replace(known, statements=(*known.statements, named))
    described = describe(page, known, read_sidecar(sidecar_path(below), root))
    # Of a folder's list the other rows are about files that were not asked for.
    faults = (each for each in tables.faults if each.why.code != NO_FILE)
    return described.page, (*faults, *described.faults)
