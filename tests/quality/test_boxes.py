"""The boxes of paragraphs are where they are printed: mean intersection over union at least 0.9."""

from collections.abc import Iterable
from random import Random
from statistics import mean

from app.article import BlockType
from app.ingest.parse import parse_page
from app.ingest.source.pdf.read import read_pdf
from tests.quality.newspaper import Story, Type, lines_of, set_story
from tests.quality.newspaper_pages import made_up, some_articles
from tests.quality.press import SONG, Printing, Words, printed

FLOOR = 0.9
Box = tuple[float, float, float, float]


def cells(boxes: Iterable[Box]) -> set[tuple[int, int]]:
    """The points of some rectangles."""
    return {
        (x, y)
        for left, top, right, bottom in boxes
        for x in range(round(left), round(right))
        for y in range(round(top), round(bottom))
    }


def overlap(one: Iterable[Box], other: Iterable[Box]) -> float:
    """What two sets of rectangles share, as a part of what they cover together."""
    a, b = cells(one), cells(other)
    return len(a & b) / len(a | b)


def cell_of(words: Words, type_: Type, left: float) -> Box:
    """The rectangle of a line, as wide as its column and as high as a line is."""
    top = words.y - 0.88 * type_.size - (type_.leading - 1) * type_.size / 2
    return left, top, left + type_.width, top + type_.step


def test_paragraphs_are_where_they_are_printed() -> None:
    found = []
    for columns, measure, leading, rotate in ((5, 14, 1.42, 0), (4, 17, 1.3, 1), (3, 20, 1.6, 0)):
        type_ = Type(columns=columns, measure=measure, leading=leading)
        (article,) = some_articles(Random(f"overlap {columns}"))[:1]
        setting = set_story(Story(article, columns, picture="middle"), type_, Random(1))
        sheet = made_up([[setting]], type_, Random(1))
        text = iter([w for w in sheet.words if w.size == type_.size and w.face == SONG])
        lefts = [36.0 + n * (type_.width + type_.gutter * type_.size) for n in range(columns)]
        data = printed([sheet], Printing(rotate=rotate), Random(1))
        pdf = read_pdf(data, "a.pdf")
        read = {
            block.text: block.boxes
            for each in parse_page("a", pdf.text, "pdf", pdf.places).articles
            for block in each.blocks
        }
        for paragraph in article.texts(BlockType.PARAGRAPH):
            lines = lines_of(paragraph, type_.size, type_.width, 2 * type_.size)
            truth = []
            for words in (next(text) for _ in lines):
                left = max(at for at in lefts if at <= words.x + 1)
                truth.append(cell_of(words, type_, left))
            boxes = [(box.left, box.top, box.right, box.bottom) for box in read.get(paragraph, ())]
            found.append(overlap(truth, boxes) if boxes else 0.0)
    assert mean(found) >= FLOOR
    assert min(found) >= 0.8
