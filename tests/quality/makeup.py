"""Articles made up into a page, then read back the way extractors read: as lines of text."""

from random import Random

from app.article import Article, BlockType
from tests.quality.typeset import Galley, Strip, Style

FURNITURE = [["学习周刊", "2023年11月7日 星期二", "09"], ["09", "观察"], ["2023年11月7日  星期二  第9版"]]
REPEATED = 0.4
"""Share of column breaks that say their character twice, on pages that do."""
BREAKABLE = ("paragraph", "continued")


def make_up(galleys: list[Galley], caption: Article | None, style: Style, rng: Random) -> str:
    """The page's text: 1 columns · 2 order · 3 picture · 4 running heads · 5 blank lines."""
    for galley in galleys:
        galley.body = _columns(galley.body, style, rng)
    if style.rotate:
        _rotate(rng.choice(galleys), rng)
    strips = _interleaved(galleys, style, rng) if style.interleave else _in_order(galleys, style)
    if caption:
        _place_caption(strips, caption, rng)
    if style.furniture:
        strips.insert(0, Strip("furniture", rng.choice(FURNITURE)))
    return "\n".join(_lines(strips, style, rng)) + "\n"


def _columns(body: list[Strip], style: Style, rng: Random) -> list[Strip]:
    """The body cut where a column is full; the cut may say its character twice."""
    if not style.column:
        return body
    result: list[Strip] = []
    room = rng.randint(style.column // 2, style.column)
    for strip in body:
        rest = strip
        while rest.role in BREAKABLE and (room == 0 if style.unwrapped else len(rest.lines) > room + 1):
            first, rest = cut(rest, room, style, rng)
            result += [first, Strip("break", [])]
            room = style.column
        result.append(rest)
        room = max(room - len(rest.lines), 0 if style.unwrapped else 2)
    return result


def cut(strip: Strip, at: int, style: Style, rng: Random) -> tuple[Strip, Strip]:
    """A paragraph in two, before line ``at`` or, where it is one long line, inside it."""
    if style.unwrapped or len(strip.lines) == 1:
        text = strip.lines[0]
        middle = rng.randrange(len(text) // 3, len(text) * 2 // 3)
        while not (_han(text[middle - 1]) and _han(text[middle])):
            middle += 1
        head, tail = [text[:middle]], [text[middle:]]
    else:
        head, tail = strip.lines[:at], strip.lines[at:]
    if style.repeat_at_break and rng.random() < REPEATED and _han(head[-1][-1]):
        tail[0] = head[-1][-1] + tail[0]
    return Strip(strip.role, head), Strip("continued", tail)


def _han(char: str) -> bool:
    return "一" <= char <= "鿿"


def _torn(body: list[Strip], rng: Random) -> int:
    """Cut a paragraph of the middle; the index of its second half."""
    inner = [
        n for n, s in enumerate(body) if s.role == "paragraph" and (len(s.lines) > 4 or len(s.lines[0]) > 90)
    ]
    if not inner:
        return len(body) // 2
    at = rng.choice(inner[len(inner) // 3 :])
    lines = len(body[at].lines)
    body[at : at + 1] = cut(body[at], rng.randrange(2, lines - 1) if lines > 4 else 1, Style(), rng)
    return at + 1


def _rotate(galley: Galley, rng: Random) -> None:
    middle = _torn(galley.body, rng)
    head, tail = galley.body[:middle], galley.body[middle:]
    galley.body, galley.foot = [*tail, *galley.foot, Strip("break", []), *head], []


def _in_order(galleys: list[Galley], style: Style) -> list[Strip]:
    """The articles one after the other, titles where the style puts them."""
    strips: list[Strip] = []
    for at, galley in enumerate(galleys):
        follower = galleys[at + 1] if at + 1 < len(galleys) else None
        strips += _moved_head(follower) if style.title == "above_previous" and at == 0 else []
        strips += galley.title if style.title not in ("after",) and not _already(style, at) else []
        strips += galley.head if not _already(style, at) else []
        strips += _moved_head(follower) if style.title == "below_next_head" and at == 0 else []
        strips += galley.body + galley.foot
        strips += galley.title if style.title == "after" else []
    return strips


def _already(style: Style, at: int) -> bool:
    return at == 1 and style.title in ("above_previous", "below_next_head")


def _moved_head(galley: Galley | None) -> list[Strip]:
    return galley.title + galley.head if galley else []


def _interleaved(galleys: list[Galley], style: Style, rng: Random) -> list[Strip]:
    """The first article goes on after the second has ended."""
    first, second, *others = galleys
    middle = _torn(first.body, rng)
    whole = second.title + second.head + second.body + second.foot
    strips = [*first.title, *first.head, *first.body[:middle], Strip("break", []), *whole, Strip("break", [])]
    strips += first.body[middle:] + first.foot
    return strips + _in_order(others, style)


def _place_caption(strips: list[Strip], caption: Article, rng: Random) -> None:
    """The picture's text where a column ends or between two paragraphs, its credit beside or below."""
    breaks = [n for n, strip in enumerate(strips) if strip.role == "break"]
    between = [n for n in range(1, len(strips)) if strips[n].role == strips[n - 1].role == "paragraph"]
    places = (breaks if rng.random() < 0.4 else between) or between or [len(strips)]
    text, credit = caption.texts(BlockType.CAPTION)[0], caption.source_note or ""
    lines = [f"{text} {credit}"] if rng.random() < 0.5 else [text, credit]
    strips.insert(rng.choice(places), Strip("caption", lines))


def _lines(strips: list[Strip], style: Style, rng: Random) -> list[str]:
    lines: list[str] = []
    habit = style.blanks
    for strip in strips:
        if style.blanks == "mixed" and strip.role == "break":
            habit = rng.choice(["none", "every"])
        for number, line in enumerate(strip.lines):
            lead = " " if style.lead_space and number == 0 and strip.role in ("title", "byline") else ""
            lines.append(lead + line)
            if habit == "every" or (habit in ("random", "mixed") and rng.random() < 0.25):
                lines.append("")
        if habit == "paragraph" or (strip.role == "break" and habit != "none"):
            lines.append("")
    return lines
