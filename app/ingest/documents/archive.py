"""A zip archive (DOCX, EPUB) opened within bounds: what is small on disk must not become huge in memory."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from app.errors import UnreadableError

MOST_ENTRIES, MOST_BYTES, MOST_ENTRY = 20_000, 400_000_000, 100_000_000
BOMB_FROM, MOST_RATIO = 20_000_000, 150
"""Text shrinks to a tenth, drawings to a fiftieth; what shrinks more was made to burst."""
LARGE_XML, MOST_TAGS = 10_000_000, 4_000_000
"""Bytes of XML from which on its tags are counted, and how many are taken: as a tree each takes 100 bytes."""
ENCRYPTED = 0x1
FAULTS = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
)
"""What zipfile raises where an archive is damaged."""


def open_archive(data: bytes, name: str) -> ZipFile:
    """Return the archive; raise UnreadableError where it is damaged, locked or would grow beyond bounds.

    Sizes are those that the archive declares: zipfile reads no more of an entry than it declares.
    """
    try:
        archive = ZipFile(BytesIO(data))
    except FAULTS as error:
        raise UnreadableError("archive-damaged", where=(name,)) from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UnreadableError("archive-locked", where=(name,))
    swollen = total > BOMB_FROM and total > MOST_RATIO * len(data)
    largest = max((entry.file_size for entry in entries), default=0)
    if len(entries) > MOST_ENTRIES or total > MOST_BYTES or largest > MOST_ENTRY or swollen:
        raise UnreadableError("archive-bomb", where=(name,), size=f"{total / 1e6:.0f} MB")
    return archive


def read_entry(archive: ZipFile, entry: str, name: str) -> bytes:
    """Return the bytes of one entry; raise UnreadableError where it is missing or damaged."""
    try:
        return archive.read(entry)
    except (KeyError, *FAULTS) as error:
        raise UnreadableError("archive-damaged", where=(name,)) from error


def check_elements(archive: ZipFile, name: str) -> None:
    """Raise UnreadableError where a part of a document would be too great a tree."""
    for entry in archive.infolist():
        is_large = entry.file_size > LARGE_XML and entry.filename.lower().endswith((".xml", ".rels"))
        if is_large and read_entry(archive, entry.filename, name).count(b"<") > MOST_TAGS:
            raise UnreadableError("archive-bomb", where=(name,), size=f"{entry.file_size / 1e6:.0f} MB")
