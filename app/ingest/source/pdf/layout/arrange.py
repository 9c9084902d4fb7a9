"""Put the lines of a page in reading order, each with what its frame, type and neighbours say of it.

1. Pages on the sheet, their heads and feet. 2. Tables, framed advertisements and key points. 3. Pictures and
captions. 4. Titles. 5. Regions of one title each. 6. The columns of each.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import field, replace
from statistics import median

from app.frozen import dataclass
from app.ingest.lines.classify import has_bullet, heads_key_points
from app.ingest.lines.place import Box, Part, Place
from app.ingest.lines.wording import is_notice_title
from app.ingest.source.pdf.layout.captions import captions, lone_captions
from app.ingest.source.pdf.layout.columns import Column, columns
from app.ingest.source.pdf.layout.heads_and_feet import footnotes, furniture, halves
from app.ingest.source.pdf.layout.printed_page import PrintedPage, across, along, around, inside, text_style
from app.ingest.source.pdf.layout.pull_quotes import pull_quotes
from app.ingest.source.pdf.layout.regions import Region, regions
from app.ingest.source.pdf.layout.tables import tables
from app.ingest.source.pdf.layout.titles import Title, pictured, titles
from app.ingest.source.pdf.layout.vertical_page import displayed, level_titles
from app.ingest.source.pdf.outlines import area_of, holds
from app.ingest.source.pdf.printed_line import TextLine

ADVERTISEMENT = frozenset(["广告", "公益广告", "形象广告", "·广告·", "广 告"])
LONGEST_KEYS = 600
MUCH_TEXT = 120
"""Characters from which a frame without a title is an item of its own."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in reading order."""

    text: str
    place: Place


@dataclass(slots=True)
class _Sheet:
    """One page on its way: which lines are told already, and the boxes that stand in the way of cuts."""

    page: PrintedPage
    told: dict[int, Part] = field(default_factory=dict)
    captions: list[tuple[Box, list[TextLine]]] = field(default_factory=list)
    keys: list[Box] = field(default_factory=list)
    tables: dict[Box, list[list[TextLine]]] = field(default_factory=dict)
    articles: list[Box] = field(default_factory=list)
    obstacles: list[Box] = field(default_factory=list)

    def free(self, lines: Iterable[TextLine]) -> list[TextLine]:
        """Return the lines of which nothing is told yet."""
        return [line for line in lines if id(line) not in self.told]


def arranged(page: PrintedPage, first_item: int = 1) -> list[Placed]:
    """Put the lines of a page in reading order; items are counted from `first_item`."""
    placed: list[Placed] = []
    for area in halves(page):
        held = _within(page, area)
        placed += _arranged(held, area, max([first_item - 1, *(p.place.item for p in placed)]) + 1)
    for line in page.sideways:
        placed.append(_placed(page, line, Part.FURNITURE, 0, None))
    return placed


def _within(page: PrintedPage, area: Box) -> PrintedPage:
    """Return what of a page stands in a part of it."""
    lines = tuple(line for line in page.lines if _centre_in(line.box, area))
    em, face = text_style(lines)
    rules, frames, pictures = (
        tuple(box for box in boxes if _centre_in(box, area))
        for boxes in (page.rules, page.frames, page.pictures)
    )
    return replace(page, lines=lines, em=em, face=face, rules=rules, frames=frames, pictures=pictures)


def _centre_in(box: Box, area: Box) -> bool:
    return area[0] <= (box[0] + box[2]) / 2 <= area[2] and area[1] <= (box[1] + box[3]) / 2 <= area[3]


def _arranged(page: PrintedPage, area: Box, item: int) -> list[Placed]:
    sheet = _Sheet(page)
    _tables(sheet)
    _frames(sheet)
    for line in _furniture(page, area):
        sheet.told.setdefault(line, Part.FURNITURE)
    sheet.told.update((id(line), Part.FOOTNOTE) for line in footnotes(page, sheet.told))
    sheet.captions = _captions(page, sheet.told)
    for _, lines in sheet.captions:
        sheet.told.update((id(line), Part.CAPTION) for line in lines)
    for lines in lone_captions(page, sheet.told):
        sheet.told.update((id(line), Part.CAPTION) for line in lines)
        sheet.captions.append((around(line.box for line in lines), lines))
    picture_titles = pictured(page, page.pictures, [box for box, lines in sheet.captions if lines])
    flat = {title.box for title in picture_titles}
    sheet.captions = [(box, lines) for box, lines in sheet.captions if box not in flat]
    sheet.obstacles = [*page.pictures, *page.frames]
    items: list[Placed] = []
    for region in _regions(sheet, picture_titles):
        items += _item(sheet, region, item)
        item += 1
    outside = [
        _placed(page, line, part, 0, None)
        for part in (Part.FURNITURE, Part.ADVERTISEMENT)
        for line in page.lines
        if sheet.told.get(id(line)) is part
    ]
    # A footnote belongs to the text that ends above it.
    notes = [
        _placed(page, line, Part.FOOTNOTE, items[-1].place.item if items else 0, None)
        for line in page.lines
        if sheet.told.get(id(line)) is Part.FOOTNOTE
    ]
    return outside + items + notes


def _furniture(page: PrintedPage, area: Box) -> set[int]:
    """Return the ids of the lines that are a page's head or foot, as it is displayed."""
    if not page.vertical:
        return furniture(page, area)
    side = displayed(page)
    found = furniture(side.page, (0.0, 0.0, side.page.width, side.page.height))
    return {id(side.read[line]) for line in found if not side.read[line].upright}


def _captions(page: PrintedPage, taken: Collection[int]) -> list[tuple[Box, list[TextLine]]]:
    if not page.vertical:
        return captions(page, taken)
    side = displayed(page)
    used = {new for new, old in side.read.items() if id(old) in taken}
    return [(side.box_as_read(box), side.as_read(lines)) for box, lines in captions(side.page, used)]


def _tables(sheet: _Sheet) -> None:
    for box, rows in tables(sheet.page, sheet.free(sheet.page.lines)):
        sheet.tables[box] = rows
        sheet.told.update((id(cell), Part.TABLE) for row in rows for cell in row)


def _frames(sheet: _Sheet) -> None:
    """Tell frames apart: advertisements, key points, articles."""
    page = sheet.page
    for frame in sorted(page.frames, key=lambda box: (box[2] - box[0]) * (box[3] - box[1])):
        held = [line for line in sheet.free(page.lines) if inside(line.box, frame)]
        if not held:
            continue
        if any(line.text.strip() in ADVERTISEMENT for line in held):
            sheet.told.update((id(line), Part.ADVERTISEMENT) for line in held)
        elif _holds_keys(held):
            sheet.told.update((id(line), Part.KEY_POINT) for line in held)
            sheet.keys.append(frame)
        elif sum(len(line.text) for line in held) >= MUCH_TEXT or any(
            is_notice_title(line.text) for line in held
        ):
            sheet.articles.append(frame)


def _holds_keys(held: Sequence[TextLine]) -> bool:
    if sum(len(line.text) for line in held) > LONGEST_KEYS:
        return False
    bullets = sum(has_bullet(line.text) for line in held)
    return any(heads_key_points(line.text) for line in held) or (bullets >= 2 and len(held) <= 14 * bullets)


def _regions(sheet: _Sheet, picture_titles: Sequence[Title]) -> Iterator[Region]:
    """Yield the regions of a page, then those of its framed articles."""
    page = sheet.page
    outlined = list(_outlined(sheet))
    yield from outlined
    taken = {id(line) for region in outlined for line in region.lines}
    taken |= {id(line) for region in outlined for title in region.titles for line in title.lines}
    free = [line for line in sheet.free(page.lines) if id(line) not in taken]
    frames = [f for f in sheet.articles if not any(f != o and inside(f, o) for o in sheet.articles)]
    inner = [[line for line in free if inside(line.box, frame)] for frame in frames]
    framed = {id(line) for lines in inner for line in lines}
    outer = [line for line in free if id(line) not in framed]
    others = [box for box in _others(sheet) if not any(box in region.others for region in outlined)]
    outside = [box for box in others if not any(inside(box, frame) for frame in frames)]
    outside += frames
    yield from _of(
        sheet, outer, outside, [t for t in picture_titles if not any(inside(t.box, f) for f in frames)]
    )
    for frame, lines in zip(frames, inner, strict=True):
        held = [box for box in others if inside(box, frame)]
        yield from _of(sheet, lines, held, [t for t in picture_titles if inside(t.box, frame)])


def _others(sheet: _Sheet) -> list[Box]:
    """Return the boxes of what stands among the lines: pictures, captions, key points."""
    boxes = [*(box for box, _ in sheet.captions), *sheet.keys, *sheet.tables]
    return boxes + [line.box for _, lines in sheet.captions for line in lines]


def _outlined(sheet: _Sheet) -> Iterator[Region]:
    """Yield the regions that are outlined, the smallest first: the largest title of one is its title."""
    page = sheet.page
    free = sheet.free(page.lines)
    for polygon in sorted(page.outlines, key=area_of):
        lines = [line for line in free if holds(polygon, line.box)]
        if not lines:
            continue
        free = [line for line in free if not holds(polygon, line.box)]
        blocks = titles(page, lines)
        first = sorted(blocks, key=lambda block: -max(line.size for line in block.title))[:1]
        used = {id(line) for title in first for line in title.lines}
        others = [box for box in _others(sheet) if holds(polygon, box)]
        yield Region(first, [line for line in lines if id(line) not in used], others)


def _of(
    sheet: _Sheet, lines: Sequence[TextLine], others: Sequence[Box], more: Sequence[Title]
) -> Iterator[Region]:
    if not lines:
        return
    page = sheet.page
    level = level_titles(page, lines) if page.vertical else []
    across = {id(line) for line in lines if page.vertical and not line.upright}
    found = [*level, *titles(page, [line for line in lines if id(line) not in across])]
    quotes = pull_quotes(sheet.page, found, lines)
    for quote in quotes:
        sheet.told.update((id(line), Part.KEY_POINT) for line in quote.lines)
        sheet.keys.append(quote.box)
    used = {id(line) for title in found for line in title.lines}
    # What else runs across a vertical page stands in no column of it.
    sheet.told.update((key, Part.FURNITURE) for key in across - used)
    rest = [line for line in lines if id(line) not in used | across]
    boxes = [*others, *(quote.box for quote in quotes)]
    heads = [title for title in found if title not in quotes]
    for region in regions(sheet.page, Region([*heads, *more], rest, boxes)):
        if region.lines or region.titles or region.others:
            yield region


def _item(sheet: _Sheet, region: Region, item: int) -> list[Placed]:
    """Return the lines of one item in reading order: title block, key points, text, captions."""
    page = sheet.page
    result: list[Placed] = []
    for title in region.titles:
        for part, lines in (
            (Part.KICKER, title.kicker),
            (Part.TITLE, title.title),
            (Part.SUBTITLE, title.subtitle),
            (Part.BYLINE, title.byline),
        ):
            result += [_placed(page, line, part, item, None) for line in lines]
    for frame in (box for box in region.others if box in sheet.keys):
        held = [
            line
            for line in page.lines
            if sheet.told.get(id(line)) is Part.KEY_POINT and inside(line.box, frame)
        ]
        result += _flowing(sheet, held, Part.KEY_POINT, item)
    notice = None if region.titles else _notice(region.lines)
    if notice:
        result.append(_placed(page, notice, Part.TITLE, item, None))
    text = [line for line in region.lines if line is not notice]
    result += _flowing(sheet, text, Part.TEXT, item)
    for picture, lines in sheet.captions:
        if picture in region.others:
            result += [_placed(page, line, Part.CAPTION, item, None) for line in lines]
    for box in (box for box in region.others if box in sheet.tables):
        result += [_placed(page, _one(row), Part.TABLE, item, None) for row in sheet.tables[box]]
    return result


def _notice(lines: Sequence[TextLine]) -> TextLine | None:
    """Return the line at the top that is the title of a notice, in whatever type it is set."""
    top = min(lines, key=lambda line: line.box[1], default=None)
    return top if top and len(lines) > 1 and is_notice_title(top.text) else None


def _one(cells: Sequence[TextLine]) -> TextLine:
    """Return the cells of a row as one line."""
    text = " ".join(cell.text for cell in cells)
    return replace(cells[0], text=text, box=around(cell.box for cell in cells), edges=())


def _flowing(sheet: _Sheet, lines: Sequence[TextLine], part: Part, item: int) -> list[Placed]:
    page = sheet.page
    result = []
    for column in columns(lines, page.em):
        usual = _pitch(column, page.em)
        above: TextLine | None = None
        for line in column.lines:
            gap = 0.0
            if above is not None and not _between(sheet.obstacles, above.box, line.box):
                gap = max(0.0, (line.box[3] - above.box[3] - usual) / page.em)
            result.append(_placed(page, line, part, item, column, usual / page.em, gap))
            above = line
    return result


def _pitch(column: Column, em: float) -> float:
    """Return the usual distance of the lines of a column."""
    steps = [b.box[3] - a.box[3] for a, b in zip(column.lines, column.lines[1:], strict=False)]
    close = [step for step in steps if 0.9 * em <= step <= 2.4 * em]
    return median(close) if close else 1.5 * em


def _between(obstacles: Sequence[Box], above: Box, below: Box) -> bool:
    gap = (min(above[0], below[0]), above[3], max(above[2], below[2]), below[1])
    return any(across(box, gap) > 0.3 and along(box, gap) > 0.5 for box in obstacles if gap[3] > gap[1])


def _placed(
    page: PrintedPage,
    line: TextLine,
    part: Part,
    item: int,
    column: Column | None,
    leading: float = 1.5,
    gap: float = 0.0,
) -> Placed:
    place = Place(
        page=page.number,
        box=line.box,
        size=line.size,
        face=line.face,
        upright=line.upright,
        part=part,
        item=item,
        column=(column.left, column.right) if column else (line.box[0], line.box[2]),
        text_size=page.em,
        text_face=page.face,
        leading=leading,
        gap=gap,
        edges=line.edges,
        turn=page.turn,
        sheet=(page.width, page.height),
    )
    return Placed(line.text, place)
