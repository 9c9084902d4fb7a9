"""Pictures of printed pages and cuttings from them, drawn from the source file when they are asked for."""

from hashlib import sha256
from pathlib import Path

from app.article import Box
from app.config import Settings
from app.errors import NotFoundError, UnreadableError
from app.frozen import dataclass
from app.ingest.source.pdf.worker_client import draw_cutting, draw_page
from app.library.picture_cache import PictureCache

PAGE_DPI, CUTTING_DPI = 100, 144
"""A page to be looked at beside its text; a cutting to be read."""
FOLDER = "pictures"
_DRAWN = "3"
"""Raised when the same source comes to be drawn otherwise."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn of a source file: a whole sheet, or some boxes one below the other."""

    file: str
    digest: str
    """The SHA-256 of the file when it was read: boxes are true for these bytes alone."""
    sheet: int = 1
    boxes: tuple[Box, ...] = ()
    dark: bool = False
    """Whether a sheet is drawn for a dark page: light ink on black, photographs as they are."""

    @property
    def key(self) -> str:
        """Name the picture by its content: equal keys, equal pictures."""
        what = f"{_DRAWN} {self.digest} {self.sheet} {self.boxes} {self.dark} {PAGE_DPI} {CUTTING_DPI}"
        return sha256(what.encode()).hexdigest()[:32]


class Pictures:
    """Draws pictures, each once as long as it is kept."""

    def __init__(self, settings: Settings) -> None:
        self._seeds = settings.seeds
        self._cache = PictureCache(settings.index / FOLDER)

    def png(self, drawing: Drawing) -> bytes:
        """Return a picture; NotFoundError where its source is gone, is another now, or cannot be drawn."""
        key = drawing.key
        if kept := self._cache.get(key):
            return kept
        picture = self._drawn(drawing)
        self._cache.put(key, picture)
        return picture

    def _drawn(self, drawing: Drawing) -> bytes:
        data = self._source(self._seeds / drawing.file, drawing)
        try:
            if drawing.boxes:
                return draw_cutting(data, drawing.file, CUTTING_DPI, drawing.boxes)
            return draw_page(data, drawing.file, drawing.sheet, PAGE_DPI, dark=drawing.dark)
        except UnreadableError as error:
            raise NotFoundError("picture-undrawable", file=drawing.file, reason=error.message) from error

    def _source(self, path: Path, drawing: Drawing) -> bytes:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise NotFoundError("picture-source-gone", file=drawing.file) from error
        if sha256(data).hexdigest() != drawing.digest:
            raise NotFoundError("picture-source-changed", file=drawing.file)
        return data
