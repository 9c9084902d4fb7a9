"""Read the characters of a page with their places, each once.

Facts that matter: the size is the font's times the character's matrix; spaces drawn alone vanish, and what
PDFium makes up (spaces, line breaks) is no evidence; paint order means nothing; Type 3 fonts have no name; a
hyphen at the end of a line comes as U+0002; the characters of a ligature come with one origin; a shadow is
the same character again within a third of an em.
"""

import ctypes
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from app.frozen import dataclass
from app.ingest.source.pdf.printed_line import turned_by, upright
from app.ingest.source.pdf.process.document import RefusedError, Sheet

SOFT_HYPHEN_AT_END, REPLACED = 0x02, 0xFFFD
MOST_CHARACTERS = 400_000
"""On one page; the fullest newspaper pages have 20,000."""
SMALLEST = 1.0
"""Points; smaller type cannot be read and is a fault of the file."""
SHADOW = 0.34
"""Of an em."""
UNMAPPED = 0.05
"""Share of characters without a Unicode value from which a page is refused."""
FEW_UNMAPPED = 8
LEVEL, FINENESS = 0.6, 4
"""Degrees off an axis that count for none, and steps of a degree in which more are told apart."""
WIDE_FROM = 0x2E80
"""From here on characters fill their em."""
NEARLY_WIDE = 0.7
"""Of an em."""
NAMELESS = "#"
"""Begins the face of fonts without a name; what follows tells them apart."""
LIGATURES = frozenset("—─…⸺")
"""Characters that are drawn several at once, besides Latin letters."""


@dataclass(frozen=True, slots=True)
class Character:
    """One character: left edge, right edge and baseline in points as displayed, and how it is set."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: str
    turn: int = 0
    """Quarter turns clockwise from upright."""
    slant: float = 0.0
    """Degrees clockwise beyond them; its own frame is turned back by both."""

    @property
    def wide(self) -> bool:
        """Return whether it fills its em, as Chinese characters do."""
        return self.text >= "\u2e80"


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all characters of one text object share."""

    size: float
    face: str
    turn: int
    slant: float
    em: float
    """The width of a character that fills its em."""


def characters(sheet: Sheet) -> list[Character]:
    """Read the characters of a page; RefusedError if too many of them have no Unicode value."""
    page = pdfium.FPDFText_LoadPage(sheet.handle)
    if not page:
        return []
    try:
        found, unmapped = _read(sheet, page)
    finally:
        pdfium.FPDFText_ClosePage(page)
    if unmapped > max(FEW_UNMAPPED, UNMAPPED * len(found)):
        raise RefusedError("pdf-unmapped")
    return once(found)


def _read(sheet: Sheet, page: object) -> tuple[list[Character], int]:
    """Return the characters as drawn, and how many have no Unicode value."""
    count = pdfium.FPDFText_CountChars(page)
    if count > MOST_CHARACTERS:
        raise RefusedError("pdf-crowded", number=count)
    settings: dict[int | None, _Setting | None] = {}
    found: list[Character] = []
    objects: list[int | None] = []
    unmapped = 0
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    for index, code in _codes(page, count):
        if code < 0x20 and code != SOFT_HYPHEN_AT_END:
            unmapped += 1
            continue
        drawn = pdfium.FPDFText_GetTextObject(page, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value
        if key not in settings:
            settings[key] = _setting(sheet, page, index, drawn)
        setting = settings[key]
        if setting is None or not pdfium.FPDFText_GetCharOrigin(page, index, x, y):
            continue
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        text = "-" if code == SOFT_HYPHEN_AT_END else chr(code)
        unmapped += pdfium.FPDFText_HasUnicodeMapError(page, index) == 1 or _private(code)
        found.append(_character(sheet, text, (x.value, y.value), box, setting))
        objects.append(key)
    return _ligatures_apart(found, objects), unmapped


def _ligatures_apart(found: Sequence[Character], objects: Sequence[int | None]) -> list[Character]:
    """Return the characters, those of a ligature side by side; `objects` tells which were drawn together."""
    result: list[Character] = []
    start = 0
    while start < len(found):
        end = start + 1
        while end < len(found) and objects[end] == objects[start] and _ligated(found[start], found[end]):
            end += 1
        left, right = found[start].left, max(each.right for each in found[start:end])
        step = (right - left) / (end - start)
        for place, each in enumerate(found[start:end]) if end - start > 1 else ():
            result.append(replace(each, left=left + place * step, right=left + (place + 1) * step))
        if end - start == 1:
            result.append(found[start])
        start = end
    return result


def _ligated(one: Character, other: Character) -> bool:
    together = one.left == other.left and one.baseline == other.baseline
    return together and (other.text in LIGATURES or (other.text.isascii() and other.text.isalpha()))


def _codes(page: object, count: int) -> Iterator[tuple[int, int]]:
    """Yield the index and the code point of each character that is drawn; two surrogates are one."""
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if pdfium.FPDFText_IsGenerated(page, index) == 1 or code in (0x0A, 0x0D):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else REPLACED
        high = 0
        sound = code <= sys.maxunicode and code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF
        yield index, code if sound else REPLACED


def _private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code in (0xFFFD, 0xFFFE, 0xFFFF) or code >= 0xF0000


def _setting(sheet: Sheet, page: object, index: int, drawn: Any) -> _Setting | None:
    """Return how a text object is set; ``None`` for what is too small to be text of the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page, index, matrix)
    size = pdfium.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d)
    length = math.hypot(matrix.a, matrix.b)
    if not SMALLEST <= size < 2000 or not length:
        return None
    along, down = sheet.direction(matrix.a / length, matrix.b / length)
    degrees = math.degrees(math.atan2(down, along))
    turn = round(degrees / 90)
    slant = round((degrees - 90 * turn) * FINENESS) / FINENESS
    em = pdfium.FPDFText_GetFontSize(page, index) * length
    return _Setting(size, _face(drawn), turn % 4, slant if abs(slant) > LEVEL else 0.0, em)


def _face(drawn: Any) -> str:
    font = pdfium.FPDFTextObj_GetFont(drawn) if drawn else None
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").rpartition("+")[2]
    if not name:
        return f"{NAMELESS}{ctypes.cast(font, ctypes.c_void_p).value}"
    weight = pdfium.FPDFFont_GetWeight(font)
    return f"{name} {weight}" if weight > 0 else name


def _character(
    sheet: Sheet, text: str, origin: tuple[float, float], box: Any, setting: _Setting
) -> Character:
    """Put a character in a frame in which its own text runs to the right and lines go down."""

    def framed(point: tuple[float, float]) -> tuple[float, float]:
        shown = upright(sheet.shown(*point), sheet.width, sheet.height, setting.turn)
        return turned_by(shown, -setting.slant) if setting.slant else shown

    x, y = framed(origin)
    right = max(framed(corner)[0] for corner in ((box.left, box.bottom), (box.right, box.top)))
    wide = ord(text[0]) >= WIDE_FROM
    if setting.slant or not x < right < x + 3 * setting.size:
        right = x + setting.size * (1.0 if wide else 0.5)
    elif wide and NEARLY_WIDE * setting.em < right - x < setting.em:
        right = x + setting.em  # of Type 3 fonts comes the ink, not the width
    return Character(text, x, right, y, setting.size, setting.face, setting.turn, setting.slant)


def main_turn(found: Iterable[Character]) -> int:
    """Return the direction in which most of a page is set."""
    turns = Counter(each.turn for each in found)
    return turns.most_common(1)[0][0] if turns else 0


def once(found: Sequence[Character]) -> list[Character]:
    """Drop characters drawn again within a third of an em of themselves: shadows and doubled titles."""
    kept: list[Character] = []
    seen: dict[tuple[str, int, int, int], list[Character]] = {}
    for each in found:
        cell = max(2.0, each.size / 2)
        scale = round(math.log(max(each.size, 1.0)) * 4)
        column, row = int(each.left // cell), int(each.baseline // cell)
        near = (
            twin
            for shift in (0, -1, 1)
            for drop in (0, -1, 1)
            for twin in seen.get((each.text, scale, column + shift, row + drop), ())
        )
        reach = SHADOW * each.size
        if any(
            abs(twin.left - each.left) < reach
            and abs(twin.baseline - each.baseline) < reach
            and (twin.turn, twin.slant) == (each.turn, each.slant)
            for twin in near
        ):
            continue
        kept.append(each)
        seen.setdefault((each.text, scale, column, row), []).append(each)
    return kept
