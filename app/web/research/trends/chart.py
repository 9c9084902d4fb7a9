"""Draw the distribution of wordings: the width of a bar is the text of a part, its height the rate.

The area of a bar is then the number of occurrences: a long part cannot look busy, nor a short one important.
One wording stands above the line, a second below it; each of more has a band of its own, all to one scale.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil, floor, log10

from app.analysis.distribution import rate
from app.frozen import dataclass
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
"""Width of a part without text and of a line of letters; all of them together take half of the page."""
_ROOM = 9
"""A number is printed where a bar is so wide for each of its digits."""
_DIGIT = 7
"""Width of a digit, and room between two marks below the ground line."""
_CROWDED = 60
"""Parts from which on bars stand closer, and a bar of height 0 has no number."""
_STEPS = 3
"""Lines of the scale, about."""
_SLIVER = 4
"""Width below which a bar does not decide the scale where it is ``_FAR`` times as high as the others: a few
sentences would flatten a library."""
_FAR = 1.5
_BEYOND = "▲"
"""Stands on bars that the scale does not reach."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a part on the ground line, or of all parts without text that stand side by side."""

    part: Part
    mark: str
    name: str
    x: float
    width: float


def draw_bars(
    parts: Sequence[Part], names: Sequence[str], marks: Sequence[str], none: str, title: str, text: str
) -> Chart | None:
    """Return the chart of parts; None where there is nothing to draw.

    Each part has a name, and a mark of a few characters that stands below it: its number, its date.
    ``none`` is printed where parts have no text.
    """
    counts = [each for part in parts if part.characters for each in part.counts]
    if all(each.occurrences is None for each in counts):
        return None
    wordings = len(parts[0].counts)
    slots = list(_slots(parts, names, marks))
    highest = _highest(slots)
    step = _scale_step(highest)
    top = max(step, ceil(highest / step) * step)
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
    broken = any(bar.label == _BEYOND for bar in bars)
    return Chart(WIDTH, height, tuple(lines), tuple(bars), tuple(_names(slots, names_y)), title, text, broken)


def _rates(slot: _Slot) -> list[float]:
    return [rate(counts, slot.part.characters) or 0.0 for counts in slot.part.counts]


def _highest(slots: Sequence[_Slot]) -> float:
    """Return the rate that the scale has to reach: that of all bars, unless slivers alone are far higher."""
    every = max(each for slot in slots for each in _rates(slot))
    seen = max((each for slot in slots if slot.width >= _SLIVER for each in _rates(slot)), default=0.0)
    return seen if 0 < seen * _FAR < every else every


def _slots(parts: Sequence[Part], names: Sequence[str], marks: Sequence[str]) -> Iterator[_Slot]:
    """Yield the places of all parts from left to right, those without text that stand together as one."""
    gap = 4 if len(parts) <= _CROWDED else min(1, WIDTH / 6 / len(parts))
    empties = sum(not part.characters for part in parts)
    empty = min(_EMPTY, WIDTH / 2 / max(1, empties))
    room = WIDTH - _LEFT - _RIGHT - gap * (len(parts) - 1) - empty * empties
    scale = room / sum(part.characters for part in parts)
    x = float(_LEFT)
    for has_text, run in groupby(zip(parts, names, marks, strict=True), lambda each: each[0].characters > 0):
        members = list(run)
        if has_text:
            for part, name, mark in members:
                yield _Slot(part, mark, name, x, part.characters * scale)
                x += part.characters * scale + gap
            continue
        ends = members[:: max(1, len(members) - 1)]
        mark, name = "–".join(mark for _, _, mark in ends), "–".join(name for _, name, _ in ends)
        width = len(members) * (empty + gap) - gap
        yield _Slot(members[0][0], mark, name, x, width)
        x += width + gap


def _bar(slot: _Slot, number: int, ground: int, top: float, none: str, *, down: bool, zeros: bool) -> Bar:
    """Return the bar of one wording in one part, with its number where there is room.

    Without ``zeros`` a number 0 is left to the bar's title and the table.
    """
    counts = slot.part.counts[number]
    whole = (rate(counts, slot.part.characters) or 0.0) / top * _BAND
    height = min(whole, _BAND)
    has_text = slot.part.characters > 0
    label = none if not has_text else "–" if counts.occurrences is None else str(counts.occurrences)
    fits = slot.width >= (_ROOM * len(label) if has_text else _EMPTY)
    shown = label if fits and (zeros or label != "0") else ""
    kind = "" if height else " none" if has_text else " empty"
    return Bar(
        x=_number(slot.x),
        y=_number(ground if down else ground - height),
        width=_number(slot.width),
        height=_number(height),
        edge=_number(ground + height if down else ground - height),
        css=f"w{number + 1}{' under' if down else ''}{kind}",
        label=_BEYOND if whole > _BAND + 0.5 else shown,
        label_x=_number(slot.x + slot.width / 2),
        label_y=_number(ground + height + (14 if has_text else 5) if down else ground - height - 5),
        title=f"{slot.name}: {label}" if slot.mark in slot.name else f"{slot.mark} {slot.name}: {label}",
    )


def _names(slots: Sequence[_Slot], y: int) -> Iterator[Bar]:
    """Yield the marks of the parts from left to right, where each has room beside the one before."""
    free = 0.0
    for slot in slots:
        middle, half = slot.x + slot.width / 2, _DIGIT * len(slot.mark) / 2
        if middle - half >= free and middle + half <= WIDTH:
            free = middle + half + _DIGIT
            yield Bar("", "", "", "", "", "name", slot.mark, _number(middle), str(y), slot.name)


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
