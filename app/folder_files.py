"""What files stand below a folder and when they last changed, so that one can tell that none has."""

import os
import time
from collections.abc import Collection, Iterator
from hashlib import blake2b, file_digest, sha256
from pathlib import Path
from typing import NamedTuple

_FRESH_NS = 2_000_000_000
"""A file that was changed less than two seconds ago may change again within one tick of its clock."""


class FolderState(NamedTuple):
    """The files below a folder: a digest of their names, sizes and times, and the SHA-256 of those of which
    times do not tell yet, by path."""

    digest: str
    fresh: dict[str, str]


class FolderFiles:
    """The files below a folder as they are found, but for those whose names begin with a dot.

    Raises OSError where a folder cannot be read.
    """

    def __init__(self, root: Path) -> None:
        self._root, self._found = root, time.time_ns()
        self._stamps = dict(_walk(root, ""))

    def fresh(self) -> set[str]:
        """Return the paths of the files that were changed a moment before they were found."""
        return {path for path, stamp in self._stamps.items() if self._found - stamp[2] < _FRESH_NS}

    def state(self, fresh: Collection[str]) -> FolderState:
        """Return the state of all files, of which ``fresh`` ones are read. Raises OSError where one cannot
        be."""
        digest = blake2b(digest_size=16)
        for path in sorted(self._stamps):
            if path not in fresh:
                digest.update(f"{path}\0{self._stamps[path]}\0".encode("utf-8", "surrogateescape"))
        read = {path: _sha256(self._root / path) for path in fresh if path in self._stamps}
        return FolderState(digest.hexdigest(), read)


def _walk(root: Path, below: str) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Yield the path below the root of each file, with its size, times of change and inode."""
    with os.scandir(root / below) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(root, f"{path}/")
                continue
            try:
                known = entry.stat()
            except FileNotFoundError:  # A link to nothing.
                known = entry.stat(follow_symlinks=False)
            yield path, (known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)


def _sha256(path: Path) -> str:
    """Return the digest of a regular file; of a pipe or a link to nothing there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return file_digest(stream, sha256).hexdigest()
