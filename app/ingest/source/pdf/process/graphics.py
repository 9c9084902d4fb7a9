"""Read what is drawn on a page besides text: rules, frames and pictures."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from app.frozen import dataclass
from app.ingest.source.pdf.printed_line import Rectangle
from app.ingest.source.pdf.process.document import Sheet

THIN, SHORTEST = 4.0, 18.0
"""Points: a rule is thinner and longer."""
SMALLEST_FRAME = 30.0
LEAST_PICTURE = 12.0
Matrix = tuple[float, float, float, float, float, float]
UNCHANGED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MOST_OBJECTS = 60_000
DEEPEST = 6
"""Forms within forms."""


@dataclass(frozen=True, slots=True)
class Graphics:
    """Rules as thin rectangles, frames (outlined rectangles) and pictures (images and filled rectangles)."""

    rules: tuple[Rectangle, ...]
    frames: tuple[Rectangle, ...]
    pictures: tuple[Rectangle, ...]


def graphics(sheet: Sheet) -> Graphics:
    """Read the rules, frames and pictures of a page."""
    rules: list[Rectangle] = []
    frames: list[Rectangle] = []
    pictures: list[Rectangle] = []
    for drawn, matrix in _page_objects(sheet):
        kind = pdfium.FPDFPageObj_GetType(drawn)
        box = _bounds(sheet, drawn, matrix)
        if box is None:
            continue
        wide, high = box[2] - box[0], box[3] - box[1]
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            if min(wide, high) >= LEAST_PICTURE:
                pictures.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            if min(wide, high) <= THIN:
                rules += [box] if max(wide, high) >= SHORTEST else []
            elif min(wide, high) >= LEAST_PICTURE and 4 <= pdfium.FPDFPath_CountSegments(drawn) <= 24:
                if not _outlined(drawn):
                    pictures.append(box)
                elif min(wide, high) >= SMALLEST_FRAME:
                    frames.append(box)
    return Graphics(tuple(rules), tuple(frames), tuple(pictures))


def images(sheet: Sheet) -> list[Rectangle]:
    """Return where the images of a page stand."""
    found = (
        _bounds(sheet, drawn, matrix)
        for drawn, matrix in _page_objects(sheet)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_IMAGE
    )
    return [box for box in found if box]


def _page_objects(sheet: Sheet) -> Iterator[tuple[Any, Matrix]]:
    """Yield the paths, images and shadings of a page, with the matrix of the forms they stand in."""
    page = sheet.handle
    left = MOST_OBJECTS
    count = min(left, pdfium.FPDFPage_CountObjects(page))
    waiting = [(pdfium.FPDFPage_GetObject(page, index), UNCHANGED, 0) for index in range(count)]
    while waiting and left:
        drawn, matrix, depth = waiting.pop()
        left -= 1
        kind = pdfium.FPDFPageObj_GetType(drawn) if drawn else pdfium.FPDF_PAGEOBJ_TEXT
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = _after(_matrix(drawn), matrix)
            count = min(left, max(0, pdfium.FPDFFormObj_CountObjects(drawn)))
            waiting += [(pdfium.FPDFFormObj_GetObject(drawn, i), inner, depth + 1) for i in range(count)]
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT:
            yield drawn, matrix


def _matrix(drawn: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, found):
        return UNCHANGED
    return found.a, found.b, found.c, found.d, found.e, found.f


def _after(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies first the one, then the other."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _bounds(sheet: Sheet, drawn: Any, matrix: Matrix) -> Rectangle | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return None
    a, b, c, d, e, f = matrix
    corners = [
        sheet.shown(a * x + c * y + e, b * x + d * y + f)
        for x in (left.value, right.value)
        for y in (bottom.value, top.value)
    ]
    box = _around(corners)
    on_page = box[2] > 0 and box[3] > 0 and box[0] < sheet.width and box[1] < sheet.height
    return box if on_page else None


def _around(corners: list[tuple[float, float]]) -> Rectangle:
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(down), max(across), max(down)


def _outlined(drawn: Any) -> bool:
    """Return whether a path is drawn as an outline, not as an area of colour."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke)
    return bool(stroke.value) or not fill.value
