"""A quotation as a picture of 1200 × 630, for chats and the previews of links; an optional extra.

It needs Pillow and a Chinese font of the system. Lines are broken as GB/T 15834—2011, 5.1, has it: no line
begins with a mark that closes or ends something, none ends with one that opens.
"""

import io
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from app.cite.quotation_marks import quoted
from app.lazy_pattern import lazy_pattern

WIDTH, HEIGHT = 1200, 630
_MARGIN, _SOURCE_ROOM = 90, 130
_SIZES = range(58, 25, -4)
"""Sizes of type in pixels, the largest that holds the whole quotation is taken."""
_SOURCE_SIZES = range(30, 21, -2)
_LEADING = 1.65
_PAPER, _INK, _GREY, _ACCENT = "#fcfbf6", "#1c1a17", "#6a655c", "#a52a1a"
_NOT_FIRST, _NOT_LAST = "，。、；：？！”’）》〉】〕…—·,.;:?!)]}%", "“‘（《〈【〔([{"
_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts",
)  # fmt: skip
_FONTS = (
    "SourceHanSerif*Regular*", "NotoSerif*CJK*Regular*", "NotoSerifSC*", "Songti*", "SourceHanSans*Regular*",
    "NotoSans*CJK*Regular*", "NotoSansSC*", "PingFang*", "STHeiti*", "wqy-*", "uming*", "DroidSansFallback*",
)  # fmt: skip
"""Names of files of fonts with simplified Chinese, the best first."""
_PIECE = lazy_pattern(r"[A-Za-z0-9]+(?:[.,’'\-][A-Za-z0-9]+)*[%‰]?|[\s\S]")
_COLOURS, _FAST_OCTREE = 32, 2
_FACES = 10
"""Faces of a collection looked at for the one of simplified Chinese."""


@cache
def can_draw() -> bool:
    """Say whether there are Pillow and a Chinese font."""
    return find_spec("PIL") is not None and _font_file() is not None


def quotation_png(quotation: str, source: str) -> bytes:
    """Return the picture of a quotation, cut where it is too long, with the line that names its source."""
    picture = import_module("PIL.Image").new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = import_module("PIL.ImageDraw").Draw(picture)
    size, lines = _fitted(quotation)
    top = _MARGIN + max(0, (_room() - len(lines) * size * _LEADING) / 2)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + number * size * _LEADING), line, font=_font(size), fill=_INK)
    foot = HEIGHT - _SOURCE_ROOM
    draw.line((_MARGIN, foot, WIDTH - _MARGIN, foot), fill=_ACCENT, width=2)
    font, brand = _font(_SOURCE_SIZES[0]), "句读"
    end = WIDTH - _MARGIN - font.getlength(brand)
    draw.text((end, foot + 28), brand, font=font, fill=_ACCENT)
    _write_source(draw, source, foot + 28, end - _MARGIN - 60)
    file = io.BytesIO()
    picture.quantize(_COLOURS, _FAST_OCTREE).save(file, "PNG")
    return file.getvalue()


def _room() -> int:
    """Return the height that the quotation may take."""
    return HEIGHT - _SOURCE_ROOM - _MARGIN - 20


def _fitted(quotation: str) -> tuple[int, list[str]]:
    """Return the size of type and the lines of a quotation; at the smallest size its end is left out."""
    size = _SIZES[-1]
    for size in _SIZES:
        lines = broken_lines(quoted(quotation), size, WIDTH - 2 * _MARGIN)
        if len(lines) * size * _LEADING <= _room():
            return size, lines
    most, length = int(_room() / (size * _LEADING)), len(quotation)
    while len(lines) > most:
        length = min(length - 1, length * most // len(lines) + 20)
        lines = broken_lines(quoted(f"{quotation[:length]}……"), size, WIDTH - 2 * _MARGIN)
    return size, lines


def broken_lines(text: str, size: int, width: int) -> list[str]:
    """Return the lines of a text in a size, wider than ``width`` only by marks that may not begin one."""
    lines, line = [], ""
    for piece in _pieces(text):
        wide = sum(_width(size, each) for each in (*_pieces(line), piece)) > width
        if not line or not wide or piece[0] in _NOT_FIRST or piece.isspace():
            line += piece
            continue
        kept = line.rstrip(_NOT_LAST) or line
        lines.append(kept)
        line = line[len(kept) :] + piece
    return [*lines, line] if line else lines


def _pieces(text: str) -> list[str]:
    """Return what a line cannot be broken in: a character, a Latin word, a number."""
    return _PIECE.findall(text)


def _write_source(draw: Any, source: str, top: int, width: float) -> None:
    """Write the line that names the source, smaller where it is long, cut where it is too long for that."""
    size = next((s for s in _SOURCE_SIZES if _font(s).getlength(source) <= width), _SOURCE_SIZES[-1])
    shown = source
    while _font(size).getlength(shown) > width:
        shown = f"{shown.rstrip('…')[:-1]}…"
    draw.text((_MARGIN, top + (_SOURCE_SIZES[0] - size) / 2), shown, font=_font(size), fill=_GREY)


@cache
def _font_file() -> Path | None:
    """Return the best font with simplified Chinese among those of the system; None if there is none."""
    folders = [folder for name in _FOLDERS if (folder := Path(name).expanduser()).is_dir()]
    endings = {".otf", ".ttf", ".ttc", ".otc"}
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in endings]
    return next((file for name in _FONTS for file in files if file.match(name)), None)


@lru_cache(1 << 14)
def _width(size: int, piece: str) -> float:
    return float(_font(size).getlength(piece))


@cache
def _font(size: int) -> Any:
    """Return the font in a size; of a collection the face of simplified Chinese."""
    fonts, file = import_module("PIL.ImageFont"), _font_file()
    for face in range(_FACES):
        try:
            font = fonts.truetype(str(file), size, index=face)
        except OSError:
            break
        if any(name in font.getname()[0].split() for name in ("SC", "CN")):
            return font
    return fonts.truetype(str(file), size)
