"""Text set from top to bottom is read as columns are: from the right, tier by tier."""

from collections.abc import Sequence
from random import Random

import pytest

from app.article import Article, BlockType
from app.ingest.parse import parse_page
from app.ingest.source.pdf.read import read_pdf
from tests.ingest.setting import BOATS, LIBRARY, MARKET, PUPILS
from tests.quality.press import HEI, SONG, Drawn, Printing, Sheet, Words, printed, text_width

SIZE, STEP = 10.0, 17.0
"""Points of the type, and from one line to the next on its left."""
WIDTH, MARGIN, TIER, BETWEEN = 560.0, 40.0, 20, 24.0
CLOSING = "，。、；：！？”’》）"


def lines_of(paragraphs: Sequence[str]) -> list[tuple[int, str]]:
    """Return lines of a tier's measure, each with the ems that it is set in by."""
    lines = []
    for text in paragraphs:
        indent, rest = 2, text
        while rest:
            end = TIER - indent
            while rest[end : end + 1] and rest[end] in CLOSING:
                end -= 1
            lines.append((indent, rest[:end]))
            indent, rest = 0, rest[end:]
    return lines


def set_down(sheet: Sheet, top: float, paragraphs: Sequence[str]) -> float:
    """Set a text in tiers from the right; return where they end."""
    lines = lines_of(paragraphs)
    most = int((WIDTH - 2 * MARGIN) / STEP)
    for number, (indent, text) in enumerate(lines):
        tier, place = divmod(number, most)
        start = top + tier * (TIER * SIZE + BETWEEN) + indent * SIZE
        left = WIDTH - MARGIN - SIZE - place * STEP
        for at, char in enumerate(text):
            sheet.words.append(Words(left, start + (at + 0.88) * SIZE, char, SIZE, SONG))
    return top + ((len(lines) - 1) // most + 1) * (TIER * SIZE + BETWEEN)


def read(sheet: Sheet, order: str) -> list[Article]:
    data = printed([sheet], Printing(order=order), Random(1))
    pdf = read_pdf(data, "a.pdf")
    return list(parse_page("a", pdf.text, "pdf", pdf.places).articles)


def two_articles(level: bool) -> Sheet:
    """One article above the other, with titles that run across the page or down it at the right."""
    sheet = Sheet(WIDTH, 1000)
    y = 70.0
    sheet.words.append(Words(MARGIN, 36, "2024年3月12日 星期二", 10))
    sheet.drawn.append(Drawn("rule", (MARGIN, 44, WIDTH - MARGIN, 44)))
    for title, text in (("老码头重新开放", [*BOATS, MARKET]), ("山里的小学课堂", [*PUPILS, LIBRARY])):
        if level:
            left = (WIDTH - text_width(title, 24, HEI)) / 2
            sheet.words += [Words(left, y + 22, title, 24, HEI), Words(left, y + 44, "□ 林 舟", 10, HEI)]
            y = set_down(sheet, y + 60, text) + 20
        else:
            sheet.vertical(WIDTH - MARGIN - 26, y, title, 24)
            shifted = Sheet(WIDTH, 1000)
            end = set_down(shifted, y, text)
            shifted.move(-46, 0)
            sheet.words += shifted.words
            y = end + 20
            sheet.drawn.append(Drawn("rule", (MARGIN, y - 22, WIDTH - MARGIN, y - 22)))
    return sheet


@pytest.mark.parametrize("order", ["as set", "shuffled"])
@pytest.mark.parametrize("level", [True, False])
def test_text_from_top_to_bottom_is_read_tier_by_tier(level: bool, order: str) -> None:
    one, other = read(two_articles(level), order)
    assert (one.title, other.title) == ("老码头重新开放", "山里的小学课堂")
    assert one.texts(BlockType.PARAGRAPH) == (*BOATS, MARKET)
    assert other.texts(BlockType.PARAGRAPH) == (*PUPILS, LIBRARY)
    assert {article.date for article in (one, other)} == {"2024-03-12"}
    assert [article.authors for article in (one, other)] == [("林舟",) if level else ()] * 2


def test_boxes_are_those_of_the_page_as_displayed() -> None:
    sheet = two_articles(level=True)
    (box,) = read(sheet, "as set")[0].blocks[0].boxes
    first = next(words for words in sheet.words if words.text == BOATS[0][0])
    assert box.left <= first.x <= box.right
    assert box.top <= first.y <= box.bottom
    assert box.bottom - box.top < (TIER + 2) * SIZE
