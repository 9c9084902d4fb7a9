"""The parts of a text that occur in a library: the values that parallels and quotation checks are made of."""

from app.frozen import dataclass
from app.search.results import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the library: a block, its article, and an offset in the block's text without punctuation.

    That text is ``strip_punctuation(fold(text))``, which also leads back to the text as displayed.
    """

    block: str
    article: str
    start: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that occurs in one block, and with what stands before or after it does not.

    ``span`` is in the text as it was given, ``length`` is without punctuation, ``occurrences`` are all there
    are. ``places`` are all of them in page order, or none where there are more than was asked for.
    """

    span: Span
    length: int
    occurrences: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One block, or two that stand one after the other in an article, and how much it shares with a text.

    ``shared`` is the sum of the characters of all pieces that both have, the rare ones counting more.
    """

    blocks: tuple[str, ...]
    shared: float
