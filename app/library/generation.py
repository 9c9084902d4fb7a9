"""The engine's folders: one for each generation, listed with checksums, removed when outlived."""

import json
import os
import re
import secrets
import shutil
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest, sha256
from pathlib import Path

from app.errors import IndexDamagedError
from app.file_watch import FileWatch

MANIFEST = "manifest.json"
READERS = 2
"""Threads that read files for their checksums; hashing lets the others run."""
NAME = re.compile(r"g\d{6}-[0-9a-f]{8}")


def new_name(previous: str | None) -> str:
    """Return a name for the next generation: counted, so that people see the order, and never used before."""
    number = int(previous[1:7]) + 1 if previous and NAME.fullmatch(previous) else 1
    return f"g{number % 1_000_000:06d}-{secrets.token_hex(4)}"


def write_manifest(folder: Path) -> str:
    """List the files of a finished folder with their checksums; the digest of that list.

    Everything is on the disk when this returns: what the database then names must outlast a power cut.
    """
    paths = _files(folder)
    with ThreadPoolExecutor(READERS) as pool:
        checksums = list(pool.map(_checksum, paths))
    files = {str(path.relative_to(folder)): each for path, each in zip(paths, checksums, strict=True)}
    text = json.dumps(files, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    for path in (*folder.rglob("*"), folder, folder.parent):
        _flush(path)
    return _digest(text)


def watch_files(folder: Path) -> FileWatch:
    """Begin to watch every file of a generation."""
    return FileWatch(_files(folder))


def verify(folder: Path, manifest: str) -> None:
    """Raise IndexDamagedError unless every file is as the build left it.

    An engine may unpickle what it reads: nothing of the folder is opened before this has passed.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise IndexDamagedError("index-file-missing", path=str(folder / MANIFEST)) from error
    if _digest(text) != manifest:
        raise IndexDamagedError("index-file-altered", path=str(folder / MANIFEST))
    listed: dict[str, list[int | str]] = json.loads(text)
    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(lambda each: _compare(folder / each[0], each[1]), listed.items()))


def _compare(path: Path, checksum: list[int | str]) -> None:
    if not path.is_file():
        raise IndexDamagedError("index-file-missing", path=str(path))
    if path.stat().st_size != checksum[0]:
        raise IndexDamagedError("index-file-truncated", path=str(path))
    if _checksum(path) != checksum:
        raise IndexDamagedError("index-file-altered", path=str(path))


def remove_outdated(index: Path, keep: set[str]) -> list[str]:
    """Remove the folders of generations that nobody reads any more; their names."""
    if not index.is_dir():
        return []
    outlived = sorted(p for p in index.iterdir() if NAME.fullmatch(p.name) and p.name not in keep)
    for folder in outlived:
        shutil.rmtree(folder, ignore_errors=True)
    return [folder.name for folder in outlived]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _checksum(path: Path) -> list[int | str]:
    """Return size and SHA-256 (processors have instructions for it: twice as fast as other strong hashes)."""
    try:
        with path.open("rb") as stream:
            digest = file_digest(stream, sha256).hexdigest()
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise IndexDamagedError("index-file-unreadable", path=str(path), reason=reason) from error
    return [path.stat().st_size, digest]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
