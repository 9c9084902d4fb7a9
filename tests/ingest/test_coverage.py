"""Whatever no stage placed is listed, once, with its line."""

from app.article import Article, Block, BlockType, Kind, Reason, Unused
from app.ingest.coverage import find_unplaced


def paragraph(text: str, first: int, last: int) -> Article:
    return Article(Kind.ARTICLE, (Block(BlockType.PARAGRAPH, text, ((first, last),)),))


def test_lines_that_nobody_took_are_listed() -> None:
    found = find_unplaced("● 改革\n\n开放\n", [], [])
    assert [(entry.text, entry.lines, entry.reason) for entry in found] == [
        ("●改革", ((1, 1),), Reason.NOT_PLACED),
        ("开放", ((3, 3),), Reason.NOT_PLACED),
    ]


def test_a_mark_at_the_start_of_a_line_is_listed() -> None:
    found = find_unplaced("●改革\n开放", [paragraph("改革开放", 1, 2)], [])
    assert [(entry.text, entry.lines) for entry in found] == [("●", ((1, 1),))]


def test_a_sign_lost_inside_a_line_is_listed() -> None:
    found = find_unplaced("改革·开放", [paragraph("改革开放", 1, 1)], [])
    assert [(entry.text, entry.reason) for entry in found] == [("·", Reason.LEFT_OUT)]


def test_what_is_said_elsewhere_is_not_listed_again() -> None:
    twice = Unused("改革开放", ((1, 1),), Reason.PRINTED_TWICE)
    assert not find_unplaced("改革开放改革开放", [paragraph("改革开放", 1, 1)], [twice])
    assert not find_unplaced("　改 革\u200b\n", [paragraph("改革", 1, 1)], [])
