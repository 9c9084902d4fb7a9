"""Style, script and mark: read once, addressed by the hash of their content, cached for ever."""

import hashlib
from pathlib import Path

from app.errors import NotFoundError
from app.frozen import dataclass

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file with the digest that stands in its address."""

    name: str
    body: bytes
    digest: str
    media_type: str


class StaticFiles:
    """All files of a folder, in memory: a name that is not there cannot reach the disk."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            path.name: _read(path) for path in sorted(folder.iterdir()) if path.suffix in MEDIA_TYPES
        }
        self.version = hashlib.sha256(
            "".join(file.digest for file in self._files.values()).encode()
        ).hexdigest()[:12]

    def files(self) -> list[StaticFile]:
        """Return all files."""
        return list(self._files.values())

    def get(self, name: str) -> StaticFile:
        """Return the file of that name."""
        if name not in self._files:
            raise NotFoundError("static-file-unknown", name=name[:60])
        return self._files[name]


def _read(path: Path) -> StaticFile:
    body = path.read_bytes()
    return StaticFile(path.name, body, hashlib.sha256(body).hexdigest()[:12], MEDIA_TYPES[path.suffix])
