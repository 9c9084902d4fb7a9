"""A press for test pages: text, rules, frames and pictures drawn anywhere on a sheet, then made a PDF.

Everything is given in points from the top left. Nothing but reportlab's built-in Chinese fonts is needed: two
more faces are made of the one it has under other names, since only their names tell them apart.
"""

import io
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import _cidfontdata, cidfonts, pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SONG, HEI, KAI = "STSong-Light", "STHeiti-Regular", "STKaiti-Regular"


def _register() -> None:
    for name in (SONG, HEI, KAI):
        known = deepcopy(_cidfontdata.CIDFontInfo[SONG])
        known["BaseFont"] = known["DescendantFonts"][0]["BaseFont"] = f"/{name}"
        known["DescendantFonts"][0]["FontDescriptor"]["FontName"] = f"/{name}"
        _cidfontdata.CIDFontInfo[name] = known
        if name not in cidfonts.allowedTypeFaces:
            cidfonts.allowedTypeFaces.append(name)
        _cidfontdata.widthsByUnichar[name] = _cidfontdata.widthsByUnichar[SONG]
        _cidfontdata.defaultUnicodeEncodings[name] = _cidfontdata.defaultUnicodeEncodings[SONG]
        pdfmetrics.registerFont(UnicodeCIDFont(name))


_register()


def text_width(text: str, size: float, face: str = SONG) -> float:
    """How wide a text is set."""
    return float(pdfmetrics.stringWidth(text, face, size))


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: where its baseline begins, and how far its characters are set apart."""

    x: float
    y: float
    text: str
    size: float
    face: str = SONG
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A rule, a frame or a picture."""

    kind: str
    box: tuple[float, float, float, float]
    width: float = 0.8


@dataclass(slots=True)
class Sheet:
    """What is to be printed on one page."""

    width: float
    height: float
    words: list[Words] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)

    def vertical(self, x: float, y: float, text: str, size: float, face: str = HEI) -> None:
        """Put down a line from top to bottom; `x` is its left edge."""
        for index, char in enumerate(text):
            self.words.append(Words(x, y + (index + 0.88) * size * 1.06, char, size, face))

    def move(self, right: float, down: float) -> None:
        """Move everything."""
        self.words = [Words(w.x + right, w.y + down, w.text, w.size, w.face, w.spacing) for w in self.words]
        self.drawn = [
            Drawn(d.kind, (d.box[0] + right, d.box[1] + down, d.box[2] + right, d.box[3] + down), d.width)
            for d in self.drawn
        ]


@dataclass(frozen=True, slots=True)
class Printing:
    """How sheets are printed."""

    order: str = "as set"
    """Paint order: as set, shuffled, or large type last."""
    by: str = "line"
    """What is drawn at once: a line or a character."""
    shadow: bool = False
    """Whether large type is drawn twice, a little apart."""
    rotate: int = 0
    """Quarter turns by which the page is turned for display, its text being drawn to stand upright then."""
    sideways: bool = False
    """Whether the text is drawn sideways without saying so."""
    scan: bytes | None = None
    """A picture of the page, under text that is not drawn."""
    compressed: bool = True
    password: str | None = None
    owner_only: bool = False


def printed(sheets: list[Sheet], printing: Printing, rng: Random) -> bytes:
    """The PDF of some sheets."""
    target = io.BytesIO()
    encrypt = None
    if printing.password:
        user = "" if printing.owner_only else printing.password
        encrypt = StandardEncryption(user, printing.password, canPrint=1)
    canvas = Canvas(target, invariant=1, pageCompression=int(printing.compressed), encrypt=encrypt)
    for sheet in sheets:
        _turn(canvas, sheet, printing)
        if printing.scan:
            image = ImageReader(io.BytesIO(printing.scan))
            canvas.drawImage(image, 0, 0, sheet.width, sheet.height)
        else:
            for drawn in sheet.drawn:
                _draw(canvas, sheet, drawn)
        for words in _ordered(sheet.words, printing, rng):
            _write(canvas, sheet, words, printing)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _turn(canvas: Canvas, sheet: Sheet, printing: Printing) -> None:
    turns = printing.rotate or int(printing.sideways)
    # With a rotation, reportlab takes the size as displayed.
    canvas.setPageSize((sheet.height, sheet.width) if printing.sideways else (sheet.width, sheet.height))
    canvas.translate(*((0, 0), (sheet.height, 0), (sheet.width, sheet.height), (0, sheet.width))[turns])
    canvas.rotate(90 * turns)
    if printing.rotate:
        canvas.setPageRotation(printing.rotate * 90)


def _ordered(words: list[Words], printing: Printing, rng: Random) -> list[Words]:
    if printing.order == "shuffled":
        return rng.sample(words, len(words))
    return sorted(words, key=lambda w: w.size) if printing.order == "large last" else words


def _draw(canvas: Canvas, sheet: Sheet, drawn: Drawn) -> None:
    left, top, right, bottom = drawn.box
    canvas.setLineWidth(drawn.width)
    if drawn.kind == "rule":
        canvas.line(left, sheet.height - top, right, sheet.height - bottom)
    else:
        canvas.setFillGray(0.7)
        filled = drawn.kind == "picture"
        box = (left, sheet.height - bottom, right - left, bottom - top)
        canvas.rect(*box, stroke=int(not filled), fill=int(filled))
        canvas.setFillGray(0)


def _write(canvas: Canvas, sheet: Sheet, words: Words, printing: Printing) -> None:
    copies = [(0.0, 0.0)]
    if printing.shadow and words.size >= 14:
        copies.append((words.size * 0.04, words.size * 0.04))
    for right, down in copies:
        if printing.by == "line":
            _show(canvas, sheet, words, words.x + right, words.y + down, words.text, printing)
            continue
        x = words.x + right
        for char in words.text:
            if not char.isspace():
                _show(canvas, sheet, words, x, words.y + down, char, printing)
            x += text_width(char, words.size, words.face) + words.spacing


def _show(
    canvas: Canvas, sheet: Sheet, words: Words, x: float, y: float, text: str, printing: Printing
) -> None:
    line = canvas.beginText(x, sheet.height - y)
    line.setFont(words.face, words.size)
    line.setCharSpace(words.spacing if len(text) > 1 else 0)
    if printing.scan:
        line.setTextRenderMode(3)
    line.textOut(text)
    canvas.drawText(line)
