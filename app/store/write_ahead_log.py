"""Which pages of a SQLite database its write-ahead log has (https://www.sqlite.org/fileformat2.html#walformat).

Reading the log beside SQLite disturbs no one: its locks are on other files.
"""

import struct
from pathlib import Path
from typing import BinaryIO

from app.store.seal import page_checksum

_HEADER, _FRAME = struct.Struct(">8I"), struct.Struct(">6I")
_MAGIC = (0x377F0682, 0x377F0683)


def logged_pages(log: Path, page_size: int) -> tuple[dict[int, bytes], int] | None:
    """Return the checksums of the pages in a log as last committed, and the pages of the database then.

    None where there is no such log.
    """
    places: dict[int, int] = {}
    pending: dict[int, int] = {}
    pages = 0
    try:
        with log.open("rb") as file:
            header = _HEADER.unpack(file.read(_HEADER.size))
            if header[0] not in _MAGIC or header[2] != page_size:
                return None
            while len(head := file.read(_FRAME.size)) == _FRAME.size:
                number, size, *salts = _FRAME.unpack(head)[:4]
                if tuple(salts) != header[4:6]:
                    break
                pending[number] = file.tell()
                file.seek(page_size, 1)
                if size:
                    pages = size
                    places |= pending
                    pending.clear()
            return ({number: _checksum(file, at, page_size) for number, at in places.items()}, pages)
    except (OSError, struct.error):
        return None


def _checksum(file: BinaryIO, at: int, page_size: int) -> bytes:
    file.seek(at)
    return page_checksum(file.read(page_size))
