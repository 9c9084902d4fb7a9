"""Gather characters into lines: what stands on one baseline within one column, and vertical heads.

A gap inside a line (a stretched line, the two parts of a title, names) is told from the gap between two
columns by what stands above and below it: a gutter goes on there.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from app.frozen import dataclass
from app.ingest.source.pdf.printed_line import Rectangle, TextLine
from app.ingest.source.pdf.process.characters import Character

BASELINE = 0.25
"""Of an em: how far characters of one line may stand above one another."""
GLUED, WIDEST_GAP, WIDEST_TITLE_GAP = 0.7, 2.6, 1.3
"""Ems: below the first a gap divides nothing; above the others it divides what stands alone, or a title."""
NARROW = 0.3
"""Ems from which a gap may hold a rule."""
LABEL = re.compile(r"第[〇零一二三四五六七八九十百千\d]{1,6}[编章节条]|[①-⑳]")
"""What the text goes on beside, after a space."""
CLOSING, OPENING = "，。、；：！？”’）》】」』〉〕", "“‘（《【「『〈〔"
TRIMMED = 0.3
"""Ems beyond the box of a mark from which its own white space may be that of an edge."""
SAME_SIZE = 0.03
COLUMN_STARTS = 5
"""Lines that begin at one place where a column is."""
GUTTER = 0.55
"""Ems of white space that neighbouring lines leave too, where two columns meet."""
NEIGHBOURS, NEXT = 3, 2.0
"""Lines above and below that are asked, each no more ems from the one before."""
SPACE = 0.15
"""Ems beyond the usual gap of a line that are a space."""
LIGATURE = 1.7
"""Ems from which a dash is two."""
DISPLAY = 1.25
"""Times the size of the text from which type may stand in vertical lines."""
VERTICAL_LEAST = 3
CAP, FOOT = 0.88, 0.12
"""Of an em, above and below the baseline."""


def text_lines(found: Sequence[Character], rules: Sequence[Rectangle]) -> list[TextLine]:
    """Gather the characters of a page, all of one direction, into lines; their order means nothing."""
    if not found:
        return []
    body = body_size(found)
    vertical, rest = _vertical_lines(found, body)
    upright = [rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]
    segments = [part for row in _rows(rest) for found in _segments(row, upright) if (part := _printed(found))]
    return vertical + _trimmed([_line(part) for part in _joined(segments, upright, body)])


def body_size(found: Sequence[Character]) -> float:
    """Return the size that most characters of a page are set in."""
    sizes = Counter(round(each.size * 4) for each in found)
    return sizes.most_common(1)[0][0] / 4


def _rows(found: Sequence[Character]) -> Iterator[list[Character]]:
    """Yield the characters on one baseline, from left to right."""
    row: list[Character] = []
    for each in sorted(found, key=lambda c: c.baseline):
        if row and each.baseline - row[0].baseline > BASELINE * min(each.size, row[0].size):
            yield sorted(row, key=lambda c: c.left)
            row = []
        row.append(each)
    if row:
        yield sorted(row, key=lambda c: c.left)


def _segments(row: Sequence[Character], rules: Sequence[Rectangle]) -> Iterator[list[Character]]:
    """Yield the row, cut where a gap may divide something."""
    part: list[Character] = []
    for each in row:
        if part:
            gap = _white(part[-1], each)
            alike = abs(each.size - part[-1].size) <= 0.15 * each.size
            size = min(each.size, part[-1].size)
            ruled = gap > NARROW * size and _rule_between(part[-1], each, rules)
            if ruled or gap > (GLUED if alike else GLUED / 2) * size:
                yield part
                part = []
        part.append(each)
    if part:
        yield part


def _white(one: Character, other: Character) -> float:
    """Return the points between two characters, with the blank half of a mark beyond which there is more."""
    gap = other.left - one.right
    return _start(other) - _end(one) if gap > TRIMMED * one.size else gap


def _start(each: Character) -> float:
    """Return where the ink of a character begins: marks fill half of their em."""
    return each.left + (_blank(each) if each.text in OPENING else 0.0)


def _end(each: Character) -> float:
    return each.right - (_blank(each) if each.text in CLOSING else 0.0)


def _blank(mark: Character) -> float:
    """Return the width of the half of a mark that has no ink; narrow ones have none."""
    return max(0.0, mark.right - mark.left - 0.5 * mark.size)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of a page: the size of its text, its upright rules, and where its columns begin."""

    body: float
    rules: Sequence[Rectangle]
    starts: set[int]


@dataclass(slots=True)
class _Level:
    """The segments of one size at one height."""

    baseline: float
    parts: list[list[Character]]


def _joined(
    segments: Sequence[list[Character]], rules: Sequence[Rectangle], body: float
) -> list[list[Character]]:
    """Return the segments of one line put together again."""
    levels: dict[tuple[int, str], list[_Level]] = defaultdict(list)
    for part in sorted(segments, key=lambda p: p[0].baseline):
        size, face = _size(part), _face(part)
        held = levels[round(size * 2), face]
        if held and part[0].baseline - held[-1].baseline <= BASELINE * size:
            held[-1].parts.append(part)
        else:
            held.append(_Level(part[0].baseline, [part]))
    starts = Counter(round(part[0].left) for part in segments if abs(_size(part) - body) < SAME_SIZE * body)
    page = _Page(body, rules, {x for x, often in starts.items() if often >= COLUMN_STARTS})
    return [
        part
        for held in levels.values()
        for index in range(len(held))
        for part in _of_level(held, index, page)
    ]


def _of_level(held: Sequence[_Level], index: int, page: _Page) -> list[list[Character]]:
    parts = sorted(held[index].parts, key=lambda p: p[0].left)
    result = [parts[0]]
    for part in parts[1:]:
        near = _near(held, index, result[-1][0].left, part[-1].right)
        if _one_line(result[-1], part, near, page):
            result[-1] = result[-1] + part
        else:
            result.append(part)
    return result


def _near(held: Sequence[_Level], index: int, left: float, right: float) -> list[_Level]:
    """Return the next levels above and below that have text there, as far as they follow line on line."""
    size = _size(held[index].parts[0])
    found: list[_Level] = []
    for way in (-1, 1):
        at, last, taken = index + way, held[index].baseline, 0
        while 0 <= at < len(held) and taken < NEIGHBOURS and abs(held[at].baseline - last) <= NEXT * size:
            level = held[at]
            if level.baseline != held[index].baseline and _covers(level, left, right):
                found.append(level)
                taken += 1
                last = level.baseline
            at += way
    return found


def _one_line(
    one: Sequence[Character], other: Sequence[Character], near: Sequence[_Level], page: _Page
) -> bool:
    left, right, size = _end(one[-1]), _start(other[0]), _size(one)
    gap = (right - left) / size
    if abs(_size(other) - size) > SAME_SIZE * size and gap > GLUED:
        return False
    if _rule_between(one[-1], other[0], page.rules):
        return False
    if LABEL.fullmatch("".join(each.text for each in one)):
        return gap <= WIDEST_GAP
    if near:
        return gap <= WIDEST_GAP and not _gutter(near, left, right, GUTTER * size)
    if abs(size - page.body) < SAME_SIZE * page.body and round(right) in page.starts:
        return False
    return gap <= (WIDEST_TITLE_GAP if size > DISPLAY * page.body else WIDEST_GAP)


def _rule_between(one: Character, other: Character, rules: Sequence[Rectangle]) -> bool:
    """Return whether an upright rule stands between two characters."""
    top, bottom = one.baseline - one.size, one.baseline
    return any(
        one.right - 1 <= rule[0] and rule[2] <= other.left + 1 and rule[1] < bottom and rule[3] > top
        for rule in rules
    )


def _covers(level: _Level, left: float, right: float) -> bool:
    """Return whether a level has text between two edges."""
    return any(part[0].left < right and part[-1].right > left for part in level.parts)


def _gutter(levels: Sequence[_Level], left: float, right: float, wide: float) -> bool:
    """Return whether white space of some width inside (left, right) goes on through most of the levels."""
    free = [(left, right)]
    crossed = 0
    for level in levels:
        after = list(_without(free, level))
        if any(b - a >= wide for a, b in after):
            free = after
        else:
            crossed += 1
    return crossed < len(levels) / 2


def _without(free: Sequence[tuple[float, float]], level: _Level) -> Iterator[tuple[float, float]]:
    for start, end in free:
        at = start
        for part in sorted(level.parts, key=lambda p: p[0].left):
            low, high = _start(part[0]), _end(part[-1])
            if high <= at or low >= end:
                continue
            if low > at:
                yield at, low
            at = max(at, high)
        if at < end:
            yield at, end


def _size(part: Sequence[Character]) -> float:
    if len(part) == 1:
        return part[0].size
    return Counter(round(each.size, 2) for each in part).most_common(1)[0][0]


def _face(part: Sequence[Character]) -> str:
    if len(part) == 1:
        return part[0].face
    return Counter(each.face for each in part).most_common(1)[0][0]


def _line(part: Sequence[Character]) -> TextLine:
    size = _size(part)
    baseline = median(each.baseline for each in part)
    box = part[0].left, baseline - CAP * size, max(each.right for each in part), baseline + FOOT * size
    text, edges = _spaced(part)
    return TextLine(text, box, size, _face(part), True, (*edges, box[2]))


def _trimmed(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines, marks that stand half outside a column cut to the half that has ink."""
    starts = Counter(round(line.box[0]) for line in lines)
    ends = Counter(round(line.box[2]) for line in lines)

    def is_edge(edges: Counter[int], at: float) -> bool:
        return max(edges[round(at) + step] for step in (-1, 0, 1)) >= COLUMN_STARTS

    result = []
    for line in lines:
        left, top, right, bottom = line.box
        half = 0.5 * line.size
        if line.text[0] in OPENING and not is_edge(starts, left) and is_edge(starts, left + half):
            left += half
        if line.text[-1] in CLOSING and not is_edge(ends, right) and is_edge(ends, right - half):
            right -= half
        if (left, right) != (line.box[0], line.box[2]):
            edges = (left, *line.edges[1:-1], right)
            line = replace(line, box=(left, top, right, bottom), edges=edges)
        result.append(line)
    return result


def _spaced(part: Sequence[Character]) -> tuple[str, list[float]]:
    """Return the text of a line, with a space where the gap says so, and where its characters begin."""
    gaps = [(b.left - a.right) / max(a.size, b.size) for a, b in zip(part, part[1:], strict=False)]
    usual = max(0.0, sorted(gaps)[len(gaps) // 4]) if gaps else 0.0
    text, edges = "", list[float]()
    for gap, before, each in zip([0.0, *gaps], [part[0], *part], part, strict=False):
        if gap > usual + SPACE and not before.text.isspace() and not each.text.isspace():
            text += " "
            edges.append(before.right)
        double = each.text in "—…" and each.right - each.left > LIGATURE * each.size
        printed = each.text * 2 if double else each.text
        text += printed
        edges += [each.left + (each.right - each.left) * i / len(printed) for i in range(len(printed))]
    return text, edges


def _printed(part: Sequence[Character]) -> list[Character]:
    """Return the characters without the spaces before the first and after the last."""
    shown = [index for index, each in enumerate(part) if not each.text.isspace()]
    return list(part[shown[0] : shown[-1] + 1]) if shown else []


def _vertical_lines(found: Sequence[Character], body: float) -> tuple[list[TextLine], list[Character]]:
    """Return the lines of large type set from top to bottom, and the characters that are in none."""
    large: dict[tuple[int, str], list[Character]] = defaultdict(list)
    for each in found:
        if each.size >= DISPLAY * body:
            large[round(each.size * 2), each.face].append(each)
    taken: set[int] = set()
    lines: list[TextLine] = []
    for group in large.values():
        for stack in _stacks(group):
            lines.append(_vertical(stack))
            taken.update(map(id, stack))
    return lines, [each for each in found if id(each) not in taken]


def _stacks(group: Sequence[Character]) -> Iterator[list[Character]]:
    """Yield characters of one size below one another, nearer to those than to what stands beside them."""
    stacks: list[list[Character]] = []
    for each in sorted(group, key=lambda c: c.baseline):
        above = [
            stack
            for stack in stacks
            if abs(_middle(stack[-1]) - _middle(each)) < 0.45 * each.size
            and 0.3 * each.size < each.baseline - stack[-1].baseline <= 1.7 * each.size
        ]
        if above:
            above[-1].append(each)
        else:
            stacks.append([each])
    by_row = sorted(group, key=lambda c: c.baseline)
    baselines = [each.baseline for each in by_row]
    for stack in stacks:
        if len(stack) >= VERTICAL_LEAST and _is_vertical(stack, by_row, baselines):
            yield stack


def _is_vertical(stack: Sequence[Character], by_row: Sequence[Character], baselines: list[float]) -> bool:
    size = stack[0].size
    pitch = median(b.baseline - a.baseline for a, b in zip(stack, stack[1:], strict=False))
    beside = []
    for each in stack:
        low = bisect_left(baselines, each.baseline - BASELINE * size)
        high = bisect_left(baselines, each.baseline + BASELINE * size)
        apart = [abs(_middle(o) - _middle(each)) for o in by_row[low:high] if o is not each]
        beside.append(min(apart, default=100 * size))
    return pitch < 0.95 * median(beside)


def _middle(each: Character) -> float:
    return (each.left + each.right) / 2


def _vertical(stack: Sequence[Character]) -> TextLine:
    size = stack[0].size
    middle = median(_middle(each) for each in stack)
    tops = [each.baseline - CAP * size for each in stack]
    bottom = stack[-1].baseline + FOOT * size
    text, edges = stack[0].text, [tops[0]]
    pitch = median(b - a for a, b in zip(tops, tops[1:], strict=False))
    for above, top, each in zip(tops, tops[1:], stack[1:], strict=False):
        if top - above > pitch + SPACE * size:
            text += " "
            edges.append(above + size)
        text += each.text
        edges.append(top)
    box = middle - size / 2, tops[0], middle + size / 2, bottom
    return TextLine(text, box, size, stack[0].face, False, (*edges, bottom))
