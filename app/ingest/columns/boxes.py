"""Find where blocks are printed: a rectangle for each column that one stands in."""

from collections.abc import Sequence

from app.article import Box, Print
from app.ingest.lines.clean import Line
from app.ingest.lines.place import Place
from app.ingest.source.pdf.printed_line import Rectangle, upright


def boxes_of(lines: Sequence[Line]) -> tuple[Box, ...]:
    """Return the rectangles, as wide as their columns, that the lines with a place fill."""
    runs: list[list[Place]] = []
    for place in (line.place for line in lines):
        if place is None:
            continue
        if runs and _goes_on(runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return tuple(_box(run) for run in runs)


def printed(places: Sequence[Place | None]) -> Print | None:
    """Return where all lines of a source are printed; ``None`` if it is no printed page."""
    if not places:
        return None
    sheets: dict[int, tuple[float, float]] = {}
    for place in places:
        if place:
            sheets[place.page] = place.sheet[::-1] if place.turn % 2 else place.sheet
    sizes = (sheets.get(number, (0.0, 0.0)) for number in range(1, max(sheets, default=0) + 1))
    return Print(
        tuple((round(wide, 1), round(high, 1)) for wide, high in sizes),
        tuple(_displayed(place, place.box) if place else None for place in places),
    )


def _goes_on(above: Place, below: Place) -> bool:
    """Return whether a line stands right below another in one column."""
    if (above.page, above.column, above.part) != (below.page, below.column, below.part):
        return not above.upright and not below.upright and above.page == below.page
    step = below.box[3] - above.box[3]
    return 0 < step <= max(2.0, 1.6 * below.leading) * max(above.size, below.text_size)


def _box(run: Sequence[Place]) -> Box:
    """Return the rectangle of lines in one column, with half of the white space between lines around them."""
    pad = max(0.0, (run[0].leading - 1) * run[0].text_size / 2)
    left = min(min(place.box[0], place.column[0]) for place in run)
    right = max(max(place.box[2], place.column[1]) for place in run)
    top = min(place.box[1] for place in run) - pad
    bottom = max(place.box[3] for place in run) + pad
    return _displayed(run[0], (left, top, right, bottom))


def _displayed(place: Place, box: Rectangle) -> Box:
    """Return a box of a page as it is displayed, which may be turned against the way it is read."""
    wide, high = place.sheet
    corners = [upright(point, wide, high, -place.turn % 4) for point in (box[:2], box[2:])]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return Box(place.page, *(round(value, 1) for value in (across[0], down[0], across[1], down[1])))
