"""Find what stands on a page outside its articles, and where one sheet holds two pages."""

from collections.abc import Collection, Sequence

from app.ingest.lines.classify import is_furniture
from app.ingest.lines.place import FOOTNOTE_MARK, Box
from app.ingest.metadata.dates import parse_lone_date
from app.ingest.source.pdf.layout.printed_page import PrintedPage, around, is_text
from app.ingest.source.pdf.printed_line import TextLine
from app.lazy_pattern import lazy_pattern
from app.text import simplify

EDGE = 0.16
"""Of a page's height, within which its head and foot are."""
WIDE_RULE = 0.5
LONGEST = 14
"""Characters of a line that is set as the text is and still no text of an article."""
MOST_CHARACTERS = 260
IMPRINT_WORDS = lazy_pattern(
    r"第\s?\d{1,3}\s?卷|社址|电话|零售|定价|邮编|印刷|国内统一|刊号|代号|广告许可|责任编辑|责编|版式|校对|邮箱|热线|总第|主编|网址|www\."
)
MIDDLE, BETWEEN, LEAST_SHARE = (0.3, 0.7), 1.8, 0.15
"""Where two pages of a sheet may meet, ems between them, and the share of text that each must have."""
SIGNED = 1.5
"""Ems between a signature and the date below it."""
SMALLER = 0.92
"""Times the text."""
TOP_ROW, LONGEST_ROW_TEXT = 0.08, 28


def furniture(page: PrintedPage, area: Box) -> set[int]:
    """Return the ids of the lines of an area that are its head or foot."""
    lines = [line for line in page.lines if _within(line.box, area)]
    found: set[int] = set()
    if not lines:
        return found
    extent = around(line.box for line in lines)
    area = (area[0], max(area[1], extent[1] - page.em), area[2], min(area[3], extent[3] + page.em))
    wide = [
        rule
        for rule in page.rules
        if rule[2] - rule[0] > WIDE_RULE * (extent[2] - extent[0]) and rule[3] - rule[1] < 6
        if _within(rule, area)
    ]
    high = area[3] - area[1]
    for rule in wide:
        above = [line for line in lines if line.box[3] <= rule[3] + 1]
        below = [line for line in lines if line.box[1] >= rule[1] - 1]
        if rule[1] - area[1] < EDGE * high and _may_be_furniture(page, above):
            found.update(map(id, above))
        if area[3] - rule[3] < EDGE * high and _may_be_furniture(page, below):
            found.update(map(id, below))
    for row in _rows(lines):
        if id(row[0]) not in found and _is_head_row(row, area) and not _is_signed(row, lines, area):
            found.update(map(id, row))
    return found


def footnotes(page: PrintedPage, taken: Collection[int]) -> list[TextLine]:
    """Return the footnotes of a page: smaller type at its foot, of which each begins with its mark."""
    lines = [line for line in page.lines if id(line) not in taken and line.upright]
    text = [line for line in lines if is_text(line, page)]
    if not text:
        return []
    bottom = max(line.box[3] for line in text)
    below = sorted((line for line in lines if line.box[1] >= bottom - 1), key=lambda line: line.box[1])
    small = all(line.size <= SMALLER * page.em for line in below)
    return below if below and small and FOOTNOTE_MARK.match(below[0].text) else []


def _within(box: Box, area: Box) -> bool:
    middle, level = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= middle <= area[2] and area[1] <= level <= area[3]


def _may_be_furniture(page: PrintedPage, lines: Sequence[TextLine]) -> bool:
    """Return whether lines beyond a rule hold no text of an article."""
    if not lines or sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        return False
    return not any(
        "。" in line.text or (is_text(line, page) and len(line.text) > LONGEST)
        for line in lines
        if not _says_so(line.text)
    )


def _says_so(text: str) -> bool:
    return is_furniture(text) or bool(IMPRINT_WORDS.search(text))


def _rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.box[1] + line.box[3]) / 2):
        level = (line.box[1] + line.box[3]) / 2
        if rows and rows[-1][0].box[1] <= level <= rows[-1][0].box[3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _is_head_row(row: Sequence[TextLine], area: Box) -> bool:
    """Return whether a row at the top or bottom holds a page number, a date, the paper's name, an imprint."""
    told = sum(_says_so(line.text) for line in row)
    if not told or any(len(line.text) > LONGEST_ROW_TEXT and not _says_so(line.text) for line in row):
        return False
    high = area[3] - area[1]
    edge = min(row[0].box[1] - area[1], area[3] - row[0].box[3]) < TOP_ROW * high
    return (edge and 2 * told >= len(row)) or told >= 3


def _is_signed(row: Sequence[TextLine], lines: Sequence[TextLine], area: Box) -> bool:
    """Return whether a row is the date below a signature, both set to the right: no foot of a page."""
    date, middle = row[0], (area[0] + area[2]) / 2
    if len(row) > 1 or date.box[0] < middle or not parse_lone_date(simplify(date.text)):
        return False
    return any(
        line.box[0] > middle
        and 0 < date.box[1] - line.box[3] < SIGNED * date.size
        and not _says_so(line.text)
        for line in lines
    )


def halves(page: PrintedPage) -> list[Box]:
    """Return the pages that a sheet holds: itself, or two with a gap between them that nothing crosses."""
    whole = (0.0, 0.0, page.width, page.height)
    for place in (0, 1) if page.lines else ():
        size = (page.width, page.height)[place]
        for middle in _middles(page, place, size):
            areas = _cut(whole, place, middle)
            if all(_is_page(page, area) for area in areas):
                return areas
    return [whole]


def _cut(whole: Box, place: int, at: float) -> list[Box]:
    if place == 0:
        return [(whole[0], whole[1], at, whole[3]), (at, whole[1], whole[2], whole[3])]
    return [(whole[0], whole[1], whole[2], at), (whole[0], at, whole[2], whole[3])]


def _middles(page: PrintedPage, place: int, size: float) -> list[float]:
    """Return where nothing crosses the middle of a sheet, widest gap first."""
    low, high = (share * size for share in MIDDLE)
    boxes = [*(line.box for line in page.lines), *page.rules, *page.frames, *page.pictures]
    crossing = sorted(
        (box[place], box[place + 2]) for box in boxes if box[place + 2] > low and box[place] < high
    )
    gaps, at = [], low
    for start, end in [*crossing, (high, high)]:
        if start - at >= BETWEEN * page.em:
            gaps.append((start - at, (start + at) / 2))
        at = max(at, end)
    return [middle for _, middle in sorted(gaps, reverse=True)]


def _is_page(page: PrintedPage, area: Box) -> bool:
    """Return whether a part of a sheet has much text, and a head of its own."""
    lines = [line for line in page.lines if _within(line.box, area)]
    if sum(len(line.text) for line in lines) < LEAST_SHARE * sum(len(line.text) for line in page.lines):
        return False
    found = furniture(page, area)
    top = min(line.box[1] for line in lines)
    return any(id(line) in found and line.box[1] < top + 4 * page.em for line in lines)
