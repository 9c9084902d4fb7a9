"""Open a PDF document with PDFium, or say why it is refused.

Only the worker process calls this: PDFium is not safe in threads, and a damaged file may end the process.
All coordinates that leave this package are points from the top left of the page as it is displayed.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as pdfium

from app.frozen import dataclass

PASSWORD = 4
"""FPDF_ERR_PASSWORD"""
WIDEST = 20_000.0
"""Points; no sheet is larger, and a page that says so is damaged."""


class RefusedError(Exception):
    """The document cannot be read: a code of ``app.messages.TEMPLATES`` and its values."""

    def __init__(self, code: str, **values: int) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open page, and how its own coordinates become displayed ones."""

    handle: object
    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    """Quarter turns clockwise at which the page is displayed."""

    @property
    def width(self) -> float:
        """Return the width as displayed, in points."""
        return self.top - self.bottom if self.rotation % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Return the height as displayed, in points."""
        return self.right - self.left if self.rotation % 2 else self.top - self.bottom

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page as displayed, from the top left."""
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        if self.rotation == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Return a direction of the page as displayed, y pointing down."""
        if self.rotation == 1:
            return y, x
        if self.rotation == 2:
            return -x, y
        if self.rotation == 3:
            return -y, -x
        return x, -y


@contextmanager
def opened(data: bytes) -> Iterator[object]:
    """Open a document from its bytes; RefusedError if it wants a password or is damaged beyond reading."""
    pdfium.FPDF_InitLibrary()
    buffer = (ctypes.c_char * len(data)).from_buffer_copy(data)
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() == PASSWORD:
            raise RefusedError("pdf-password")
        raise RefusedError("pdf-damaged")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def page_count(document: object) -> int:
    """Return how many pages the document says it has."""
    return int(pdfium.FPDF_GetPageCount(document))


@contextmanager
def sheet(document: object, number: int) -> Iterator[Sheet | None]:
    """Open a page, counted from 0; ``None`` if it cannot be."""
    handle = pdfium.FPDF_LoadPage(document, number)
    if not handle:
        yield None
        return
    try:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(handle, box)
        rotation = pdfium.FPDFPage_GetRotation(handle) % 4
        found = Sheet(handle, box.left, box.bottom, box.right, box.top, rotation)
        sound = 0 < found.width < WIDEST and 0 < found.height < WIDEST
        yield found if sound else None
    finally:
        pdfium.FPDF_ClosePage(handle)
