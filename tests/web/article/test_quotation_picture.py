"""Pictures of quotations: their size, their line breaks, and no link where none can be drawn."""

import io

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.library.snapshot import Snapshot
from app.web.article import quotation_picture
from app.web.article.quotation_picture import HEIGHT, WIDTH, broken_lines, can_draw, quotation_png
from tests.web.html import parse

needs_font = pytest.mark.skipif(not can_draw(), reason="no Chinese font is installed")
SIZE = 40


@pytest.fixture
def paragraph(snapshot: Snapshot) -> str:
    return next(snapshot.every_article()).blocks[0].id


@needs_font
@given(st.text(alphabet="开放，。“”（）《》、AI52. %", max_size=120))
def test_lines_hold_the_text_and_break_where_they_may(text: str) -> None:
    lines = broken_lines(text, SIZE, 400)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for before, after in zip(lines, lines[1:], strict=False):
        assert after.lstrip(" ")[:1] not in set("，。”）》、")
        if before.strip("“（《"):
            assert before[-1] not in "“（《"


@needs_font
def test_a_word_and_a_number_stay_whole() -> None:
    lines = broken_lines("增长" * 8 + "5.2%和GDP" * 9, SIZE, 400)
    assert len(lines) > 3
    assert sum(line.count("5.2%") for line in lines) == sum(line.count("GDP") for line in lines) == 9


@needs_font
@pytest.mark.parametrize("length", [1, 80, 5_000])
def test_a_picture_has_the_size_that_chats_want(length: int) -> None:
    png = quotation_png("开放" * length, "——罗雨泽《" + "题" * length + "》")
    picture = Image.open(io.BytesIO(png)).convert("L")
    assert picture.size == (WIDTH, HEIGHT) == (1200, 630)
    # Ink within the margins only, and some of it.
    assert picture.crop((0, 0, WIDTH, 60)).getextrema()[0] > 200  # type: ignore[operator]
    assert picture.crop((0, 0, 80, HEIGHT)).getextrema()[0] > 200  # type: ignore[operator]
    assert picture.getextrema()[0] < 60  # type: ignore[operator]
    assert len(png) < 150_000


@needs_font
def test_a_paragraph_is_shared_with_its_picture(client: TestClient, paragraph: str) -> None:
    page = parse(client.get(f"/p/{paragraph}").text)
    image = page.metas()["og:image"]
    assert image.endswith(f"/p/{paragraph}/quotation.png")
    answer = client.get(image)
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    again = client.get(image, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert "图片" in [link.text for link in page.all("a")]


def test_without_a_font_there_is_no_link_and_the_address_says_why(
    client: TestClient, paragraph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("handlers", "presenter"):
        monkeypatch.setattr(f"app.web.article.{module}.can_draw", lambda: False)
    answer = client.get(f"/p/{paragraph}/quotation.png", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "judou[pictures]" in answer.text
    page = parse(client.get(f"/p/{paragraph}").text)
    assert "quotation.png" not in page.metas()["og:image"]
    assert not [link for link in page.all("a") if "quotation.png" in link.attributes.get("href", "")]


def test_without_pillow_nothing_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotation_picture, "find_spec", lambda _: None)
    can_draw.cache_clear()
    try:
        assert not can_draw()
    finally:
        can_draw.cache_clear()
