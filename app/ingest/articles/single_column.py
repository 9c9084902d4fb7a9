"""Take printed documents of one column (laws, official papers) for what they are: text in source order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.article import Article
from app.ingest.articles.join import line_ranges
from app.ingest.blocks import Layout, SourceBlock, SourceType
from app.ingest.columns.boxes import boxes_of
from app.ingest.columns.elements import PARAGRAPH, Element
from app.ingest.lines.classify import LineClass
from app.ingest.lines.clean import Line
from app.ingest.lines.place import Part, Place
from app.ingest.lines.title_lines import closes_bracket
from app.lazy_pattern import lazy_pattern

NARROWEST, SHARE = 24.0, 0.7
"""Ems of the one column of a document, and the share of its lines that stand in it."""
NUMBERED = lazy_pattern(r"(第[〇零一二三四五六七八九十百千]+[编章节条](?:之[一二三四五六七八九十]+)?)\s")
"""The number of an article of law, and the space that belongs to it."""
_RED_HEAD = lazy_pattern(r"[〔\[（(]\d{4}[〕\]）)]\s?第?\d+\s?号$|^[\u4e00-\u9fff]{4,20}文\s?件$")
"""The head of an official paper, above a rule across the page: 云溪省人民政府文件, 云政发〔2024〕15号."""
_TITLE = lazy_pattern(
    r"(?:通知|公告|通告|通报|决定|决议|意见|办法|规定|规则|细则|条例|方案|函|批复|报告|请示|纪要|公报|规划|纲要|要点|公示|章程|令)"
    r"(?:[（(].{1,10}[)）])?$"
)
_OUTSIDE = {LineClass.FURNITURE.value, LineClass.ADVERTISEMENT.value}
_WHOLE = {PARAGRAPH, LineClass.FOOTNOTE.value}
_SIGNED = {
    LineClass.BYLINE.value,
    LineClass.AFFILIATION.value,
    LineClass.CREDIT.value,
    LineClass.CAPTION.value,
}
_HEAD = {LineClass.KICKER.value, LineClass.TITLE.value, LineClass.SUBTITLE.value}


def is_document(places: Sequence[Place | None]) -> bool:
    """Return whether nearly all lines of text stand in one wide column, page after page."""
    text = [place for place in places if place and place.part is Part.TEXT and place.upright]
    if not text:
        return False
    columns = Counter((round(place.column[0] / 12), round(place.column[1] / 12)) for place in text)
    (left, right), most = columns.most_common(1)[0]
    wide = 12 * (right - left) / text[0].text_size
    return wide >= NARROWEST and most >= SHARE * len(text)


def is_one_column(elements: Sequence[Element]) -> bool:
    """Return whether text without places is one wide column, in which nothing is signed as in newspapers."""
    measures = [element.measure for element in elements if element.kind == PARAGRAPH and element.measure]
    signed = any(element.kind in _SIGNED for element in elements)
    return bool(measures) and not signed and sum(m >= NARROWEST for m in measures) >= SHARE * len(measures)


def source_blocks(elements: Sequence[Element]) -> list[SourceBlock]:
    """Return the elements of a document as lines in source order; heads and feet of pages are left out."""
    blocks: list[SourceBlock] = []
    held = [element for element in elements if not is_outside(element)]
    for head, some in groupby(held, key=lambda element: element.kind if element.kind in _HEAD else ""):
        found = list(some)
        lines = tuple(line for element in found for line in element.lines)
        if head:
            blocks.append(_block("".join(line.text for line in lines), lines))
            continue
        for element in found:
            if element.kind in _WHOLE:
                blocks.append(_block(element.text, element.lines))
            else:
                blocks += [
                    _block("".join(line.text for line in some), some) for some in _phrases(element.lines)
                ]
    return blocks


def _phrases(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield display lines, with what closes their brackets."""
    start = 0
    for at in range(1, len(lines) + 1):
        before = "".join(line.text for line in lines[start:at])
        if at == len(lines) or not closes_bracket(before, lines[at].text):
            yield tuple(lines[start:at])
            start = at


def _block(text: str, lines: tuple[Line, ...]) -> SourceBlock:
    if label := NUMBERED.match(lines[0].text):
        text = f"{label[1]}\u3000{text.removeprefix(label[1]).lstrip()}"
    place = lines[0].place
    indent = (0 if place.centred else round(max(0.0, place.indent))) if place else lines[0].indent
    return SourceBlock(SourceType.LINE, text, lines=line_ranges(lines), indent=indent)


def is_outside(element: Element) -> bool:
    """Return whether an element is a head or foot of a page, but not the head of an official paper."""
    return element.kind in _OUTSIDE and not _RED_HEAD.search(element.text)


def names_its_source(articles: Sequence[Article]) -> bool:
    """Return whether a source holds one paper that says who issued it, or one page of the web that says
    when and whence it is."""
    if len(articles) != 1:
        return False
    stamped = articles[0].date and articles[0].source_note and articles[0].title
    return bool(articles[0].issuing_body or articles[0].document_number or stamped)


def is_titled_paper(articles: Sequence[Article], layout: Layout) -> bool:
    """Return whether a source is one law, or one paper that its number or its title tells from news."""
    if len(articles) != 1:
        return False
    title = articles[0].title or ""
    return layout is Layout.LAW or bool(articles[0].document_number or _TITLE.search(title))


def with_boxes(articles: Sequence[Article], lines: Sequence[Line]) -> list[Article]:
    """Return the articles, their blocks with the boxes of their source lines."""
    known = {line.number: line for line in lines}

    def boxed(article: Article) -> Article:
        blocks = []
        for block in article.blocks:
            numbers = (n for first, last in block.lines for n in range(first, last + 1))
            blocks.append(replace(block, boxes=boxes_of([known[n] for n in numbers if n in known])))
        return replace(article, blocks=tuple(blocks))

    return [boxed(article) for article in articles]
