import io
import struct
from random import Random

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.article import Box
from app.errors import UnreadableError
from app.ingest.source.pdf.worker_client import draw_cutting, draw_page, read_pages
from tests.quality.press import HEI, Printing, Sheet, Words, printed


def page(count: int = 1, size: tuple[float, float] = (300, 200)) -> bytes:
    sheet = Sheet(*size)
    sheet.words.append(Words(20, 40, "深化改革", 20))
    return printed([sheet] * count, Printing(), Random(1))


def png_size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def test_a_page_is_drawn_at_the_resolution_that_is_asked() -> None:
    assert png_size(draw_page(page(), "a.pdf", 1, 72)) == (300, 200)
    assert png_size(draw_page(page(), "a.pdf", 1, 144)) == (600, 400)


def test_a_cutting_holds_only_its_part() -> None:
    cutting = draw_cutting(page(), "a.pdf", 144, [Box(1, 10, 10, 110, 60)])
    assert png_size(cutting) == (200, 100)
    assert len(cutting) < len(draw_page(page(), "a.pdf", 1, 144))
    empty = draw_cutting(page(), "a.pdf", 144, [Box(1, 150, 100, 250, 150)])
    assert len(empty) < len(cutting)


def test_a_cutting_of_a_text_in_two_columns_holds_both_pieces() -> None:
    pieces = [Box(1, 10, 10, 110, 60), Box(2, 20, 20, 70, 40)]
    wide, high = png_size(draw_cutting(page(2), "a.pdf", 144, pieces))
    assert wide == 200
    assert 100 + 40 < high < 100 + 40 + 20


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(UnreadableError, match="page 2 cannot be drawn"):
        draw_page(page(), "a.pdf", 2, 72)
    with pytest.raises(UnreadableError, match="damaged"):
        draw_page(b"%PDF-1.4 nothing", "a.pdf", 1, 72)


def test_pages_come_in_order_with_their_size() -> None:
    found = read_pages(page(3), "a.pdf")
    assert [(each["width"], each["height"]) for each in found] == [(300, 200)] * 3
    assert found[0]["lines"][0][0] == "深化改革"


def shades(png: bytes) -> tuple[int, int, bytes]:
    """The width and height of a picture, and its pixels of 16 shades."""
    image = Image.open(io.BytesIO(png)).convert("L")
    return image.width, image.height, image.tobytes()


def test_on_a_dark_page_ink_is_light_and_a_photograph_as_it_is() -> None:
    photo = io.BytesIO()
    Image.linear_gradient("L").save(photo, "PNG")
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(400, 400))
    canvas.drawImage(ImageReader(io.BytesIO(photo.getvalue())), 100, 50, 200, 200)
    canvas.setFont(HEI, 24)
    canvas.drawString(40, 340, "老码头重新开放")
    canvas.save()
    wide, high, light = shades(draw_page(target.getvalue(), "a.pdf", 1, 72))
    assert shades(draw_page(target.getvalue(), "a.pdf", 1, 72, dark=True))[:2] == (wide, high)
    dark = shades(draw_page(target.getvalue(), "a.pdf", 1, 72, dark=True))[2]
    assert (light[0], dark[0]) == (255, 0)
    inside = [row * wide + column for row in range(160, 340) for column in range(110, 290)]
    assert all(light[at] == dark[at] for at in inside)


def test_a_sheet_of_too_many_pixels_is_drawn_smaller() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(9000, 6000))
    canvas.rect(100, 100, 8000, 5000)
    canvas.save()
    wide, high, _ = shades(draw_page(target.getvalue(), "a.pdf", 1, 100))
    assert wide * high <= 24_100_000
    assert wide / high == pytest.approx(1.5, abs=0.01)
    cutting = draw_cutting(target.getvalue(), "a.pdf", 144, [Box(1, 0, 0, 9000, 6000)] * 3)
    wide, high, _ = shades(cutting)
    assert wide * high <= 24_100_000
