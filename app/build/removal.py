"""What a build may take away: nothing that it could not read, and not much of the library unasked."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from app.article import Skipped
from app.build.sources import FOLDER_UNREADABLE, PAGE_KEPT, UNREAD, SeedFile, content_digest
from app.errors import RemovalError
from app.messages import Message
from app.store.rows import SourceFile

_MOST_PAGES, _MOST_SHARE = 20, 0.1
"""A build takes away at most so many pages, or so large a share of all pages, without being told to."""


def kept_file(before: SourceFile | None, why: Message | None = None) -> SourceFile | None:
    """Return the row of a file that has a page and cannot be read now; it is tried again by each build."""
    if before is None or before.page is None:
        return None
    return before._replace(stamp="", digest=f"{content_digest(before.digest)}+unread", why=why)


def kept_below(unreadable: Iterable[SeedFile], known: Iterable[SourceFile]) -> list[SourceFile]:
    """Return the rows of all files in folders that cannot be read."""
    folders = [seed.file for seed in unreadable if seed.why and seed.why.code == FOLDER_UNREADABLE]
    if not folders:
        return []
    # The seeds folder itself is called ".".
    below = tuple("" if folder == "." else f"{folder}/" for folder in folders)
    return [row._replace(stamp="") for row in known if row.file.startswith(below) and row.file not in folders]


def unread_tables(seeds: Iterable[SeedFile], faults: Iterable[Skipped]) -> list[SeedFile]:
    """Return the seeds, marked as unread where the table of one of their folders could not be read."""
    unread = {Path(fault.where).parent: fault for fault in faults if fault.why.code == UNREAD}
    if not unread:
        return list(seeds)
    result = []
    for seed in seeds:
        fault = next((unread[folder] for folder in Path(seed.file).parents if folder in unread), None)
        told = replace(fault, why=replace(fault.why, code=PAGE_KEPT)) if fault else None
        result.append(seed._replace(unread=told))
    return result


def check_removal(before: Collection[SourceFile], coming: Collection[SourceFile], allowed: bool) -> None:
    """Raise RemovalError where too many pages would be gone; a page under another name is not gone."""
    staying = {row.page for row in coming}
    missing = {row.page: row for row in before if row.page and row.page not in staying}
    if len(missing) <= _MOST_PAGES or allowed:
        return
    contents = {content_digest(row.digest) for row in coming if row.page}
    gone = sum(content_digest(row.digest) not in contents for row in missing.values())
    pages = len({row.page for row in before if row.page})
    if gone > _MOST_PAGES and gone > _MOST_SHARE * pages:
        raise RemovalError("removal-refused", gone=gone, pages=pages)
