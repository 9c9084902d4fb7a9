"""The lock of one build at a time in an index folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOLCK, ENOSYS, EOPNOTSUPP
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from app.errors import BuildBusyError, IndexWriteError

LOCK = ".lock"
_NO_LOCKS = (ENOLCK, ENOSYS, EOPNOTSUPP)
"""How a file system says that it knows no locks."""


@contextmanager
def locked(index: Path) -> Iterator[None]:
    """Hold the lock of an index folder; the system releases it however the process ends.

    Raises BuildBusyError where another process holds it, IndexWriteError where files cannot be locked.
    """
    index.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(index / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
        yield
    except OSError as error:
        if not isinstance(error, BlockingIOError):
            if error.errno in _NO_LOCKS:
                raise IndexWriteError("locks-unsupported", index=str(index)) from error
            raise
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace") or "unknown"
        raise BuildBusyError("build-busy", holder=holder, index=str(index)) from None
    finally:
        os.close(descriptor)
