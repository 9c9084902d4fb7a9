"""Text set in lines of a measure as Chinese newspapers do it.

Widths are counted in half cells: a Han character or a full-width mark takes two, ASCII one.
"""

import re
from random import Random

NOT_AT_START = set("、，。；：？！”’）》】〉」』…—％%)]")
NOT_AT_END = set("“‘（《【〈「『([")
MARKS = NOT_AT_START | NOT_AT_END
# Numbers with their unit sign, Latin words, and the two-cell dash and dots are never cut.
PIECE = re.compile(r"[0-9][0-9.,]*[%％]?|[A-Za-z]+|——|……|.", re.DOTALL)


def width(text: str) -> int:
    """Width in half cells."""
    return sum(1 if char.isascii() else 2 for char in text)


def break_lines(text: str, measure: int, indent: int, squeeze: Random | None = None) -> list[str]:
    """Lines of at most ``measure`` cells, the first ``indent`` cells shorter.

    With ``squeeze``, marks may be pressed together so that a line takes up to two characters more;
    without, a mark that may not open a line takes the character before it down with it.
    """
    pieces = PIECE.findall(text)
    lines: list[str] = []
    room = 2 * (measure - indent)
    start = 0
    while start < len(pieces):
        end = _fit(pieces, start, room, squeeze)
        lines.append("".join(pieces[start:end]))
        start, room = end, 2 * measure
    return lines


def _fit(pieces: list[str], start: int, room: int, squeeze: Random | None) -> int:
    end, used = start, 0
    while end < len(pieces) and used + width(pieces[end]) <= room:
        used += width(pieces[end])
        end += 1
    if end >= len(pieces):
        return end
    if squeeze is not None:
        return max(start + 1, _squeezed(pieces, start, end, squeeze))
    while end > start + 1 and (pieces[end][0] in NOT_AT_START or pieces[end - 1][0] in NOT_AT_END):
        end -= 1
    return max(end, start + 1)


def _squeezed(pieces: list[str], start: int, end: int, squeeze: Random) -> int:
    marks = sum(piece in MARKS for piece in pieces[start:end])
    extra = end + (1 if marks >= 3 and squeeze.random() < 0.3 else 0)
    while extra < len(pieces) and extra - end < 2 and pieces[extra][0] in NOT_AT_START:
        extra += 1
    while extra < len(pieces) and extra > start + 1 and _bad_break(pieces, extra):
        extra -= 1
    return extra


def _bad_break(pieces: list[str], end: int) -> bool:
    return pieces[end][0] in NOT_AT_START or pieces[end - 1][0] in NOT_AT_END


def letter_spaced(line: str) -> str:
    """A justified line as some extractors give it: a space between any two characters."""
    return " ".join(PIECE.findall(line.replace("　", "")))
