"""Parse one source file into a page; whatever fails stays with the file."""

import logging
from dataclasses import replace
from pathlib import Path

from app.article import Page, Skipped
from app.build.parsing.parse_files import FAILED, ParsedFile
from app.build.sources import SeedFile, sidecar_name
from app.errors import SidecarError, UnreadableError
from app.ingest.catalogue.describe import describe
from app.ingest.catalogue.sidecar import read_sidecar, sidecar_path
from app.ingest.parse import parse_page
from app.ingest.source.read import read_source
from app.messages import Message

logger = logging.getLogger(__name__)


def parse_file(seed: SeedFile, root: Path, max_bytes: int) -> ParsedFile:
    """Parse one file. Whatever fails is reported with the file, and the build goes on."""
    try:
        source = read_source(root / seed.path, root, max_bytes)
        page = parse_page(seed.page, source.text, source.encoding, source.places, source.document)
        return _described(seed, replace(page, notes=seed.notes + source.notes + page.notes), root)
    except UnreadableError as error:
        return ParsedFile(seed, None, error.message.inside())
    except Exception as error:
        logger.exception("parsing %s failed", seed.file)
        mistake = f"{type(error).__name__}: {error}"
        return ParsedFile(seed, None, Message(FAILED, {"error": mistake}))


def _described(seed: SeedFile, page: Page, root: Path) -> ParsedFile:
    """Return the page with what is known of it; a faulty sidecar is reported and the page kept."""
    try:
        described = describe(page, seed.known, read_sidecar(sidecar_path(root / seed.path), root))
        return ParsedFile(seed, described.page, faults=described.faults)
    except SidecarError as error:
        where = sidecar_name(seed.file)
        described = describe(page, seed.known, None)
        return ParsedFile(
            seed, described.page, faults=(*described.faults, Skipped(where, error.message.inside()))
        )
