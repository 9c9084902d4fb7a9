"""Draw a page, or a cutting from it, in shades of grey as a small PNG."""

import ctypes
import struct
import zlib

import pypdfium2.raw as pdfium

from app.ingest.source.pdf.printed_line import Rectangle
from app.ingest.source.pdf.process.document import RefusedError, Sheet

POINTS = 72.0
"""An inch."""
MOST_PIXELS = 24_000_000
WHITE = 0xFFFFFFFF
HIGH = bytes(value & 0xF0 for value in range(256))
LOW = bytes(value >> 4 for value in range(256))


def page_picture(page: Sheet, dpi: float) -> bytes:
    """Draw a whole page; about 300 kB at 100 dpi for a newspaper page."""
    return cutting(page, dpi, (0.0, 0.0, page.width, page.height))


def cutting(page: Sheet, dpi: float, box: Rectangle) -> bytes:
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
    return grey_png(bytes(pixels), wide, high)


def grey_png(pixels: bytes, wide: int, high: int) -> bytes:
    """Write pixels of one byte each (an even number a row) as a PNG of 16 shades of grey."""
    upper, lower = pixels[0::2].translate(HIGH), pixels[1::2].translate(LOW)
    packed = (int.from_bytes(upper, "big") | int.from_bytes(lower, "big")).to_bytes(len(upper), "big")
    row = wide // 2
    lines = b"".join(b"\0" + packed[start : start + row] for start in range(0, row * high, row))
    header = struct.pack(">IIBBBBB", wide, high, 4, 0, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 6)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
