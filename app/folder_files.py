"""What files stand below a folder and when they last changed, so that one can tell that none has."""

import os
import time
from collections.abc import Collection
from hashlib import blake2b, file_digest, sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

_FRESH_NS = 2_000_000_000
"""A file that was changed less than two seconds ago may change again within one tick of its clock."""
UNKNOWN = "unread"
"""The stamp of a file of which the system tells nothing."""


class FolderState(NamedTuple):
    """The files below a folder: a digest of their names, sizes and times, and the SHA-256 of those of which
    times do not tell yet, by path."""

    digest: str
    fresh: dict[str, str]


class FolderFiles:
    """The files below a folder as they are found, but for those whose names begin with a dot.

    ``folders`` has the stamps of the files of each folder by name: size, times and inode. The time of the
    last change of the entry itself (ctime) cannot be set back by tools that keep times, as the time of the
    content can. A folder is named by what the paths below it begin with, the outermost by nothing. All are in
    order, so that nothing need be sorted once more.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folders: dict[str, dict[str, str]] = {}
        self.links: set[str] = set()
        """The paths of links to folders, which are not followed; their stamps are those of files."""
        self.unreadable: dict[str, str] = {}
        """Folders that cannot be read, with the reasons."""
        self.fresh: set[str] = set()
        """The paths of the files that were changed a moment before they were found."""
        self._failed: OSError | None = None
        self._fresh_from = time.time_ns() - _FRESH_NS
        waiting = [""]
        while waiting:
            waiting += self._look(waiting.pop())

    def _look(self, below: str) -> list[str]:
        """Look through one folder; return those in it."""
        inner, stamps = [], dict[str, str]()
        try:
            with os.scandir(f"{self.root}/{below}") as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        inner.append(f"{below}{name}/")
                    else:
                        stamps[name] = self._stamp(below, entry)
        except OSError as error:
            self.unreadable[below], self._failed = str(error.strerror), error
            return []
        self.folders[below] = dict(sorted(stamps.items()))
        return sorted(inner, reverse=True)

    def _stamp(self, below: str, entry: os.DirEntry[str]) -> str:
        """Return the stamp of a file; of a link to nothing that of the link."""
        try:
            known = entry.stat()
            if entry.is_symlink() and entry.is_dir():
                self.links.add(below + entry.name)
        except FileNotFoundError:
            known = entry.stat(follow_symlinks=False)
        except OSError as error:
            self._failed = error
            return UNKNOWN
        if known.st_ctime_ns > self._fresh_from:
            self.fresh.add(below + entry.name)
        return f"{known.st_size}.{known.st_mtime_ns}.{known.st_ctime_ns}.{known.st_ino}"

    def state(self, fresh: Collection[str]) -> FolderState:
        """Return the state of all files, of which ``fresh`` ones are read.

        Raises OSError where one of them or a folder cannot be.
        """
        if self._failed:
            raise self._failed
        digest = blake2b(digest_size=16)
        for below, stamps in sorted(self.folders.items()):
            old = [each for each in stamps.items() if not fresh or below + each[0] not in fresh]
            text = "\0".join((below, *chain.from_iterable(old), ""))
            digest.update(text.encode("utf-8", "surrogateescape"))
        there = [path for path in fresh if self._has(path)]
        return FolderState(digest.hexdigest(), {path: _sha256(self.root / path) for path in there})

    def _has(self, path: str) -> bool:
        below, slash, name = path.rpartition("/")
        return name in self.folders.get(below + slash, ())


def _sha256(path: Path) -> str:
    """Return the digest of a regular file; of a pipe or a link to nothing there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return file_digest(stream, sha256).hexdigest()
