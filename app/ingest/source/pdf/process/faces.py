"""Tell the faces of fonts apart that have no name, as the Type 3 fonts of browsers, by what they draw.

One face draws a character with one font only, although it may be divided into many fonts. So where a
character is drawn with two fonts, they are of two faces, and the one that draws it more often is that of the
text.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.ingest.source.pdf.process.characters import NAMELESS, Character

TEXT, OTHER = "", "?"
"""The face of most of the text, and what is not set in it."""
SAME_SIZE, NEAR, WIDEST = 0.05, 0.2, 1.6
FARTHEST = 12
"""Characters from one whose face is known to one whose face is that of its neighbours."""


def with_faces(found: Sequence[Character]) -> list[Character]:
    """Return the characters; those of fonts without a name are set in the face of the text, or in another."""
    nameless = [each for each in found if each.face.startswith(NAMELESS)]
    if not nameless:
        return list(found)
    faces = _by_neighbours(nameless, _by_characters(nameless))
    return [
        replace(each, face=faces.get(each.face, TEXT)) if each.face.startswith(NAMELESS) else each
        for each in found
    ]


def _by_characters(found: Sequence[Character]) -> dict[str, str]:
    """Return the face of each font that draws characters which another font draws too."""
    fonts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        fonts[each.text][each.face] += 1
    votes: Counter[str] = Counter()
    for counted in fonts.values():
        (first, most), *others = counted.most_common()
        for font, times in others:
            if times < most:
                votes[first] += times
                votes[font] -= times
    return {font: TEXT if vote > 0 else OTHER for font, vote in votes.items() if vote}


def _by_neighbours(found: Sequence[Character], known: dict[str, str]) -> dict[str, str]:
    """Return also the face of the fonts that stand beside known ones, and of those beside these."""
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in pairwise(found):
        if one.face != other.face and _side_by_side(one, other):
            beside[one.face][other.face] += 1
            beside[other.face][one.face] += 1
    faces = dict(known)
    for _ in range(FARTHEST):
        told = {font: _majority(faces, beside[font]) for font in beside if font not in faces}
        faces |= {font: face for font, face in told.items() if face is not None}
    return faces


def _side_by_side(one: Character, other: Character) -> bool:
    level = abs(one.baseline - other.baseline) < NEAR * one.size
    return (
        level
        and abs(one.size - other.size) < SAME_SIZE * one.size
        and other.left - one.right < WIDEST * one.size
    )


def _majority(faces: dict[str, str], beside: Counter[str]) -> str | None:
    """Return the face of most of the neighbours that have one."""
    votes: Counter[str] = Counter()
    for font, times in beside.items():
        if font in faces:
            votes[faces[font]] += times
    return votes.most_common(1)[0][0] if votes else None
