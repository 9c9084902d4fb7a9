"""Where a list of hits goes on: its generation, how many were before, and the engine's own place."""

from app.errors import InputError
from app.frozen import dataclass

LONGEST = 600
"""Characters of a cursor."""
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list of hits; the list stays the one that it was, whatever is published meanwhile."""

    generation: str
    offset: int
    place: str

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Return a cursor as it was given out; InputError where it was not."""
        generation, _, rest = text.partition(".")
        offset, _, place = rest.partition(".")
        known = offset.isascii() and offset.isdigit() and len(offset) <= _DIGITS
        if not (generation and place and known and len(text) <= LONGEST):
            raise InputError("cursor-unknown", after=text[:80])
        return cls(generation, int(offset), place)

    def __str__(self) -> str:
        return f"{self.generation}.{self.offset}.{self.place}"
