from dataclasses import replace

from app.article import Flag
from app.ingest.articles.join import join_passages, line_ranges, to_passages
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from tests.ingest.setting import LIBRARY, RIVER, SCHOOL, element


def paragraph(text: str, at: int = 1, *, headless: bool = False, tailless: bool = False) -> Element:
    return replace(element(PARAGRAPH, text, at=at), headless=headless, tailless=tailless)


def test_a_cut_paragraph_is_joined() -> None:
    found = join_passages(
        to_passages([paragraph("渡船每天往来", 1, tailless=True), paragraph("两岸。", 9, headless=True)])
    )
    assert [(p.text, p.flags, line_ranges(p.lines)) for p in found] == [
        ("渡船每天往来两岸。", (Flag.JOINED,), ((1, 1), (9, 9)))
    ]


def test_a_character_printed_on_both_sides_is_dropped() -> None:
    head = paragraph("发挥区位优势", 1, tailless=True)
    tail = paragraph("势，大力发展渡船。", 2, headless=True)
    assert [passage.text for passage in join_passages(to_passages([head, tail]))] == [
        "发挥区位优势，大力发展渡船。"
    ]


def test_whole_paragraphs_stay_apart() -> None:
    assert [p.text for p in join_passages(to_passages([paragraph(RIVER), paragraph(SCHOOL)]))] == [
        RIVER,
        SCHOOL,
    ]


def test_what_has_no_other_half_is_flagged() -> None:
    head = join_passages(to_passages([paragraph("两岸往来。", 1, headless=True), paragraph(RIVER, 2)]))
    tail = join_passages(to_passages([paragraph(RIVER, 1), paragraph("渡船每天往", 2, tailless=True)]))
    assert head[0].flags == (Flag.HEAD_MISSING,)
    assert tail[1].flags == (Flag.TAIL_MISSING,)


def test_a_turned_text_is_put_back() -> None:
    page = [
        paragraph("两岸往来。", 1, headless=True),
        paragraph("第二段在这里断", 2, tailless=True),
        paragraph("2024年，" + LIBRARY, 3),
        paragraph("渡船每天清晨", 4, tailless=True),
    ]
    found = join_passages(to_passages(page))
    assert [piece.text for piece in found] == [
        "2024年，" + LIBRARY,
        "渡船每天清晨两岸往来。",
        "第二段在这里断",
    ]
    assert Flag.REORDERED in found[0].flags


def test_headings_are_never_joined() -> None:
    heading = element(DISPLAY, "两岸往来")
    found = join_passages(to_passages([paragraph("渡船每天往", 1, tailless=True), heading]))
    assert [piece.heading for piece in found] == [False, True]
