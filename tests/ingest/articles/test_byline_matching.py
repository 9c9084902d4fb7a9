from app.ingest.articles.bodies import TextRun
from app.ingest.articles.byline_matching import assign_bylines
from app.ingest.articles.page_items import TITLE, Item
from app.ingest.articles.title_candidates import TitleCandidate
from app.ingest.columns.elements import PARAGRAPH, Element
from app.ingest.lines.classify import LineClass
from tests.ingest.setting import RIVER, SCHOOL, element, lines_of

NOTE = element(LineClass.AFFILIATION, "（作者系江州大学教授）")


def byline(text: str, *names: str) -> Element:
    return Element(LineClass.BYLINE, text, tuple(lines_of(text)), names)


def item(elements: list[Element], body: int, title: int | None = None) -> Item:
    found = elements[title] if title is not None else None
    candidate = TitleCandidate(found.text, found.lines, title or 0, (title or 0) + 1) if found else None
    return Item([TextRun([body])], candidate)


def test_a_byline_is_of_the_text_it_introduces() -> None:
    page = [element(PARAGRAPH, SCHOOL), byline("□ 王小山", "王小山"), element(PARAGRAPH, RIVER)]
    items = [item(page, 0), item(page, 2)]
    assert assign_bylines(page, items) == []
    assert [[each.text for each in item.bylines] for item in items] == [[], ["□ 王小山"]]


def test_a_byline_goes_where_the_title_above_it_goes() -> None:
    page = [
        element(TITLE, "山里小学来了教师"),
        byline("□ 李明", "李明"),
        element(TITLE, "老码头"),
        byline("□ 王小山", "王小山"),
        element(PARAGRAPH, RIVER),
        element(PARAGRAPH, SCHOOL),
    ]
    items = [item(page, 4, 2), item(page, 5, 0)]
    assert assign_bylines(page, items) == []
    assert [[each.names[0] for each in item.bylines] for item in items] == [["王小山"], ["李明"]]


def test_names_under_each_other_are_one_byline() -> None:
    page = [byline("□ 王小山", "王小山"), byline("李明", "李明"), element(PARAGRAPH, RIVER)]
    items = [item(page, 2)]
    assign_bylines(page, items)
    assert [each.names for each in items[0].bylines] == [("王小山",), ("李明",)]


def test_a_byline_that_stands_beside_nothing_is_of_no_item() -> None:
    page = [byline("□ 王小山", "王小山"), element(TITLE, "老码头"), element(PARAGRAPH, RIVER)]
    left = assign_bylines(page, [item(page, 2)])
    assert [each.text for each in left] == ["□ 王小山"]


def test_the_one_byline_left_is_of_the_one_text_with_a_note_about_its_author() -> None:
    page = [byline("□ 王小山", "王小山"), element(TITLE, "老码头"), element(PARAGRAPH, RIVER)]
    signed = item(page, 2)
    signed.notes.append(NOTE)
    assert assign_bylines(page, [signed]) == []
    assert [each.text for each in signed.bylines] == ["□ 王小山"]
