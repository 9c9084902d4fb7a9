"""Files that are worked out when they are first read, and kept in a generation's folder for all that read it.

A file is named by its digest: what it holds can be told to be whole. It is removed with its generation.
Where the folder cannot be written to, whoever reads works it out for itself.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")


class KeptFile(NamedTuple):
    """A file of a folder; its name begins with ``name``, which has the version of what it holds."""

    folder: Path
    name: str

    def value(
        self, read: Callable[[Path], _T], find: Callable[[], _T], write: Callable[[_T, Path], None]
    ) -> _T:
        """Return what is kept; where nothing is, find and keep it, or wait for the process that does."""
        if (known := self.read(read)) is not None:
            return known
        found = None
        with suppress(OSError), _locked(self._lock()):
            if (known := self.read(read)) is not None:
                return known
            found = find()
            self._write(found, write)
        return found or find()

    def read(self, read: Callable[[Path], _T]) -> _T | None:
        """Return what is kept, or None where nothing is that is whole."""
        for path in sorted(self.folder.glob(f"{self.name}-*")):
            with suppress(OSError):
                if path.name == self._named(path):
                    return read(path)
        return None

    def _write(self, found: _T, write: Callable[[_T, Path], None]) -> None:
        """Write so that nobody sees half of it, in place of whatever has its name."""
        unfinished = self._lock().with_suffix(f".{os.getpid()}")
        try:
            unfinished.unlink(missing_ok=True)
            write(found, unfinished)
            unfinished.replace(self.folder / self._named(unfinished))
        finally:
            unfinished.unlink(missing_ok=True)

    def _named(self, path: Path) -> str:
        with path.open("rb") as stream:
            return f"{self.name}-{file_digest(stream, 'sha256').hexdigest()[:32]}"

    def _lock(self) -> Path:
        return self.folder / f"{self.name}.lock"


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock, however long another process has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        flock(descriptor, LOCK_EX)
        yield
    finally:
        os.close(descriptor)
