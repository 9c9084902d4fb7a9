"""A page is one sheet; a volume is cut where items end, and nothing is lost or repeated."""

from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.columns.page_split import (
    AT_ONCE,
    ENOUGH,
    MOST,
    SECTION,
    split_into_sections,
    split_into_sheets,
)
from app.ingest.lines.classify import ClassifiedLines, LineClass
from app.ingest.lines.clean import Line


def element(number: int, kind: str) -> Element:
    return Element(kind, "改革开放", (Line(number, "改革开放"),))


def test_a_page_is_one_sheet() -> None:
    page = [element(n, DISPLAY if n % 4 == 0 else PARAGRAPH) for n in range(1, 120)]
    assert list(split_into_sheets(page)) == [page]


def test_a_volume_is_cut_after_notes() -> None:
    kinds = [DISPLAY, LineClass.BYLINE, PARAGRAPH, LineClass.AFFILIATION]
    volume = [element(n, kinds[n % 4]) for n in range(400)]
    found = list(split_into_sheets(volume))
    assert [item for sheet in found for item in sheet] == volume
    assert len(found) > 2
    assert all(sheet[-1].kind == LineClass.AFFILIATION and len(sheet) < 2 * ENOUGH for sheet in found)


def test_a_volume_without_notes_is_cut_all_the_same() -> None:
    volume = [element(n, DISPLAY) for n in range(3 * MOST)]
    assert [len(sheet) for sheet in split_into_sheets(volume)] == [MOST] * 3


def test_columns_are_read_in_sections() -> None:
    line, note = Line(1, "改革"), ClassifiedLines(LineClass.AFFILIATION, (Line(1, "（作者）"),), "（作者）")
    assert list(split_into_sections([line] * 100)) == [[[line] * 100]]
    pieces = [line] * SECTION + [note] + [line] * 10
    assert [[len(part) for part in some] for some in split_into_sections(pieces)] == [[SECTION + 1, 10]]
    assert [[len(part) for part in some] for some in split_into_sections([line] * (2 * SECTION + 5))] == [
        [2 * SECTION, 5]
    ]


def test_no_more_sections_are_held_at_once_than_memory_allows() -> None:
    some = list(split_into_sections([Line(1, "改革")] * (2 * SECTION * AT_ONCE + 1)))
    assert [len(each) for each in some] == [AT_ONCE, 1]
