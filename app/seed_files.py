"""Read files below the seeds folder within bounds: regular files of a bounded size that no link leads out of.

Whatever a person can put into the folder is opened here: pages, sidecars, tables, the dictionary.
"""

import errno
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import UnreadableError


@contextmanager
def open_seed_file(path: Path, root: Path, max_bytes: int) -> Iterator[io.BufferedReader]:
    """Open a regular file below ``root``; raise UnreadableError that says why it cannot be taken.

    Nothing that could block or never end is opened to be read: neither a pipe nor a device.
    """
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    try:
        real = Path(os.path.realpath(path, strict=True))
        if not real.is_relative_to(os.path.realpath(root)):
            raise UnreadableError("file-outside", where=(name,))
        _check(real.stat(), name, max_bytes)
        with os.fdopen(os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            # What was looked at by name may be something else by now.
            _check(os.fstat(file.fileno()), name, max_bytes)
            yield file
    except OSError as error:
        raise UnreadableError("file-unreadable", where=(name,), reason=str(error.strerror)) from error


def is_there(path: Path) -> bool:
    """Return whether there is an entry of this name; raise UnreadableError where that cannot be told."""
    try:
        path.lstat()
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            return False
        raise UnreadableError("file-unreadable", where=(path.name,), reason=str(error.strerror)) from error
    return True


def read_seed_file(path: Path, root: Path, max_bytes: int) -> bytes:
    """Return the bytes of a regular file below ``root``; raise UnreadableError if it cannot be taken."""
    with open_seed_file(path, root, max_bytes) as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        raise _too_large(name, max_bytes)
    return data


def _check(known: os.stat_result, name: str, max_bytes: int) -> None:
    if not stat.S_ISREG(known.st_mode):
        raise UnreadableError("file-irregular", where=(name,))
    if known.st_size > max_bytes:
        raise _too_large(name, max_bytes)


def _too_large(name: str, max_bytes: int) -> UnreadableError:
    return UnreadableError("file-too-large", where=(name,), limit=f"{max_bytes / 1e6:g} MB")
