from pathlib import Path
from random import Random

import pytest

from app.build.build import build
from app.ingest.parse import parse_page
from app.ingest.source.pdf.outlines import area_of, holds, read_outlines
from app.ingest.source.read import read_source
from tests.builders import settings_in
from tests.quality.press import HEI, Printing, Sheet, Words, printed

INDEX = """<html><body><img src="a.jpg" usemap="#page" width="200" height="{height}"><map name="page">
<AREA shape="polygon" coords="0,0,100,0,100,150,0,150" href="content_1.htm">
<area shape="rect" coords="100,0,200,150" href="content_2.htm"><area coords="1,2" href="#"></map>"""


def page() -> bytes:
    """Two columns under one head, which only an index can tell to be two articles."""
    sheet = Sheet(400, 300)
    sheet.words.append(Words(40, 60, "改革开放", 20, HEI))
    for column in (20, 220):
        sheet.words += [Words(column, 90 + 15 * n, "推进高水平对外开放，建设新体制", 10) for n in range(8)]
    return printed([sheet], Printing(), Random(1))


def test_areas_are_read_with_the_size_of_their_picture() -> None:
    found = read_outlines(INDEX.format(height=150))
    assert found is not None
    assert (len(found.polygons), found.size) == (2, (200, 150))
    assert [area_of(polygon) for polygon in found.polygons] == [15_000, 15_000]
    assert read_outlines("<p>没有图</p>") is None


def test_a_box_lies_in_the_polygon_around_its_middle() -> None:
    corner = ((0, 0), (100, 0), (100, 50), (50, 50), (50, 100), (0, 100))
    assert holds(corner, (10, 60, 30, 70))
    assert not holds(corner, (60, 60, 90, 90))


@pytest.mark.parametrize("height", [150, ""])
def test_an_index_beside_a_pdf_outlines_its_articles(tmp_path: Path, height: object) -> None:
    (tmp_path / "a.pdf").write_bytes(page())

    def count() -> int:
        source = read_source(tmp_path / "a.pdf", tmp_path, 1_000_000)
        return len(parse_page("a", source.text, source.encoding, source.places).articles)

    assert count() == 1
    (tmp_path / "a.html").write_text(INDEX.format(height=height), encoding="utf-8")
    assert count() == 2


def test_a_new_index_is_reason_enough_to_read_the_pdf_again(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    (settings.seeds / "a.pdf").write_bytes(page())
    assert build(settings).parsed == 1
    assert build(settings).parsed == 0
    (settings.seeds / "a.html").write_text(INDEX.format(height=150), encoding="utf-8")
    report = build(settings)
    assert (report.parsed, report.generation.articles) == (1, 2)
