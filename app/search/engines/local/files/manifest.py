"""The list of a generation's files with their checksums: written by a build, compared by whoever reads."""

import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest, sha256
from pathlib import Path

from app.errors import IndexDamagedError
from app.file_watch import FileWatch

MANIFEST = "manifest.json"
READERS = 2
"""Threads that read files for their checksums; hashing lets the others run."""
_FLUSHED = 4
"""Files that are flushed to the disk at a time."""
UNREADABLE = "index-file-unreadable"
"""Nothing is known of a file that cannot be read: the next time it may be."""
Checksum = list[int | str]
"""Size in bytes, SHA-256, and time of the last change in nanoseconds."""


def write_manifest(folder: Path, previous: Path | None = None) -> str:
    """List the files of a finished folder with their checksums; the digest of that list.

    Files that are those of the ``previous`` folder, linked, have the checksums that they have there.
    Everything is on the disk when this returns: what the database then names must outlast a power cut.
    """
    paths = _files(folder)
    known = _linked(folder, previous, paths) if previous else {}
    new = [path for path in paths if path not in known]
    with ThreadPoolExecutor(READERS) as pool:
        known |= dict(zip(new, pool.map(_checksum, new), strict=True))
    text = json.dumps(
        {str(path.relative_to(folder)): known[path] for path in paths}, indent=1, sort_keys=True
    )
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    folders = [path for path in folder.rglob("*") if path.is_dir()]
    # Those that are flushed at the same time are written to the disk's journal together.
    with ThreadPoolExecutor(_FLUSHED) as pool:
        list(pool.map(_flush, (*new, folder / MANIFEST, *folders, folder, folder.parent)))
    return _digest(text)


def _linked(folder: Path, previous: Path, paths: Iterable[Path]) -> dict[Path, Checksum]:
    """Return the checksums of the files that are the same as in the previous folder, and unchanged."""
    listed: dict[str, Checksum] = json.loads((previous / MANIFEST).read_text(encoding="utf-8"))
    found = {}
    for path in paths:
        name = str(path.relative_to(folder))
        checksum = listed.get(name)
        if checksum and path.samefile(previous / name) and _stamp(path) == _stamp_of(checksum):
            found[path] = checksum
    return found


def watch_files(folder: Path) -> FileWatch:
    """Begin to watch every file of a generation, and the list of them."""
    return FileWatch([*_files(folder), folder / MANIFEST])


def verify(folder: Path, manifest: str, *, by_stamps: bool = False) -> None:
    """Raise IndexDamagedError unless every file is as the build left it.

    An engine may unpickle what it reads: nothing of the folder is opened before this has passed. With
    ``by_stamps`` files whose size and time are those of the list are not read.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise IndexDamagedError("index-file-missing", path=str(folder / MANIFEST)) from error
    if _digest(text) != manifest:
        raise IndexDamagedError("index-file-altered", path=str(folder / MANIFEST))
    listed: dict[str, Checksum] = json.loads(text)
    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(lambda each: _compare(folder / each[0], each[1], by_stamps), listed.items()))


def _compare(path: Path, checksum: Checksum, by_stamps: bool) -> None:
    """Raise IndexDamagedError unless a file is as it is listed."""
    if not path.is_file():
        raise IndexDamagedError("index-file-missing", path=str(path))
    if path.stat().st_size != checksum[0]:
        raise IndexDamagedError("index-file-truncated", path=str(path))
    if by_stamps and _stamp(path) == _stamp_of(checksum):
        return
    if _checksum(path)[:2] != checksum[:2]:
        raise IndexDamagedError("index-file-altered", path=str(path))


def _stamp(path: Path) -> tuple[int, int]:
    """Return size and time of change of a file."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _stamp_of(checksum: Checksum) -> tuple[int | str, int | str]:
    return checksum[0], checksum[2]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _checksum(path: Path) -> Checksum:
    """Return size, SHA-256 (processors have instructions for it) and time of change of a file."""
    try:
        with path.open("rb") as stream:
            digest = file_digest(stream, sha256).hexdigest()
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise IndexDamagedError(UNREADABLE, path=str(path), reason=reason) from error
    size, changed = _stamp(path)
    return [size, digest, changed]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
