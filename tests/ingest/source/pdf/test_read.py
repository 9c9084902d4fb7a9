import io
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.errors import UnreadableError
from app.ingest.lines.place import Part
from app.ingest.source.pdf.read import read_pdf
from app.ingest.source.pdf.worker_client import draw_page
from app.ingest.source.read import read_source
from tests.ingest.source.pdf.broken import without_unicode_map
from tests.quality.press import HEI, KAI, SONG, Printing, Sheet, Words, printed

LINES = [
    "科技创新是发展新质生产力的核心要素。",
    "必须加强科技创新特别是原创性、颠覆性",
    "科技创新，加快实现高水平自立自强。",
]


def sheet() -> Sheet:
    made = Sheet(400, 300)
    made.words = [
        Words(40, 60, "发展新质生产力", 24, HEI),
        Words(90, 80, "□ 周 培 王小明", 11, KAI),
        *(Words(60 - 20 * bool(n), 110 + 15 * n, text, 10) for n, text in enumerate(LINES)),
    ]
    return made


PLAIN = Printing()


def one(printing: Printing = PLAIN) -> bytes:
    return printed([sheet()], printing, Random(1))


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as raised:
        read_pdf(data, "页.pdf")
    return str(raised.value)


def test_a_page_is_text_with_places() -> None:
    pdf = read_pdf(one(), "a.pdf")
    assert pdf.text.split("\n") == ["发展新质生产力", "□ 周 培 王小明", *LINES]
    title, byline, first, second, _ = (place for place in pdf.places if place)
    assert (title.part, byline.part, first.part) == (Part.TITLE, Part.BYLINE, Part.TEXT)
    assert title.box == pytest.approx((40, 38.9, 208, 62.9), abs=0.2)
    assert first.indent == pytest.approx(2, abs=0.1)
    assert second.indent == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("printing", [Printing(rotate=r) for r in (1, 2, 3)] + [Printing(sideways=True)])
def test_a_turned_page_reads_like_an_upright_one(printing: Printing) -> None:
    assert read_pdf(one(printing), "a.pdf").text == read_pdf(one(), "a.pdf").text


@pytest.mark.parametrize("order", ["shuffled", "large last"])
def test_paint_order_means_nothing(order: str) -> None:
    turned = one(Printing(order=order, by="character", shadow=True))
    assert read_pdf(turned, "a.pdf").text == read_pdf(one(), "a.pdf").text


def test_an_owner_password_hinders_nobody() -> None:
    locked = one(Printing(password="geheim", owner_only=True))
    assert read_pdf(locked, "a.pdf").text == read_pdf(one(), "a.pdf").text


def test_a_scan_with_a_text_layer_reads_like_its_original() -> None:
    picture = draw_page(one(), "a.pdf", 1, 72)
    scan = one(Printing(scan=picture))
    assert read_pdf(scan, "a.pdf").text == read_pdf(one(), "a.pdf").text


def test_radicals_are_read_as_the_characters_they_look_like() -> None:
    made = sheet()
    made.words = [replace(w, text=w.text.replace("力", "⼒").replace("王", "⺩")) for w in made.words]
    assert read_pdf(printed([made], Printing(), Random(1)), "a.pdf").text == read_pdf(one(), "a.pdf").text


def test_a_wrong_cross_reference_table_is_mended() -> None:
    data = one()
    damaged = data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF"
    assert read_pdf(damaged, "a.pdf").text == read_pdf(data, "a.pdf").text


def test_what_cannot_be_read_says_what_to_do() -> None:
    scan = Sheet(400, 300)
    picture = draw_page(one(), "a.pdf", 1, 72)
    assert "OCR" in refusal(printed([scan], Printing(scan=picture), Random(1)))
    assert "password" in refusal(one(Printing(password="geheim")))
    assert "Unicode map" in refusal(without_unicode_map())
    assert "cut off" in refusal(one()[:800])
    assert refusal(b"%PDF-1.7\n").startswith("页.pdf: ")


def test_pages_that_are_scans_are_noted() -> None:
    blank = Sheet(400, 300)
    pdf = read_pdf(printed([sheet(), blank], Printing(), Random(1)), "a.pdf")
    assert [note.text() for note in pdf.notes] == ["pages without text or that cannot be read: 2"]


def test_a_file_is_taken_for_what_its_ending_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(one())
    (tmp_path / "b.pdf").write_text("只是文字", encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(io.BytesIO(one()).getvalue())
    for name, words in (("a.txt", "ending .pdf"), ("b.pdf", "named .pdf")):
        with pytest.raises(UnreadableError, match=words):
            read_source(tmp_path / name, tmp_path, 10_000_000)
    assert read_source(tmp_path / "c.pdf", tmp_path, 10_000_000).encoding == "pdf"


def test_a_title_set_aslant_is_read_and_a_stamp_is_furniture() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(400, 300))
    for angle, x, y, text, size in ((4, 60, 250, "老码头重新开放", 24), (40, 100, 100, "样报", 30)):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.setFont(HEI, size)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
    canvas.setFont(SONG, 10)
    for n, text in enumerate(LINES * 3):
        canvas.drawString(40, 200 - 15 * n, text)
    canvas.save()
    read = read_pdf(target.getvalue(), "a.pdf")
    parts = dict(zip(read.text.split("\n"), read.places, strict=True))
    told = [place.part for text in ("老码头重新开放", "样报") if (place := parts[text])]
    assert told == [Part.TITLE, Part.FURNITURE]


def test_what_one_glyph_draws_stands_side_by_side() -> None:
    made = sheet()
    made.words.append(Words(40, 200, "办法——试行", 10))
    assert "办法——试行" in read_pdf(printed([made], PLAIN, Random(1)), "a.pdf").text
