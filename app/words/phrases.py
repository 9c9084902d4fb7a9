"""Phrases of a title: between them a line may break, inside them it should not."""

from functools import lru_cache

from app.words.words import cut_text

LONGEST = 8
"""Characters of a phrase; more do not fit beside another one on a phone."""
_OPENING = frozenset("《〈“‘（(「『〔【[")
_FOLLOWING = frozenset("的地得了着过等们之者性化年月日号版条款项章节篇部集卷")
"""Words of one character that belong to what stands before them; all others open what follows."""


@lru_cache(1 << 12)
def phrases(text: str) -> tuple[str, ...]:
    """Return a title cut into phrases; joined they are the title.

    Marks stay with the words that they close or open, and a word of one character with its neighbour.
    """
    found: list[str] = []
    opens = False
    for piece in cut_text(text):
        joined = found and _belongs(found[-1], piece, opens) and len(found[-1]) + len(piece) <= LONGEST
        mark = not any(map(str.isalnum, piece)) and piece not in _OPENING
        if found and (joined or mark):
            found[-1] += piece
        else:
            found.append(piece)
        opens = piece in _OPENING or len(piece) == 1 and piece.isalpha() and piece not in _FOLLOWING
    if len(found) > 1 and len(found[-1]) == 1:
        found[-2:] = ["".join(found[-2:])]
    return tuple(found)


def _belongs(before: str, piece: str, opens: bool) -> bool:
    """Say whether a piece goes on the phrase before it, of which the last piece may open what follows."""
    if piece in _OPENING:
        return False
    return opens or piece in _FOLLOWING or (before[-1].isdigit() and len(piece) == 1)
