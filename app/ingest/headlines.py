"""Display lines: which of them are titles, and what belongs to one title (kicker, lines, subtitle)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.ingest import cues
from app.ingest.elements import DISPLAY, Element
from app.ingest.lines import Line
from app.ingest.marks import Mark
from app.ingest.measure import width

KICKER = re.compile(
    r"^(?:深入)?(?:学习贯彻|学习宣传贯彻|贯彻落实|学思践悟|学习领会|认真学习)|^新(?:时代|思想|征程)[^，。]{0,10}(?:新|征程|伟业)|"
    r"(?:专栏|系列谈|系列评论|笔谈|专题|之[一二三四五六七八九十]|[①-⑩])$"
)
SUBTITLE = re.compile(r"^(?:——|──|--|―|—\s?—)")
ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[．.、])")
PARTICLE_END = "的与和及在对为以从向之、，"
WRAP_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Headline:
    """A title with its kicker and subtitle, and where it stands among the elements."""

    title: str
    lines: tuple[Line, ...]
    position: int
    end: int
    kicker: str | None = None
    kicker_lines: tuple[Line, ...] = ()
    subtitle: str | None = None
    subtitle_lines: tuple[Line, ...] = ()


def display_units(run: Sequence[Element]) -> list[tuple[Line, ...]]:
    """Divide consecutive display lines into what was set as one: a kicker, a title, a subtitle, a heading."""
    lines = [line for element in run for line in element.lines]
    telling = len({line.blank for line in lines[1:]}) > 1
    units: list[list[Line]] = []
    for line in lines:
        before = units[-1][-1] if units else None
        if before is None or _parts(before, line, telling):
            units.append([line])
        else:
            units[-1].append(line)
    return [tuple(unit) for unit in units]


def _parts(before: Line, line: Line, telling: bool) -> bool:
    if SUBTITLE.match(line.text) or before.overprint != line.overprint:
        return True
    if ENUMERATOR.match(line.text) or (KICKER.search(before.text) and not before.text.endswith("社会主义")):
        return True
    if telling and not line.blank:
        return False
    if before.text[-1:] in PARTICLE_END:
        return False
    return (telling and line.blank) or width(line.text) > width(before.text) + WRAP_SLACK


def display_text(lines: Sequence[Line]) -> str:
    """The text of display lines; a space divides the two balanced halves of a two-part title."""
    text = ""
    for line in lines:
        halves = (
            len(lines) == 2
            and text
            and text[-1] not in PARTICLE_END
            and abs(width(text) - width(line.text)) <= 1
            and width(text) >= 6
        )
        text += (" " if halves else "") + line.text
    return text


def title_runs(found: Sequence[Element]) -> list[tuple[int, int]]:
    """The runs [from, to) of display elements which hold a title rather than a heading."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(found):
        end = index
        while end < len(found) and found[end].kind == DISPLAY:
            end += 1
        if end > index and _is_title(found, index, end):
            runs.append((index, end))
        index = max(end, index + 1)
    return runs


FRESH = {Mark.AFFILIATION, Mark.SOURCE, Mark.CREDIT, "caption"}
INTRODUCED = {Mark.BYLINE, Mark.KEY_HEAD, Mark.KEY_POINT}


def _is_title(found: Sequence[Element], start: int, end: int) -> bool:
    run = found[start:end]
    before = found[start - 1].kind if start else None
    after = found[end].kind if end < len(found) else None
    if any(element.overprint or SUBTITLE.match(element.lines[-1].text) for element in run):
        return True
    if after in INTRODUCED or after is None:
        return True
    if before == Mark.BYLINE or before == Mark.KEY_POINT:
        return False
    if before is None or before in FRESH:
        return True
    return " " in "".join(element.text for element in run) and not cues.ends_sentence(run[-1].text)


def headlines(
    found: Sequence[Element], runs: Sequence[tuple[int, int]]
) -> tuple[list[Headline], dict[int, list[tuple[Line, ...]]]]:
    """The titles in the given runs; and headings which stand at the end of a run, by the run's start."""
    titles: list[Headline] = []
    headings: dict[int, list[tuple[Line, ...]]] = {}
    for start, end in runs:
        units = display_units(found[start:end])
        after = found[end].kind if end < len(found) else None
        if (
            len(units) > 1
            and after == "paragraph"
            and _has_headings(found, end)
            and not _is_subtitle(units[-1])
        ):
            headings[start] = [units.pop()]
        titles += _group(units, start, end)
    return titles, headings


def _has_headings(found: Sequence[Element], start: int) -> bool:
    """Whether the text from here on has headings before the item ends."""
    for element in found[start:]:
        if element.kind == DISPLAY:
            return True
        if element.kind != "paragraph":
            return False
    return False


def _is_subtitle(unit: Sequence[Line]) -> bool:
    return bool(SUBTITLE.match(unit[0].text))


def _group(units: list[tuple[Line, ...]], start: int, end: int) -> list[Headline]:
    """Gather units into titles: a kicker goes with what follows it, a subtitle with what stands before it."""
    grouped: list[Headline] = []
    kicker: tuple[Line, ...] = ()
    for unit in units:
        text = display_text(unit)
        if _is_subtitle(unit) and grouped:
            last = grouped.pop()
            grouped.append(_titled(last.lines, start, end, last.kicker_lines, unit))
        elif KICKER.search(text) and not kicker and unit is not units[-1]:
            kicker = unit
        else:
            grouped.append(_titled(unit, start, end, kicker, ()))
            kicker = ()
    return grouped


def _titled(
    lines: tuple[Line, ...], start: int, end: int, kicker: tuple[Line, ...], subtitle: tuple[Line, ...]
) -> Headline:
    return Headline(
        display_text(lines),
        lines,
        start,
        end,
        display_text(kicker) if kicker else None,
        kicker,
        display_text(subtitle) if subtitle else None,
        subtitle,
    )
