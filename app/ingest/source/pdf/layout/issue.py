"""Put the pages of a document together: what goes on from one to the next, and what only repeats."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from app.ingest.lines.place import Part
from app.ingest.source.pdf.layout.arrange import Placed, arranged
from app.ingest.source.pdf.layout.printed_page import PrintedPage
from app.lazy_pattern import lazy_pattern

_NUMBERS = {
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
    "十": "10",
}
_TO = lazy_pattern(r"[（(【]?\s*(?:紧接|下转|转)\s*第?\s*([\dA-Z一二三四五六七八九十]{1,4})\s*版.{0,12}$")
_FROM = lazy_pattern(r"^[（(【]?\s*(?:上接|接|紧接)\s*第?\s*([\dA-Z一二三四五六七八九十]{1,4})\s*版.{0,12}$")
_GLUED = lazy_pattern(
    r"^(.*\S)\s*([（(【]\s*(?:紧接|下转)\s*第?\s*[\dA-Z一二三四五六七八九十]{1,4}\s*版[^（(【]{0,12})$"
)
_GLUED_BEFORE = lazy_pattern(
    r"^([（(【]\s*(?:上接|紧接)\s*第?\s*[\dA-Z一二三四五六七八九十]{1,4}\s*版[^）)】]{0,12}[）)】])\s*(\S.*)$"
)
_REPEATED = 0.12
"""Of a page's height: the margin in which lines that return on other pages are running heads."""
_SAME_MEASURE = 0.1


def arranged_issue(pages: Sequence[PrintedPage]) -> list[Placed]:
    """Put the lines of all pages in reading order; an article that goes on on another page is one item."""
    bare = _without_running_heads(pages)
    placed: list[list[Placed]] = []
    item = 1
    for page, running in bare:
        lines = [part for line in arranged(page, item) for part in _jump_apart(line)]
        placed.append([*lines, *running])
        item = max([item - 1, *(line.place.item for line in lines)]) + 1
    joined = {**_flowing_on(placed), **_jumps(placed)} if len(placed) > 1 else {}
    return _notes_last(_gathered(placed, joined))


def _without_running_heads(pages: Sequence[PrintedPage]) -> list[tuple[PrintedPage, list[Placed]]]:
    """Return each page without lines in its margins that stand at the same place of other pages too."""
    seen: Counter[tuple[str, int]] = Counter()
    keys = []
    for page in pages:
        of_page = {}
        for line in page.lines:
            edge = min(line.box[1], page.height - line.box[3])
            if edge < _REPEATED * page.height and len(line.text) < 60:
                of_page[id(line)] = re.sub(r"\d+", "#", line.text), round(line.box[1] / 6)
        seen.update(set(of_page.values()))
        keys.append(of_page)
    result = []
    for page, of_page in zip(pages, keys, strict=True):
        running = {
            key for key, told in of_page.items() if len(pages) > 1 and seen[told] >= max(2, len(pages) // 3)
        }
        kept = tuple(line for line in page.lines if id(line) not in running)
        heads = [line for line in page.lines if id(line) in running]
        only = replace(page, lines=tuple(heads), sideways=(), frames=(), pictures=(), rules=())
        furniture = (
            [Placed(each.text, replace(each.place, part=Part.FURNITURE, item=0)) for each in arranged(only)]
            if heads
            else []
        )
        result.append((replace(page, lines=kept), furniture))
    return result


def _flowing_on(placed: Sequence[Sequence[Placed]]) -> dict[int, int]:
    """Return which items go on from which earlier ones: pages of a book or paper begin without a title."""
    joined: dict[int, int] = {}
    for before, here in zip(placed, placed[1:], strict=False):
        last = [line for line in before if line.place.item and line.place.part is Part.TEXT]
        first = [line for line in here if line.place.item]
        if not last or not first or first[0].place.part is not Part.TEXT:
            continue
        text = [line for line in first if line.place.item == first[0].place.item]
        old, new = last[-1].place, text[0].place
        wide = new.column[1] - new.column[0]
        alike = abs(old.column[1] - old.column[0] - wide) < _SAME_MEASURE * wide
        if alike and abs(old.size - new.size) < 0.6 and not _FROM.match(text[0].text):
            joined[new.item] = joined.get(old.item, old.item)
    return joined


def _jump_apart(line: Placed) -> list[Placed]:
    """Return the line, cut at a note that the text comes from another page or goes on there.

    What is left of the line reaches the edge of its column where the note stood: the text is cut there.
    """
    place = line.place
    left, top, right, bottom = place.box
    note = replace(place, edges=())
    if place.part is not Part.TEXT:
        return [line]
    if glued := _GLUED.match(line.text):
        text = replace(note, box=(left, top, place.column[1], bottom))
        return [Placed(glued[1].rstrip(), text), Placed(glued[2], note)]
    if glued := _GLUED_BEFORE.match(line.text):
        text = replace(note, box=(place.column[0], top, right, bottom))
        return [Placed(glued[1], note), Placed(glued[2].lstrip(), text)]
    return [line]


def _jumps(placed: Sequence[Sequence[Placed]]) -> dict[int, int]:
    """Return which items go on where another says so: 下转第2版, 上接第1版."""
    starts: list[tuple[int, int, str]] = []
    ends: list[tuple[int, int, str]] = []
    for number, lines in enumerate(placed, 1):
        for line in lines:
            if not line.place.item:
                continue
            if found := _FROM.match(line.text):
                ends.append((number, line.place.item, _number(found[1])))
            elif found := _TO.search(line.text):
                starts.append((number, line.place.item, _number(found[1])))
    joined: dict[int, int] = {}
    for number, item, origin in ends:
        fitting = [s for s in starts if s[0] != number and s[1] not in joined.values()]
        if not fitting:
            continue
        best = min(
            fitting, key=lambda s: (_number(str(s[0])) != origin, s[2] != str(number), abs(s[0] - number))
        )
        joined[item] = best[1]
    return joined


def _number(text: str) -> str:
    return _NUMBERS.get(text, text.lstrip("0"))


def _gathered(placed: Sequence[Sequence[Placed]], joined: dict[int, int]) -> list[Placed]:
    """Return all lines, those of items that go on right after the item they go on from."""
    moved: dict[int, list[Placed]] = {}
    for lines in placed:
        for line in lines:
            if target := joined.get(line.place.item):
                moved.setdefault(target, []).append(_continuing(line, target))
    result: list[Placed] = []
    for lines in placed:
        own = [line for line in lines if line.place.item not in joined]
        for line, after in zip(own, [*own[1:], None], strict=True):
            result.append(line)
            if after is None or after.place.item != line.place.item:
                result += moved.pop(line.place.item, []) if line.place.item else []
    return result


def _notes_last(lines: Sequence[Placed]) -> list[Placed]:
    """Return all lines, the footnotes of an item below its text."""
    result: list[Placed] = []
    for _, some in groupby(lines, key=lambda line: line.place.item):
        result += sorted(some, key=lambda line: line.place.part is Part.FOOTNOTE)
    return result


def _continuing(line: Placed, item: int) -> Placed:
    """Return a line of a continuation: the title that is printed there again is no part of the text."""
    part = line.place.part
    if part in (Part.KICKER, Part.TITLE, Part.SUBTITLE, Part.BYLINE):
        return Placed(line.text, replace(line.place, part=Part.FURNITURE, item=item))
    return Placed(line.text, replace(line.place, item=item))
