"""The seal: the checksums of all pages of a database, in a file beside it that has a checksum of its own.

A build that changes some pages writes the checksums of these alone anew. Those of all others stay as they
were, and what was damaged before stays damaged in the eyes of whoever compares all of them.
"""

import json
from collections.abc import Iterable
from dataclasses import field
from hashlib import blake2b, sha256
from pathlib import Path

from app.frozen import dataclass

_WIDTH = 8
"""Bytes of the checksum of a page."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The published generation, the bytes of a page, and the checksums of all pages one after another.

    ``stamp`` is the size and the time of change of the file when it was sealed.
    """

    generation: str
    page_size: int
    checksums: bytes
    stamp: tuple[int, int] = field(default=(0, 0), compare=False)

    @classmethod
    def of(cls, generation: str, pieces: Iterable[bytes], page_size: int) -> "Seal":
        """Return the seal of a whole database, given in pieces of several pages."""
        checksums = bytearray()
        for piece in pieces:
            view = memoryview(piece)
            for at in range(0, len(piece), page_size):
                checksums += page_checksum(view[at : at + page_size])
        return cls(generation, page_size, bytes(checksums))

    def updated(self, generation: str, changed: dict[int, bytes], pages: int) -> "Seal":
        """Return the seal of so many pages, of which some (counted from 1) have new checksums."""
        checksums = bytearray(self.checksums[: pages * _WIDTH].ljust(pages * _WIDTH, b"\0"))
        for number, checksum in changed.items():
            if number <= pages:
                checksums[(number - 1) * _WIDTH : number * _WIDTH] = checksum
        return Seal(generation, self.page_size, bytes(checksums))


def page_checksum(page: bytes | memoryview) -> bytes:
    """Return the checksum of a page."""
    return blake2b(page, digest_size=_WIDTH).digest()


def write_seal(path: Path, seal: Seal) -> None:
    """Write a seal; the old one stands until the new one is whole."""
    beside = path.with_name(path.name + ".new")
    head = {"generation": seal.generation, "page": seal.page_size, "stamp": seal.stamp, "check": _check(seal)}
    beside.write_bytes(json.dumps(head).encode("ascii") + b"\n" + seal.checksums)
    beside.replace(path)


def read_seal(path: Path) -> Seal | None:
    """Return what was written; None where there is no seal, or where anything in it has changed."""
    try:
        head, _, checksums = path.read_bytes().partition(b"\n")
        found = json.loads(head)
        seal = Seal(found["generation"], found["page"], checksums, tuple(found["stamp"]))
        return seal if found["check"] == _check(seal) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _check(seal: Seal) -> str:
    head = json.dumps([seal.generation, seal.page_size, seal.stamp]).encode("ascii")
    return sha256(head + seal.checksums).hexdigest()[:16]
