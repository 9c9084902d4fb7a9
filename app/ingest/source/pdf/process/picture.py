"""Draw a page, or a cutting from it, in shades of grey as a small PNG.

A picture of more pixels than are held at once is drawn smaller. For a dark page ink and paper change places,
photographs stay as they are.
"""

import ctypes
import math
import struct
import zlib
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from app.frozen import dataclass
from app.ingest.source.pdf.printed_line import Rectangle
from app.ingest.source.pdf.process.document import RefusedError, Sheet
from app.ingest.source.pdf.process.graphics import images

POINTS = 72.0
"""An inch."""
MOST_PIXELS = 24_000_000
ROUNDING = 0.999
"""Leaves room for sides that are rounded up."""
WHITE, WHITE_PIXEL = 0xFFFFFFFF, b"\xff"
INVERTED = bytes(255 - value for value in range(256))
MIDDLE, PHOTOGRAPH, WHOLE = range(40, 216), 0.3, 0.6
"""Shades between ink and paper, the share of them from which an image is a photograph, and the share of a
page from which it is a scan of text."""
MOST_OF_PAGE, MOST_OF_CUTTING = 350_000, 30_000
"""Bytes of a picture, if fewer shades can bring it so far."""
SHADES = tuple(bytes(round(value * n / 255) * 255 // n for value in range(256)) for n in (15, 7, 3))
HIGH = bytes(value & 0xF0 for value in range(256))
LOW = bytes(value >> 4 for value in range(256))


GAP = 8
"""Pixels of white between the pieces of a cutting."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pixels of one byte each, row by row; an even number a row."""

    pixels: bytes
    wide: int
    high: int


def page_picture(page: Sheet, dpi: float, dark: bool = False) -> bytes:
    """Draw a whole page; up to 350 kB at 100 dpi for a newspaper page."""
    dpi = bounded(dpi, page.width * page.height)
    picture = drawn(page, dpi, (0.0, 0.0, page.width, page.height))
    return grey_png(inverted(picture, page, dpi) if dark else picture, MOST_OF_PAGE)


def bounded(dpi: float, area: float) -> float:
    """Return the resolution at which an area in square points has no more pixels than are held at once."""
    pixels = area * (dpi / POINTS) ** 2
    return dpi * min(1.0, math.sqrt(MOST_PIXELS / pixels) * ROUNDING) if pixels > 0 else dpi


def inverted(picture: Drawn, page: Sheet, dpi: float) -> Drawn:
    """Return a picture of a page with ink and paper exchanged, but for its photographs."""
    pixels = bytearray(picture.pixels.translate(INVERTED))
    scale = dpi / POINTS
    for box in images(page):
        left, top = max(0, round(box[0] * scale)), max(0, round(box[1] * scale))
        right, bottom = min(picture.wide, round(box[2] * scale)), min(picture.high, round(box[3] * scale))
        if (box[2] - box[0]) * (box[3] - box[1]) > WHOLE * page.width * page.height or left >= right:
            continue
        rows = [row * picture.wide for row in range(top, bottom)]
        seen = b"".join(picture.pixels[row + left : row + right] for row in rows)
        if sum(map(seen.count, MIDDLE)) < PHOTOGRAPH * len(seen):
            continue
        for row in rows:
            pixels[row + left : row + right] = picture.pixels[row + left : row + right]
    return Drawn(bytes(pixels), picture.wide, picture.high)


def stacked(pieces: Sequence[Drawn]) -> Drawn:
    """Put pieces of a text that goes on in other columns below each other, flush left on white."""
    if len(pieces) == 1:
        return pieces[0]
    wide = max(piece.wide for piece in pieces)
    rows: list[bytes] = []
    for piece in pieces:
        rows += [WHITE_PIXEL * wide] * (GAP if rows else 0)
        starts = range(0, piece.wide * piece.high, piece.wide)
        rows += [piece.pixels[start : start + piece.wide].ljust(wide, WHITE_PIXEL) for start in starts]
    return Drawn(b"".join(rows), wide, len(rows))


def drawn(page: Sheet, dpi: float, box: Rectangle) -> Drawn:
    """Draw the part of a page in a box of points from its top left."""
    scale = dpi / POINTS
    left, top = max(0.0, box[0]), max(0.0, box[1])
    right, bottom = min(page.width, box[2]), min(page.height, box[3])
    wide, high = round((right - left) * scale), round((bottom - top) * scale)
    wide += wide % 2
    if wide < 2 or high < 1:
        raise RefusedError("pdf-nothing-drawn", page=0)
    pixels = bytearray(wide * high)
    held = (ctypes.c_char * len(pixels)).from_buffer(pixels)
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_Gray, held, wide)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, WHITE)
        full = round(page.width * scale), round(page.height * scale)
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page.handle, -round(left * scale), -round(top * scale), *full, 0, pdfium.FPDF_ANNOT
        )
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Drawn(bytes(pixels), wide, high)


def grey_png(picture: Drawn, most: int) -> bytes:
    """Write a picture as a PNG of 16 shades of grey; of 8, or of 4, where it has more than `most` bytes."""
    png = b""
    for shades in SHADES:
        png = _png(picture, picture.pixels.translate(shades))
        if len(png) <= most:
            break
    return png


def _png(picture: Drawn, pixels: bytes) -> bytes:
    wide, high = picture.wide, picture.high
    upper, lower = pixels[0::2].translate(HIGH), pixels[1::2].translate(LOW)
    packed = (int.from_bytes(upper, "big") | int.from_bytes(lower, "big")).to_bytes(len(upper), "big")
    row = wide // 2
    lines = b"".join(b"\0" + packed[start : start + row] for start in range(0, row * high, row))
    header = struct.pack(">IIBBBBB", wide, high, 4, 0, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 6)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
