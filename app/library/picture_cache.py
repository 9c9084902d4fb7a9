"""Pictures that were drawn, kept as files by their key in a folder of bounded size."""

import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

MOST_BYTES = 200_000_000
"""About 600 pictures of newspaper pages."""
_LEFT_OVER = 3600
"""Seconds after which an unfinished file is what an ended process left behind."""
_ENDING, _UNFINISHED = ".png", ".part"


class PictureCache:
    """A folder of pictures; those that were not looked at for longest go first.

    A file is whole or absent: it is written under another name and renamed. A folder that cannot be written
    keeps nothing, and everything is drawn anew.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._most_bytes = folder, most_bytes

    def get(self, key: str) -> bytes | None:
        """Return a picture that is kept."""
        path = self._folder / f"{key}{_ENDING}"
        try:
            picture = path.read_bytes()
        except OSError:
            return None
        # On a disk that is only read its age does not matter.
        with suppress(OSError):
            os.utime(path)
        return picture

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture, and let the oldest go where there are too many."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(self._folder / f"{key}{_ENDING}", picture)
            self._clean()

    def _write(self, path: Path, picture: bytes) -> None:
        with NamedTemporaryFile(dir=self._folder, suffix=_UNFINISHED, delete=False) as stream:
            unfinished = Path(stream.name)
            try:
                stream.write(picture)
                stream.close()
                unfinished.replace(path)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise

    def _clean(self) -> None:
        """Remove what exceeds the bound, and unfinished files that nobody writes any more."""
        known = []
        for entry in os.scandir(self._folder):
            told = entry.stat()
            known.append((told.st_mtime, told.st_size, Path(entry.path)))
        kept, before = 0, time.time() - _LEFT_OVER
        for changed, size, path in sorted(known, reverse=True):
            if path.suffix == _UNFINISHED:
                gone = changed < before
            else:
                kept += size
                gone = kept > self._most_bytes
            if gone:
                path.unlink(missing_ok=True)
