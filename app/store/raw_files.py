"""The files of a SQLite database, read beside SQLite: all of one in pieces, and what its log has.

The log's form is https://www.sqlite.org/fileformat2.html#walformat; reading it disturbs no one, for SQLite's
locks are on the other files.
"""

import os
import struct
from collections import Counter
from collections.abc import Iterator
from errno import ENOENT
from pathlib import Path
from threading import Lock
from typing import BinaryIO, ClassVar

from app.store.seal import page_checksum

PIECE = 1 << 18
"""Bytes that are read of a file at a time: a multiple of every size of a page."""
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


Identity = tuple[int, int]
"""Device and inode of a file."""


class FileBeside:
    """A SQLite file as it is read besides SQLite, in pieces.

    A process that closes any descriptor of a file takes away all locks that it has on it (POSIX), and with
    those of SQLite every other reader's certainty. So all that have a file open in a process share one
    descriptor, opened when it is first needed, and closed when the last of them has let go.
    """

    _lock: ClassVar = Lock()
    _users: ClassVar[Counter[Identity]] = Counter()
    _descriptors: ClassVar[dict[Identity, int]] = {}

    def __init__(self, path: Path, identity: Identity) -> None:
        self._path, self._identity = path, identity
        self._hold()

    def pieces(self) -> Iterator[bytes]:
        """Iterate over the bytes of the file, ``PIECE`` of them at a time. Raises OSError."""
        self._hold()
        try:
            descriptor, at = self._descriptor(), 0
            while piece := _read(descriptor, at):
                yield piece
                at += len(piece)
        finally:
            self.let_go()

    def _hold(self) -> None:
        with self._lock:
            self._users[self._identity] += 1

    def _descriptor(self) -> int:
        with self._lock:
            if self._identity not in self._descriptors:
                opened = os.open(self._path, os.O_RDONLY)
                known = os.fstat(opened)
                self._descriptors[known.st_dev, known.st_ino] = opened
            if self._identity not in self._descriptors:
                raise FileNotFoundError(ENOENT, "replaced", str(self._path))
            return self._descriptors[self._identity]

    def let_go(self) -> None:
        """Say that connections are closed, once: the last one closes the descriptor."""
        with self._lock:
            self._users[self._identity] -= 1
            if not self._users[self._identity]:
                del self._users[self._identity]
                if self._identity in self._descriptors:
                    os.close(self._descriptors.pop(self._identity))


def _read(descriptor: int, at: int) -> bytes:
    """Return ``PIECE`` bytes of a file, or what is left of it."""
    found = b""
    while more := os.pread(descriptor, PIECE - len(found), at + len(found)):
        found += more
    return found
