"""What the indexed text does not say of the printed one: other forms of characters, dropped spaces.

Both are few, so they are kept as lists of positions: the forms of the characters that folding changed, and
the places before which typographic spaces were dropped.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter
from app.text import LONG, typographic_spaces

_NONE = np.zeros(0, np.int32)


class PrintedForms(NamedTuple):
    """Ascending positions of characters that folding changed, and their code points as printed."""

    at: Array
    points: Array

    def without(self, dropped: Array) -> "PrintedForms":
        """Return the forms in a text from which the characters at these ascending positions are dropped."""
        before = np.searchsorted(dropped, self.at)
        kept = np.ones(len(self.at), bool)
        inside = before < len(dropped)
        kept[inside] = dropped[before[inside]] != self.at[inside]
        return PrintedForms((self.at - before)[kept], self.points[kept])

    def write(self, writer: ArrayWriter, name: str) -> None:
        """Write the forms of the index ``name``."""
        writer.put_small(f"{name}-form-at", self.at.astype(np.int32))
        # They are few, though their places may be many.
        points, numbers = np.unique(self.points, return_inverse=True)
        writer.put(f"{name}-form-points", points)
        writer.put(f"{name}-form-number", numbers.astype(np.uint8 if len(points) < 1 << 8 else np.uint32))

    @classmethod
    def read(cls, arrays: ArrayReader, name: str) -> "PrintedForms":
        """Return the forms of the index ``name``."""
        points = arrays[f"{name}-form-points"][arrays[f"{name}-form-number"]]
        return cls(arrays[f"{name}-form-at"], points)

    @classmethod
    def joined(cls, parts: Sequence["PrintedForms"], bases: Sequence[int]) -> "PrintedForms":
        """Return the forms of texts that begin at these positions of a longer one."""
        at = [part.at + np.int32(base) for part, base in zip(parts, bases, strict=True)]
        points = (part.points for part in parts)
        return cls(np.concatenate([_NONE, *at]), np.concatenate([np.zeros(0, np.uint32), *points]))

    def printed_as(self, positions: Array, folded: str, printed: str) -> Array:
        """Return those of some occurrences of a folded phrase that are printed so, character by character;
        a character that both phrases lack (``\\0``) may be any."""
        for offset, (one, other) in enumerate(zip(folded, printed, strict=True)):
            if not len(positions) or one == "\0":
                continue
            at = np.searchsorted(self.at, positions + offset)
            changed = at < len(self.at)
            changed[changed] = self.at[at[changed]] == positions[changed] + offset
            if one == other:
                positions = positions[~changed]
            else:
                positions = positions[changed][self.points[at[changed]] == ord(other)]
        return positions

    def restored(self, position: int, folded: str) -> str:
        """Return the text at a position as it is printed."""
        # Numbers of another type would have the whole array converted.
        bounds = np.array((position, position + len(folded)), self.at.dtype)
        first, last = np.searchsorted(self.at, bounds).tolist()
        chars = list(folded)
        for at, point in zip(self.at[first:last].tolist(), self.points[first:last].tolist(), strict=True):
            chars[at - position] = chr(point)
        return "".join(chars)


def compare(printed: str, folded: str) -> PrintedForms:
    """Return the characters that folding has changed."""
    at, points = [np.zeros(0, np.int64)], [np.zeros(0, np.uint32)]
    for start in range(0, len(printed), LONG):
        here, there = (
            np.frombuffer(text[start : start + LONG].encode("utf-32-le", "surrogatepass"), np.uint32)
            for text in (printed, folded)
        )
        changed = np.flatnonzero(here != there)
        at.append(changed + start)
        points.append(here[changed])
    return PrintedForms(np.concatenate(at), np.concatenate(points))


def write_gaps(writer: ArrayWriter, folded: str) -> Array:
    """Write before which positions of the index spaces are dropped; return the positions of the spaces."""
    dropped = np.array(typographic_spaces(folded), np.int64)
    writer.put("gaps", (dropped - np.arange(len(dropped))).astype(np.int32))
    return dropped


class Gaps:
    """The places before which spaces were dropped, once for each space."""

    def __init__(self, at: Array) -> None:
        self.at = at
        self._at = self.at.data

    @classmethod
    def joined(cls, parts: Sequence[ArrayReader], bases: Sequence[int]) -> "Gaps":
        """Return the gaps of texts that begin at these positions of a longer one."""
        at = [arrays["gaps"] + np.int32(base) for arrays, base in zip(parts, bases, strict=True)]
        return cls(np.concatenate([_NONE, *at]))

    def within(self, start: int, end: int) -> list[int]:
        """Return the offsets of the gaps in a block that the index has at ``[start, end)``."""
        first = bisect_right(self._at, start)
        return [at - start for at in self._at[first : bisect_left(self._at, end, first)]]
