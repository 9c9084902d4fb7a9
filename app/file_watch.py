"""Tell whether files have changed since they were looked through, without opening them."""

import os
from collections.abc import Iterable
from pathlib import Path
from time import time_ns

TICK = 50_000_000
"""Nanoseconds: a file that is written to twice within a tick of the system's clock may keep its time."""
Stamps = tuple[tuple[int, int, int] | None, ...]
"""Size, time of change in nanoseconds and inode of each file; None for one that is not there."""


class FileWatch:
    """Files as they were when the watch began, which must be before they are looked through."""

    def __init__(self, paths: Iterable[Path]) -> None:
        began = time_ns()
        # Each request asks for all of them: names are made of paths once.
        self._began = {str(path): _stamp(str(path)) for path in paths}
        self._unsure = any(stamp and abs(began - stamp[1]) < TICK for stamp in self._began.values())

    @property
    def began(self) -> Stamps:
        """Return the stamps of all files when the watch began."""
        return tuple(self._began.values())

    def has_changed(self, files: Iterable[Path] | None = None) -> bool:
        """Say whether any file, or one of ``files``, was written to or replaced since the watch began.

        A file that was removed is as it was for whoever holds it open.
        """
        chosen = self._began if files is None else map(str, files)
        return any(_stamp(name) not in (None, self._began.get(name)) for name in chosen)

    def may_have_changed(self) -> bool:
        """Say whether any file has changed, or was written to so shortly before that its time cannot tell."""
        return self._unsure or self.has_changed()


def _stamp(name: str) -> tuple[int, int, int] | None:
    try:
        known = os.stat(name)  # noqa: PTH116 - a path would be made of it each time
    except OSError:
        return None
    return known.st_size, known.st_mtime_ns, known.st_ino
