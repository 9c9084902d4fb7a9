"""Find which title spans which text: cut a page along rules and white space until each piece holds one title.

A cut must not go through a line. Rules cut always where they set text apart; white space only where there is
more than one title, and not where a title would no longer stand over the middle of its columns.
"""

from collections.abc import Iterator, Sequence

from app.frozen import dataclass
from app.ingest.lines.place import Box
from app.ingest.source.pdf.layout.printed_page import PrintedPage, across, around
from app.ingest.source.pdf.layout.titles import Title
from app.ingest.source.pdf.printed_line import TextLine

CLEAR, GUTTER = 0.85, 0.6
"""Ems of white space along a level cut, and along an upright one."""
SPANS = 0.8
"""A rule cuts a piece if it goes across this share of it."""
RULED, RULED_HEIGHT = 3.0, 0.4
"""What a rule in the gap is worth, in ems of titles off the middle of their columns; how long it must be."""
WIDER, HEADLESS = 0.1, 2.0
"""What an em of white space is worth, and what a piece costs whose first column has no title."""
TOP_GAP, ROW, WIDEST_GUTTER = 1.3, 4.0, 5.0
"""Ems above the top of a column, from a title down to its columns, and between two columns of one title."""
DEEPEST = 40


@dataclass(slots=True)
class Region:
    """A piece of a page: titles, lines of text, and the boxes of what else stands there."""

    titles: list[Title]
    lines: list[TextLine]
    others: list[Box]

    @property
    def boxes(self) -> list[Box]:
        """Return the boxes of everything in it."""
        return [*(t.box for t in self.titles), *(line.box for line in self.lines), *self.others]


@dataclass(frozen=True, slots=True)
class _Cut:
    level: bool
    at: float
    worth: float


def regions(page: PrintedPage, region: Region, depth: int = 0) -> Iterator[Region]:
    """Yield the pieces of a region in reading order, with one title each where the page can be cut so."""
    cut = _best(page, region) if depth < DEEPEST else None
    if cut is None:
        yield from _by_columns(page, region) if len(region.titles) > 1 else [region]
        return
    for side in _sides(region, cut):
        yield from regions(page, side, depth + 1)


def _sides(region: Region, cut: _Cut) -> tuple[Region, Region]:
    place = 1 if cut.level else 0

    def first(box: Box) -> bool:
        return (box[place] + box[place + 2]) / 2 < cut.at

    def side(before: bool) -> Region:
        return Region(
            [t for t in region.titles if first(t.box) == before],
            [line for line in region.lines if first(line.box) == before],
            [box for box in region.others if first(box) == before],
        )

    return side(True), side(False)


def _best(page: PrintedPage, region: Region) -> _Cut | None:
    if not region.lines:
        return None
    cuts = [*_level_cuts(page, region), *_upright_cuts(page, region)]
    return max(cuts, key=lambda cut: cut.worth, default=None)


def _gaps(boxes: Sequence[Box], place: int, least: float) -> Iterator[tuple[float, float]]:
    """Yield the white space between boxes along one axis."""
    end = None
    for start, stop in sorted((box[place], box[place + 2]) for box in boxes):
        if end is not None and start - end >= least:
            yield end, start
        end = stop if end is None else max(end, stop)


def _level_cuts(page: PrintedPage, region: Region) -> Iterator[_Cut]:
    extent = around(region.boxes)
    wide = extent[2] - extent[0]
    rules = [
        r
        for r in page.rules
        if r[2] - r[0] > r[3] - r[1] and _overlap(r[0], r[2], extent[0], extent[2]) > SPANS * wide
    ]
    for top, bottom in _gaps(region.boxes, 1, 0.3 * page.em):
        ruled = [r for r in rules if top - 3 <= r[1] and r[3] <= bottom + 3]
        clear = bottom - top >= CLEAR * page.em
        above, below = _sides(region, _Cut(True, (top + bottom) / 2, 0))
        if not (ruled or clear) or not below.lines or not (above.lines or above.others):
            continue  # nothing above, or only the title that a rule stands under
        titled = any(abs(t.box[1] - bottom) < 2 for t in below.titles)
        if not ruled and not titled:
            continue
        if not ruled and len(region.titles) < 2 and not _spans(page, below, extent):
            continue
        at = (ruled[0][1] + ruled[0][3]) / 2 if ruled else (top + bottom) / 2
        yield _Cut(True, at, (RULED if ruled else 0.0) + WIDER * (bottom - top) / page.em)


def _spans(page: PrintedPage, below: Region, extent: Box) -> bool:
    """Return whether the title of a piece stands over the whole of it."""
    title = min(below.titles, key=lambda t: t.box[1])
    return abs((title.box[0] + title.box[2]) - (extent[0] + extent[2])) / 2 < 3 * page.em


def _upright_cuts(page: PrintedPage, region: Region) -> Iterator[_Cut]:
    if len(region.titles) < 2:
        return
    extent = around(region.boxes)
    high = extent[3] - extent[1]
    tops = [*_tops(region.lines, page.em), *region.others]
    before = {id(t): _off_centre(page, t, region.titles, tops) for t in region.titles}
    for left, right in _gaps(region.boxes, 0, GUTTER * page.em):
        ruled = [
            r
            for r in page.rules
            if r[3] - r[1] > r[2] - r[0]
            and left - 2 <= r[0]
            and r[2] <= right + 2
            and _overlap(r[1], r[3], extent[1], extent[3]) > RULED_HEIGHT * high
        ]
        at = (left + right) / 2
        sides = _sides(region, _Cut(False, at, 0))
        if not all(side.titles and (side.lines or side.others) for side in sides):
            continue
        cost = 0.0
        for side in sides:
            own = [box for box in tops if ((box[0] + box[2]) / 2 < at) == (side is sides[0])]
            after = ((id(t), _off_centre(page, t, side.titles, own)) for t in side.titles)
            cost += sum(max(0.0, off - before[key]) for key, off in after)
            cost += HEADLESS * _begins_without_title(side, own, page.em)
        worth = (RULED if ruled else 0.0) - cost + WIDER * (right - left) / page.em
        yield _Cut(False, at, worth)


def _begins_without_title(side: Region, tops: Sequence[Box], em: float) -> bool:
    """Return whether the first column of a piece stands left of all its titles, not in the row below one."""
    start = min(box[1] for box in [*tops, *(t.box for t in side.titles)])
    heads = max(t.box[3] for t in side.titles if t.box[1] < start + ROW * em or t is side.titles[0])
    first = min((top for top in tops if top[1] < heads + ROW * em), key=lambda top: top[0], default=None)
    return first is not None and all(
        first[2] < title.box[0] and not 0 <= first[1] - title.box[3] < ROW * em for title in side.titles
    )


def _tops(lines: Sequence[TextLine], em: float) -> list[Box]:
    """Return the boxes of lines with no text close above: where columns begin, or go on below something."""
    ordered = sorted(lines, key=lambda line: line.box[3])
    tops = []
    for line in lines:
        close = (
            other
            for other in ordered
            if other is not line
            and -0.5 * em < line.box[1] - other.box[3] < TOP_GAP * em
            and across(other.box, line.box) > 0.3
        )
        if next(close, None) is None:
            tops.append(line.box)
    return tops


def _off_centre(page: PrintedPage, title: Title, titles: Sequence[Title], tops: Sequence[Box]) -> float:
    """Return the ems by which a title is off the middle (or the left) of the columns that begin below it."""
    row = [
        top
        for top in tops
        if -page.em < top[1] - title.box[3] < ROW * page.em
        and not any(other is not title and _stands_over(other.box, top, page.em) for other in titles)
    ]
    under = [top for top in row if across(top, title.box) > 0]
    if not under:
        return 0.0
    left, right = min(top[0] for top in under), max(top[2] for top in under)
    level = min(top[1] for top in under)
    rest = [top for top in row if top not in under and abs(top[1] - level) < 0.7 * page.em]
    for top in sorted(rest, key=lambda top: -top[2]):
        if (
            top[2] <= left
            and left - top[2] < WIDEST_GUTTER * page.em
            and not _ruled(page, top[2], left, level)
        ):
            left = top[0]
    for top in sorted(rest, key=lambda top: top[0]):
        if (
            top[0] >= right
            and top[0] - right < WIDEST_GUTTER * page.em
            and not _ruled(page, right, top[0], level)
        ):
            right = top[2]
    middle = abs((title.box[0] + title.box[2]) - (left + right)) / 2
    return min(middle, abs(title.box[0] - left)) / page.em


def _stands_over(title: Box, top: Box, em: float) -> bool:
    return across(title, top) > 0 and -em < top[1] - title[3] < ROW * em


def _ruled(page: PrintedPage, left: float, right: float, level: float) -> bool:
    """Return whether an upright rule stands between two columns at some height."""
    return any(left - 2 <= r[0] and r[2] <= right + 2 and r[1] - 2 <= level <= r[3] for r in page.rules)


def _overlap(a: float, b: float, c: float, d: float) -> float:
    return max(0.0, min(b, d) - max(a, c))


def _by_columns(page: PrintedPage, region: Region) -> list[Region]:
    """Give each line to the last title above it, or to its left neighbour's; for titles that no cut parts."""
    pieces = {id(t): Region([t], [], []) for t in region.titles}
    ordered = sorted(region.titles, key=lambda t: (t.box[1], t.box[0]))
    for line in sorted(region.lines, key=lambda line: (line.box[0], line.box[1])):
        above = [
            t
            for t in ordered
            if t.box[1] <= line.box[1] and t.box[0] - page.em <= line.box[0] <= t.box[2] + page.em
        ]
        left = [t for t in ordered if t.box[0] <= line.box[0] and t.box[1] <= line.box[1] + page.em]
        target = (above or left or ordered)[-1 if above or left else 0]
        pieces[id(target)].lines.append(line)
    for box in region.others:
        near = min(ordered, key=lambda t: abs(t.box[1] - box[1]) + abs(t.box[0] - box[0]))
        pieces[id(near)].others.append(box)
    return [pieces[id(t)] for t in ordered]
