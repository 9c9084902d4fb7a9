import struct
from random import Random

import pytest

from app.article import Box
from app.errors import UnreadableError
from app.ingest.source.pdf.worker_client import draw_cutting, draw_page, read_pages
from tests.quality.press import Printing, Sheet, Words, printed


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
    with pytest.raises(UnreadableError, match="too large"):
        draw_page(page(), "a.pdf", 1, 5000)
    with pytest.raises(UnreadableError, match="damaged"):
        draw_page(b"%PDF-1.4 nothing", "a.pdf", 1, 72)


def test_pages_come_in_order_with_their_size() -> None:
    found = read_pages(page(3), "a.pdf")
    assert [(each["width"], each["height"]) for each in found] == [(300, 200)] * 3
    assert found[0]["lines"][0][0] == "深化改革"
