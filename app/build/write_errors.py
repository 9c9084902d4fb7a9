"""What the system says of a folder that cannot be written, in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import IndexWriteError


@contextmanager
def write_errors_told(index: Path) -> Iterator[None]:
    """Raise IndexWriteError in place of an OSError."""
    try:
        yield
    except OSError as error:
        where, reason = error.filename or index, error.strerror or str(error)
        raise IndexWriteError("write-failed", path=str(where), reason=reason) from error
