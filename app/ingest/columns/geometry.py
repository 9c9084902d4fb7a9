"""Score the roles of lines by their places on the page: indent, white space, size and face.

Scores are log-odds, one for each `LineRole` in its order. They are added to what words and widths say, and
decide wherever a page is set as pages are.
"""

from collections.abc import Sequence

from app.frozen import dataclass
from app.ingest.lines.clean import Line
from app.ingest.lines.place import FLUSH, LARGER, SHORT, Place
from app.ingest.lines.width import first_unit_width, width
from app.ingest.lines.wording import ending_kind, ends_sentence

RoleOdds = tuple[float, float, float, float, float, float, float]
"""For first, middle, last, single, heading, heading going on, byline."""
NOTHING: RoleOdds = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

_SURE, _LIKELY, _AGAINST = 12.0, 6.0, -10.0
_GAP, _NO_GAP = 0.45, 0.2
"""Ems of white space above a line that set it apart, and that do not."""
_LEAST_INDENTED = 0.03
"""Share of lines set in from which a page is one that sets in first lines."""
_LONGEST_RUN, _LONGEST_TEXT = 3, 60
"""Lines and characters of another face that may be a heading."""
_SHORT_HEADING = 3.0
"""Ems that a heading set as the text is leaves free."""
_FAR = 4.2
"""Ems from which a line is set to the right, not set in."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the lines of a page are set: first lines set in, or white space between paragraphs."""

    indents: bool
    gaps: bool
    headings: bool
    """Whether headings are set in a type of their own."""


def place_log_odds(lines: Sequence[Line]) -> list[RoleOdds]:
    """Return for each line what its place says; nothing for lines without one."""
    places = [line.place for line in lines]
    known = [place for place in places if place]
    if not known:
        return [NOTHING] * len(lines)
    headings = _headings(lines)
    habits = _habits(known, any(headings))
    result: list[RoleOdds] = []
    for index, line in enumerate(lines):
        place = line.place
        if place is None:
            result.append(NOTHING)
            continue
        before = places[index - 1] if index else None
        fresh = before is None or before.item != place.item or headings[index - 1] > 0
        if headings[index]:
            on = index > 0 and headings[index - 1] > 0 and _one_heading(before, place)
            result.append(_heading(headings[index], on))
        else:
            after = lines[index + 1] if index + 1 < len(lines) else None
            result.append(_text(line, place, habits, fresh, after))
    return result


def _habits(places: Sequence[Place], headings: bool) -> _Habits:
    first = sum(place.is_first for place in places)
    apart = sum(place.gap >= _GAP for place in places)
    least = max(1.0, _LEAST_INDENTED * len(places))
    return _Habits(first >= least, apart >= least, headings)


def _headings(lines: Sequence[Line]) -> list[float]:
    """Return how sure it is that each line is set as a heading; 0 for the text."""
    odds = [_own_heading(line) for line in lines]
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _alike(lines[start], lines[end]):
            end += 1
        run = lines[start:end]
        long = len(run) > _LONGEST_RUN or sum(len(line.text) for line in run) > _LONGEST_TEXT
        stopped = any("。" in line.text for line in run)
        larger = run[0].place is not None and run[0].place.scale >= LARGER
        if (long and not larger) or stopped:
            odds[start:end] = [0.0] * len(run)
        elif any(odds[start:end]) or _stands_apart(lines, start, end):
            odds[start:end] = [max(odds[start:end]) or _LIKELY] * len(run)
        start = end
    return odds


def _alike(one: Line, other: Line) -> bool:
    """Return whether two lines are set in the same type, which is not that of the text."""
    a, b = one.place, other.place
    if a is None or b is None or a.item != b.item:
        return False
    special = a.scale >= LARGER or a.other_face
    return special and abs(a.size - b.size) < 0.03 * a.size and a.face == b.face


def _stands_apart(lines: Sequence[Line], start: int, end: int) -> bool:
    """Return whether lines that fill the column in another face stand between two paragraphs."""
    before = lines[start - 1] if start else None
    first, after = lines[start].place, lines[end].place if end < len(lines) else None
    if first is None or after is None or not first.other_face or ends_sentence(lines[end - 1].text):
        return False
    closed = before is None or ends_sentence(before.text) or _item(before) != first.item
    return closed and after.item == first.item and after.is_first and not after.other_face


def _item(line: Line) -> int:
    return line.place.item if line.place else 0


def _own_heading(line: Line) -> float:
    place = line.place
    if place is None or not place.upright:
        return 0.0
    if place.scale >= LARGER:
        return _SURE
    if ends_sentence(line.text):
        return 0.0
    if place.other_face and (place.centred or place.short > SHORT):
        return _LIKELY
    return (
        _LIKELY - 1 if place.centred and place.indent > 0.9 and abs(place.indent - place.short) < 0.6 else 0.0
    )


def _one_heading(before: Place | None, place: Place) -> bool:
    """Return whether two lines set as headings may be one: below one another in the same type."""
    if before is None or before.item != place.item:
        return False
    same = abs(before.size - place.size) < 0.03 * place.size and before.face == place.face
    down = place.box[1] - before.box[1]
    # Without white space above it, a line far down stands below a picture.
    below = before.column == place.column and (0 < down < 2.2 * place.size or (down > 0 and not place.gap))
    another_column = before.column != place.column
    return same and (below or another_column) and place.gap < 1.2


def _heading(odds: float, on: bool) -> RoleOdds:
    start, rest = (-_LIKELY, odds + 2) if on else (odds, -_SURE)
    return -odds, -odds, -odds, -odds, start, rest, -_LIKELY


def _text(line: Line, place: Place, habits: _Habits, fresh: bool, after: Line | None) -> RoleOdds:
    begins, goes_on = _start(place, habits, fresh)
    full, ends = _end(place, after)
    byline = 0.0 if place.other_face else _AGAINST
    plain = not habits.headings and begins > 0 and place.short > _SHORT_HEADING
    heading = begins + ends - 1 if plain and ending_kind(line.body) == "open" else _AGAINST
    return begins + full, goes_on + full, goes_on + ends, begins + ends, heading, _AGAINST, byline


def _start(place: Place, habits: _Habits, fresh: bool) -> tuple[float, float]:
    """Return the log-odds that a paragraph begins with a line, and that it goes on."""
    if place.indent > _FAR:
        return _LIKELY, -_LIKELY
    if habits.indents:
        if place.is_first or place.indent > FLUSH * 2:
            return 8.0, -8.0
        return (0.0, 0.0) if fresh else (-9.0, 0.0)
    if place.gap >= _GAP:
        return 7.0, -7.0
    return (-5.0, 0.0) if habits.gaps and place.gap < _NO_GAP and not fresh else (0.0, 0.0)


def _end(place: Place, after: Line | None) -> tuple[float, float]:
    """Return the log-odds that a paragraph goes on after a line, and that it ends."""
    if place.short <= SHORT:
        return 0.0, 0.0
    room = place.short - (first_unit_width(after.body) if after else width("。"))
    return (-7.0, 3.0) if room > -0.1 else (0.0, 0.0)
