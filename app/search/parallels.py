"""What articles have in common: passages that stand in several, verbatim or nearly, punctuation aside."""

from collections.abc import Sequence

from app.frozen import dataclass
from app.search.pieces import Place
from app.search.results import Span

SHORTEST = 12
"""Characters of a passage that stands elsewhere verbatim; shorter ones are words and phrases."""
SEED = 6
"""Characters in a row that two passages must share to be compared."""
RARE, SELDOM = 16, 8
"""Places in other articles up to which such characters are compared with all; what stands in more is not.
Passages that share few characters must have some that are as seldom as the second number."""
LEAST_MATCHED, AGREEMENT = 20, 0.75
"""Characters that passages that are nearly alike share, and the share that these are of the longer one."""
LEAST_SELDOM, SELDOM_AGREEMENT = SHORTEST, 0.8
"""The same of passages that share fewer characters, but seldom ones."""

FRAME, FRAME_FOOT = 20, 3
"""Characters around two wordings that are the same: in all, and at least on either side."""
BLANK = 8
"""A frame that more wordings fill is a blank, for names and numbers."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an article: its block, its span in the displayed text of that, and where it begins and
    ends among the characters of the whole article without punctuation."""

    block: str
    span: Span
    start: int
    end: int

    @property
    def length(self) -> int:
        """The number of its characters, punctuation aside."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage of an article that stands in another one, and with what comes before or after it in none.

    ``articles`` counts all that have it, its own too; ``places`` are the first in each of the others, in page
    order, each looked up when it is read.
    """

    here: Stretch
    articles: int
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class SharedPassages:
    """The passages of an article in reading order; its text without punctuation, as it is searched, one block
    after another; and how many characters of that the passages cover."""

    text: str
    covered: int
    passages: tuple[SharedPassage, ...]

    @property
    def characters(self) -> int:
        """The number of characters of the article, punctuation aside."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class NearPassage:
    """A passage of an article, and one of another that is nearly the same: ``matched`` characters agree."""

    here: Stretch
    there: Stretch
    article: str
    matched: int

    @property
    def agreement(self) -> float:
        """The characters that agree, as a share of the longer one."""
        return self.matched / max(self.here.length, self.there.length)

    @property
    def verbatim(self) -> bool:
        """Whether they are the same, punctuation aside."""
        return self.matched == self.here.length == self.there.length


@dataclass(frozen=True, slots=True)
class ComparedPassage(NearPassage):
    """One of the passages that two articles share; ``moved`` where it stands in another order.

    ``articles`` counts all that have the wording of the first, and of the second; ``places`` are the first in
    each of the others that have that of the first, each looked up when it is read.
    """

    moved: bool
    articles: tuple[int, int]
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class ArticleExtent:
    """The characters of an article without punctuation: all, those shared, those up to each block's end."""

    characters: int
    shared: int
    block_ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two articles have in common, in the order of the first."""

    first: ArticleExtent
    second: ArticleExtent
    passages: tuple[ComparedPassage, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording without punctuation, what a search counts of it, and where it stands first.

    ``first`` is in the oldest article with a date that has it; None where none has one.
    """

    text: str
    occurrences: int
    articles: int
    first: Place | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Shift:
    """Two wordings that fill one frame in different articles.

    ``frames`` counts what stands around both; ``here`` and ``there`` are the places of each in one frame, the
    first in page order.
    """

    first: Wording
    second: Wording
    frames: int
    here: Place
    there: Place
