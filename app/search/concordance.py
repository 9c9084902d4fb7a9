"""What stands around the occurrences of a query: the values that a concordance is made of."""

from enum import StrEnum

from app.frozen import dataclass


class Order(StrEnum):
    """The order of a concordance.

    By what stands right or left of an occurrence, read outward, as ``app.collation`` orders characters, the
    end of a block first; what is alike, and by date what is of one day, stays in page order.
    """

    RIGHT = "right"
    LEFT = "left"
    PLACE = "place"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a query: its block, the article of that, and its place in the displayed text."""

    block: str
    article: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A string that stands directly beside occurrences: beside how many, in how many articles.

    Strings that are one to a search are one, as printed beside one of the occurrences.
    """

    text: str
    occurrences: int
    articles: int


@dataclass(frozen=True, slots=True)
class Side:
    """What recurs directly on one side of the occurrences of a query: the most frequent in order, how many
    strings there are in all, and how many occurrences have nothing there.

    Strings have one to six characters and end where the block does. One of which four fifths stand in one
    longer string is left out.
    """

    named: tuple[Neighbour, ...]
    total: int
    nothing: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What recurs directly left and right of the occurrences of a query."""

    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word near occurrences: how many of its places are near, in how many articles, and in all.

    A place near two occurrences is one place. What overlaps an occurrence is not near.
    """

    word: str
    together: int
    articles: int
    occurrences: int


@dataclass(frozen=True, slots=True)
class Collocates:
    """The words near the occurrences of a query, with the places of words near them and in all."""

    words: tuple[Collocate, ...]
    places_near: int
    places: int
