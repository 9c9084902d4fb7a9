"""Draw the distribution of wordings: the width of a bar is the text of a part, its height the rate.

The area of a bar is then the number of occurrences: a long part cannot look busy, nor a short one important.
One wording stands above the line, a second below it; each of more has a band of its own, all to one scale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor, log10

from app.analysis.distribution import rate
from app.search.results import Part
from app.web.research.trends.views import Bar, Chart, Line

WIDTH = 1200
"""Units of the drawing; it is shown as wide as the page."""
_LEFT, _RIGHT = 44, 6
_BAND = 110
"""Height of one wording's bars at the top of the scale."""
_HEAD, _NAMES, _FOOT = 22, 24, 16
"""Room above the highest bar for its number; for the numbers of parts; below the lowest bar."""
_EMPTY = 9
"""Width of a part without text."""
_ROOM = 9
"""A number is printed where a bar is so wide for each of its digits."""
_CROWDED = 60
"""Parts from which on bars stand closer, and a bar of height 0 has no number."""
_STEPS = 3
"""Lines of the scale, about."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a part on the ground line."""

    part: Part
    number: str
    name: str
    x: float
    width: float


def draw_bars(
    parts: Sequence[Part], names: Sequence[str], first: int, none: str, title: str, text: str
) -> Chart | None:
    """Return the chart of parts whose numbers begin with ``first``; None where there is nothing to draw.

    ``none`` is printed where a part has no text.
    """
    counts = [each for part in parts if part.characters for each in part.counts]
    if all(each.occurrences is None for each in counts):
        return None
    wordings = len(parts[0].counts)
    rates = [rate(counts, part.characters) or 0.0 for part in parts for counts in part.counts]
    step = _scale_step(max(rates))
    top = max(step, ceil(max(rates) / step) * step)
    slots = list(_slots(parts, names, first))
    lines: list[Line] = []
    bars: list[Bar] = []
    ground = _HEAD + _BAND
    for n in range(wordings):
        down = n == 1 and wordings == 2
        if n:
            ground += _NAMES if down else _HEAD + _BAND + 6
        lines += _scale(ground, top, step, down=down)
        bars += [_bar(slot, n, ground, top, none, down=down, zeros=len(parts) <= _CROWDED) for slot in slots]
    names_y = (_HEAD + _BAND if wordings == 2 else ground) + _NAMES - 7
    height = ground + (_BAND + _FOOT if wordings == 2 else _NAMES)
    return Chart(WIDTH, height, tuple(lines), tuple(bars), tuple(_names(slots, names_y)), title, text)


def _slots(parts: Sequence[Part], names: Sequence[str], first: int) -> Iterator[_Slot]:
    """Yield the places of all parts, side by side."""
    gap = 4 if len(parts) <= _CROWDED else 1
    empty = sum(not part.characters for part in parts)
    room = WIDTH - _LEFT - _RIGHT - gap * (len(parts) - 1) - _EMPTY * empty
    scale = max(room, WIDTH // 2) / sum(part.characters for part in parts)
    widths = [part.characters * scale if part.characters else float(_EMPTY) for part in parts]
    starts = accumulate([_LEFT, *(width + gap for width in widths[:-1])])
    for n, (part, name, x, width) in enumerate(zip(parts, names, starts, widths, strict=True), first):
        yield _Slot(part, str(n), name, x, width)


def _bar(slot: _Slot, number: int, ground: int, top: float, none: str, *, down: bool, zeros: bool) -> Bar:
    """Return the bar of one wording in one part, with its number where there is room.

    Without ``zeros`` a number 0 is left to the bar's title and the table.
    """
    counts = slot.part.counts[number]
    height = (rate(counts, slot.part.characters) or 0.0) / top * _BAND
    label = (
        none if not slot.part.characters else "–" if counts.occurrences is None else str(counts.occurrences)
    )
    fits = slot.width >= _ROOM * len(label) or (not slot.part.characters and slot.width >= _EMPTY)
    empty = " empty" if not slot.part.characters else "" if height else " none"
    return Bar(
        x=_number(slot.x),
        y=_number(ground if down else ground - height),
        width=_number(slot.width),
        height=_number(height),
        edge=_number(ground + height if down else ground - height),
        css=f"w{number + 1}{' under' if down else ''}{empty}",
        label=label if fits and (zeros or label != "0") else "",
        label_x=_number(slot.x + slot.width / 2),
        label_y=_number(ground + height + 14 if down else ground - height - 5),
        title=f"{slot.number} {slot.name}: {label}",
    )


def _names(slots: Sequence[_Slot], y: int) -> Iterator[Bar]:
    """Yield the numbers of the parts, where each has room."""
    for slot in slots:
        if slot.width >= _ROOM * len(slot.number):
            x = _number(slot.x + slot.width / 2)
            yield Bar("", "", "", "", "", "name", slot.number, x, str(y), slot.name)


def _scale(ground: int, top: float, step: float, *, down: bool) -> Iterator[Line]:
    """Yield the ground line and the lines of the scale above or below it."""
    width = str(WIDTH - _LEFT - _RIGHT)
    yield Line(str(_LEFT), str(ground), width, "ground")
    for n in range(1, round(top / step) + 1):
        away = n * step / top * _BAND
        y = ground + away if down else ground - away
        yield Line(str(_LEFT), _number(y), width, "scale", f"{n * step:g}")


def _scale_step(highest: float) -> float:
    """Return 1, 2 or 5 times a power of ten, so that about three lines reach the highest rate."""
    if not highest:
        return 1.0
    rough = highest / _STEPS
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
