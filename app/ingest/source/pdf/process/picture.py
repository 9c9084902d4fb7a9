"""Draw a page, or a cutting from it, in shades of grey as a small PNG."""

import ctypes
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from app.ingest.source.pdf.printed_line import Rectangle
from app.ingest.source.pdf.process.document import RefusedError, Sheet

POINTS = 72.0
"""An inch."""
MOST_PIXELS = 24_000_000
WHITE, WHITE_PIXEL = 0xFFFFFFFF, b"\xff"
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


def page_picture(page: Sheet, dpi: float) -> bytes:
    """Draw a whole page; about 300 kB at 100 dpi for a newspaper page."""
    return grey_png(drawn(page, dpi, (0.0, 0.0, page.width, page.height)))


def stacked(pieces: Sequence[Drawn]) -> Drawn:
    """Put pieces of a text that goes on in other columns below each other, flush left on white."""
    if len(pieces) == 1:
        return pieces[0]
    wide = max(piece.wide for piece in pieces)
    if wide * sum(piece.high + GAP for piece in pieces) > MOST_PIXELS:
        raise RefusedError("pdf-picture-large")
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
    if wide * high > MOST_PIXELS:
        raise RefusedError("pdf-picture-large")
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


def grey_png(picture: Drawn) -> bytes:
    """Write a picture as a PNG of 16 shades of grey."""
    wide, high = picture.wide, picture.high
    upper, lower = picture.pixels[0::2].translate(HIGH), picture.pixels[1::2].translate(LOW)
    packed = (int.from_bytes(upper, "big") | int.from_bytes(lower, "big")).to_bytes(len(upper), "big")
    row = wide // 2
    lines = b"".join(b"\0" + packed[start : start + row] for start in range(0, row * high, row))
    header = struct.pack(">IIBBBBB", wide, high, 4, 0, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 6)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
