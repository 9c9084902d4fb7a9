"""Find the display lines that may be titles, and what belongs to one title (kicker, lines, subtitle).

Nothing marks a title. What tells one from a heading is where it stands (before a byline, after the end of
another item, at the end of the page) and how it is set (printed twice, with a subtitle, wider than headings
are). Where that is not enough the run is `uncertain`, and the page as a whole decides.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.frozen import dataclass
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.lines.classify import LineClass
from app.ingest.lines.clean import Line
from app.ingest.lines.width import width
from app.ingest.lines.wording import DATELINE, KICKER_NAME, NUMBERED_HEADING, is_kicker, is_notice_title
from app.lazy_pattern import lazy_pattern
from app.words.words import is_word

# A dash, or the date of a speech or document.
SUBTITLE = lazy_pattern(
    r"^(?:——|──|--|―|—\s?—)|^[（(][^，。]{0,12}\d{4}年\d{1,2}月\d{1,2}日[^，。]{0,6}[）)]$"
)
# Campaign names are long and wrap.
_LONG_KICKER_WRAPS = ("社会主义", "思想", "中国特色", "新时代")
_LONG_KICKER_RESTS = (
    "思想",
    "主题教育",
    "思想主题教育",
    "社会主义思想",
    "社会主义思想主题教育",
    "中国特色社会主义思想",
)
# What stands above the first article of a law is its title, or a chapter with a number.
_LAW_ARTICLE = lazy_pattern("第[一二三四五六七八九十百]+条")
_UNFINISHED = "的与和及在对为以从向之、，："
_PAIRED = (("《", "》"), ("“", "”"), ("（", "）"))
# The last character of a line and the first of the next are a word in 2 of 100 cases where two titles meet,
# in 38 of 100 places inside a title.
_IN_WORD, _BETWEEN_WORDS = -2.0, 0.5
_KICKER_LINES = 3
# Headings are set in type about a sixth larger than the text, so none is wider than this part of the
# measure; titles are larger still, so a title that wraps in a column breaks off before this part of it.
HEADING_FILLS, TITLE_WRAPS = 0.9, 0.66
# Log-odds that the last display lines before a text are its heading: prior, by other headings, if the lines
# above are wider than the column or narrower than these, and by a blank line between.
_HEADING_BELOW, _HEADINGS_FOLLOW, _NONE_FOLLOWS = -1.0, 1.0, -2.5
_WIDER_ABOVE, _WIDER_BELOW, _BLANK_BETWEEN = 1.5, 1.0, 1.5
_LONGEST_HEADING = 2
# A line shorter than this part of the one above is rather the rest of it.
REST_OF_LINE, _REST = 0.6, -3.0
# Lines that wrap where a heading does are one; where other blank lines are few, one tells.
_ONE_HEADING, _BLANKS_TELL = -2.5, 0.2
_WITHIN_AN_ITEM = {PARAGRAPH, LineClass.BYLINE, LineClass.KEY_POINT}


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A title with its kicker and subtitle, and the elements [position, end) it stands among."""

    text: str
    lines: tuple[Line, ...]
    position: int
    end: int
    set_apart: bool = True
    """True if something sets it apart from the title before it in its run."""
    kicker: str | None = None
    kicker_lines: tuple[Line, ...] = ()
    subtitle: str | None = None
    subtitle_lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class DisplayRun:
    """Consecutive display elements [start, end) that may hold a title."""

    start: int
    end: int
    units: tuple[tuple[Line, ...], ...]
    """Lines that were set as one: kicker, title, subtitle."""
    heading: tuple[Line, ...] = ()
    """A heading at its end, which belongs to the text that follows."""
    uncertain: bool = False
    """True if it may as well be a heading."""


def find_title_runs(elements: Sequence[Element]) -> list[DisplayRun]:
    """Return the runs of display elements which hold, or may hold, a title."""
    runs: list[DisplayRun] = []
    index = 0
    while index < len(elements):
        while index < len(elements) and _is_numbered_heading(elements[index]):
            index += 1  # a numbered heading is no title, but one may follow it
        end = index
        while end < len(elements) and elements[end].kind == DISPLAY:
            end += 1
        run = _run(elements, index, end) if end > index else None
        if run:
            runs.append(run)
        index = max(end, index + 1)
    return runs


def _is_numbered_heading(element: Element) -> bool:
    return element.kind == DISPLAY and bool(NUMBERED_HEADING.match(element.text))


def _run(elements: Sequence[Element], start: int, end: int) -> DisplayRun | None:
    units = split_display_units(elements[start:end])
    if NUMBERED_HEADING.match(units[0][0].text):
        return None
    before = elements[start - 1].kind if start else None
    after = elements[end].kind if end < len(elements) else None
    heading: tuple[Line, ...] = ()
    if after == PARAGRAPH:
        units, heading = _heading_below(units, elements, end, soft=before not in _WITHIN_AN_ITEM)
    if all(map(_is_kicker, units)):
        return None
    broken = bool(start) and elements[start - 1].tailless
    sure = after != PARAGRAPH or broken or bool(heading) or _looks_a_title(units) or _is_news(elements[end])
    sure = sure or is_notice_title(join_display_lines(units[-1]))
    if not sure and (before == LineClass.KEY_POINT or (before == PARAGRAPH)):
        return None
    return DisplayRun(start, end, tuple(units), heading, uncertain=not sure)


def _heading_below(
    units: list[tuple[Line, ...]], elements: Sequence[Element], end: int, soft: bool
) -> tuple[list[tuple[Line, ...]], tuple[Line, ...]]:
    """Take the heading that stands at the end of a run from its titles."""
    last = units[-1]
    if len(units) > 1 and not _is_subtitle(last) and not _is_kicker(units[-2]):
        numbered = NUMBERED_HEADING.match(last[0].text)
        titled = _is_subtitle(units[-2]) or units[-2][-1].overprint
        if numbered or titled or _has_headings(elements, end) or _as_heading(last, elements[end]):
            return units[:-1], last
    if not soft:
        return units, ()
    best, best_odds = 0, 0.0
    for size in range(1, min(len(last), _LONGEST_HEADING + 1)):
        odds = _heading_odds(last[:-size], last[-size:], elements, end)
        if odds > best_odds:
            best, best_odds = size, odds
    return ([*units[:-1], last[:-best]], last[-best:]) if best else (units, ())


def _heading_odds(
    title: Sequence[Line], heading: Sequence[Line], elements: Sequence[Element], end: int
) -> float:
    """Return the log-odds that the last lines of a run are a heading and not the end of the title."""
    measure = elements[end].measure
    if measure is None or is_unfinished(title[-1].text) or _LAW_ARTICLE.match(elements[end].text):
        return -1.0
    odds = (
        line_break_log_odds(title[-1].text, heading[0].text)
        + _HEADING_BELOW
        + (_HEADINGS_FOLLOW if _has_headings(elements, end) else _NONE_FOLLOWS)
    )
    widths = [width(line.text) for line in heading]
    odds += _REST if sum(widths) < REST_OF_LINE * width(title[-1].text) else 0.0
    if max(widths) > HEADING_FILLS * measure or (len(widths) > 1 and widths[0] < TITLE_WRAPS * measure):
        return -1.0
    if TITLE_WRAPS * measure < width(title[-1].text) <= HEADING_FILLS * measure and len(widths) == 1:
        odds += _ONE_HEADING
    odds += _WIDER_ABOVE if max(width(line.text) for line in title) > HEADING_FILLS * measure else 0.0
    odds += _WIDER_BELOW if widths[0] > width(title[-1].text) + 1 else 0.0
    inside = [*title[1:], *heading[1:], *elements[end].lines[1:]]
    apart = heading[0].blank_before and sum(line.blank_before for line in inside) < _BLANKS_TELL * len(inside)
    return odds + (_BLANK_BETWEEN if apart else 0.0)


def is_unfinished(above: str) -> bool:
    """Return whether a display line cannot end where it does: in an open quotation, after 的 or 与."""
    return above[-1:] in _UNFINISHED or any(above.count(mark) > above.count(end) for mark, end in _PAIRED)


def line_break_log_odds(above: str, below: str) -> float:
    """Return the log-odds, from the characters around the end of a display line, that a title ends there."""
    return _IN_WORD if is_word(above[-1:] + below[:1]) else _BETWEEN_WORDS


def _looks_a_title(units: Sequence[Sequence[Line]]) -> bool:
    return any(
        _is_subtitle(unit) or _is_kicker(unit) or any(line.overprint for line in unit) for unit in units
    )


def _is_news(following: Element) -> bool:
    """Return whether a text begins as news does, with place and date."""
    return following.kind == PARAGRAPH and bool(DATELINE.match(following.text))


def _has_headings(elements: Sequence[Element], start: int) -> bool:
    """Return whether the text from here on has headings before the item ends."""
    for element in elements[start:]:
        if element.kind != PARAGRAPH:
            return element.kind == DISPLAY
    return False


def _as_heading(unit: Sequence[Line], following: Element) -> bool:
    """Return whether display lines wrap where headings of the column do."""
    measure = following.measure
    if measure is None or len(unit) < 2:
        return False
    return TITLE_WRAPS * measure < width(unit[0].text) <= HEADING_FILLS * measure


def split_display_units(run: Sequence[Element]) -> list[tuple[Line, ...]]:
    """Divide consecutive display lines into units set as one: a kicker, a title, a subtitle, a heading."""
    lines = [line for element in run for line in element.lines]
    units: list[list[Line]] = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        subtitled = below is not None and bool(SUBTITLE.match(below.text))
        if units and not _parts(units[-1], line, subtitled):
            units[-1].append(line)
        else:
            units.append([line])
    return [tuple(unit) for unit in units]


def _parts(unit: list[Line], line: Line, subtitled: bool) -> bool:
    """Return whether a line begins another unit than the display lines before it."""
    before = unit[-1]
    if SUBTITLE.match(line.text):
        return True
    if _is_subtitle(unit):
        return subtitled or width(before.text) < width(line.text)
    if before.overprint != line.overprint or NUMBERED_HEADING.match(line.text) or _is_kicker([line]):
        return True
    if len(unit) > _KICKER_LINES:
        return False
    text = join_display_lines(unit)
    wraps = text.endswith(_LONG_KICKER_WRAPS) and line.text in _LONG_KICKER_RESTS
    return bool(KICKER_NAME.search(text)) and not wraps and len(line.text) > 1


def join_display_lines(lines: Sequence[Line]) -> str:
    """Return the text of display lines; a space divides the two balanced halves of a two-part title.

    A line that breaks off inside a word (建设世 / 界) is no half.
    """
    halves = len(lines) == 2 and _are_halves(lines[0].text, lines[1].text)
    return (" " if halves else "").join(line.text for line in lines)


def _are_halves(above: str, below: str) -> bool:
    return (
        above[-1:] not in ("", *_UNFINISHED)
        and abs(width(above) - width(below)) <= 1
        and width(above) >= 6
        and not is_word(above[-1:] + below[:1])
    )


def _is_subtitle(unit: Sequence[Line]) -> bool:
    return bool(SUBTITLE.match(unit[0].text))


def _is_kicker(unit: Sequence[Line]) -> bool:
    return is_kicker(join_display_lines(unit))


def title_candidates(run: DisplayRun) -> list[TitleCandidate]:
    """Return the titles of a run, as many as its lines may hold, each with its kicker and subtitle."""
    grouped: list[TitleCandidate] = []
    kicker: tuple[Line, ...] = ()
    for unit in run.units:
        text = join_display_lines(unit)
        if _is_subtitle(unit) and grouped:
            grouped[-1] = replace(grouped[-1], subtitle=text, subtitle_lines=unit)
        elif _is_kicker(unit) and unit is not run.units[-1]:
            kicker += unit
        else:
            for number, line in enumerate(unit):
                title = TitleCandidate(line.text, (line,), run.start, run.end, number == 0)
                if kicker:
                    title = replace(title, kicker=join_display_lines(kicker), kicker_lines=kicker)
                    kicker = ()
                grouped.append(title)
    return grouped


def merge_candidates(parts: Sequence[TitleCandidate]) -> TitleCandidate:
    """Merge neighbouring candidates into one title."""
    first, lines = parts[0], tuple(line for part in parts for line in part.lines)
    subtitle = next((part for part in parts if part.subtitle), first)
    kicker = next((part for part in parts if part.kicker), first)
    return replace(
        first,
        text=join_display_lines(lines),
        lines=lines,
        kicker=kicker.kicker,
        kicker_lines=kicker.kicker_lines,
        subtitle=subtitle.subtitle,
        subtitle_lines=subtitle.subtitle_lines,
    )
