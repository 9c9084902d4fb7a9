"""What a search engine answers: counts, hits, facets, parts of a library; ids and spans, never texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from app.frozen import dataclass
from app.lazy_sequence import LazySequence

Span = tuple[int, int]
"""A stretch ``[start, end)`` of a block's displayed text, counted in code points."""


class Counts(NamedTuple):
    """The numbers of occurrences, overlapping ones included, and of blocks and articles that match.

    An occurrence of NEAR is a shortest stretch that holds both sides; of alternatives that contain each other
    the shortest counts. ``occurrences`` is None where a query has several words, which must stand together
    and are counted each by itself, and where an engine cannot count them exactly within its means.
    """

    occurrences: int | None
    paragraphs: int
    articles: int

    @property
    def at_least(self) -> int:
        """The occurrences or, where these are not counted, the blocks: at least so many there are."""
        return self.paragraphs if self.occurrences is None else self.occurrences


@dataclass(frozen=True, slots=True)
class WordCount:
    """One of several words of a query, as a query, and its occurrences in what the query matches; None where
    an engine cannot count them exactly within its means."""

    phrase: str
    occurrences: int | None


class Hit(NamedTuple):
    """One block that matches: its id, its article's id, all spans to mark and all occurrences in ascending
    order, its score.

    An occurrence of a phrase is its mark; one of NEAR reaches from the first of its two marks to the end of
    the last, and two occurrences may share a mark.
    """

    block: str
    article: str
    spans: tuple[Span, ...]
    places: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """One article that matches: its counts, its number of blocks, and which of them match, from 0."""

    article: str
    counts: Counts
    blocks: int
    matching: tuple[int, ...]


class ValueCounts(NamedTuple):
    """One value of a facet, with the counts of the matching articles that have it."""

    value: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values of a facet with the most matching blocks, most first; ``others`` counts the unlisted ones.

    Values are alternatives, so the filters of the facet itself do not count here: each value counts what
    choosing it adds. Without them the values of page, kind and date and ``others`` add up to the counts of
    the search; an article with two authors counts for both. ``distinct`` is the number of all values,
    listed or not.
    """

    values: tuple[ValueCounts, ...]
    others: Counts
    distinct: int


BY_ARTICLE = "article"
"""Each article is a part of its own; the names of all other divisions are facets."""


class Part(NamedTuple):
    """A part of a library: the articles that have one value, empty where they have none, and their text.

    ``characters`` are those that can be searched, titles included and typographic spaces not; ``counts`` are
    of each search that was asked for.
    """

    value: str
    articles: int
    characters: int
    counts: tuple[Counts, ...]


class PartCounts(NamedTuple):
    """The counts of one search in each of some parts, in their order."""

    occurrences: Sequence[int | None]
    paragraphs: Sequence[int]
    articles: Sequence[int]


class Parts(LazySequence[Part]):
    """Parts of a library as columns, and the counts of each search in them; a part is put together when it is
    read: there are thousands, of which a page shows some."""

    def __init__(
        self,
        values: Sequence[str],
        articles: Sequence[int],
        characters: Sequence[int],
        counts: Iterable[PartCounts],
    ) -> None:
        self.values, self.articles, self.characters = values, articles, characters
        self.counts = tuple(counts)

    @classmethod
    def of(cls, parts: Iterable[Part], searches: int) -> "Parts":
        """Return parts, with the counts of so many searches, as columns."""
        rows = list(parts)
        columns = [[part.counts[n] for part in rows] for n in range(searches)]
        return cls(
            [part.value for part in rows],
            [part.articles for part in rows],
            [part.characters for part in rows],
            (
                PartCounts(
                    [each.occurrences for each in column],
                    [each.paragraphs for each in column],
                    [each.articles for each in column],
                )
                for column in columns
            ),
        )

    def __len__(self) -> int:
        return len(self.values)

    def at(self, index: int) -> Part:
        """Return one of them."""
        counts = tuple(
            Counts(each.occurrences[index], each.paragraphs[index], each.articles[index])
            for each in self.counts
        )
        return Part(self.values[index], self.articles[index], self.characters[index], counts)

    def __iter__(self) -> Iterator[Part]:
        counts = zip(*(map(Counts, *each) for each in self.counts), strict=True)
        return map(Part, self.values, self.articles, self.characters, counts)


@dataclass(frozen=True, slots=True)
class ExactResults:
    """The answer of the exact lane: the counts of everything that matches, and one slice of the hits.

    ``words`` are the words of a query that has several. Grouped by article, ``articles`` is the slice, and
    the hits are those of its articles that are shown. Each facet that was asked for is there; one that takes
    an engine longer than it may is None. ``following`` leads to the slice behind this one, and is empty
    where nothing is.
    """

    counts: Counts
    hits: tuple[Hit, ...]
    words: tuple[WordCount, ...] = ()
    facets: Mapping[str, FacetCounts | None] = field(default_factory=dict)
    articles: tuple[ArticleMatch, ...] = ()
    following: str = ""


@dataclass(frozen=True, slots=True)
class RelatedResults:
    """The answer of the related lane: the words that were searched for, the number of blocks with any of
    them, and one slice of the hits.
    """

    words: tuple[str, ...]
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase that occurs in the library, and how often.

    ``kind`` says why it is suggested: ``title``, ``author`` or ``phrase`` while typing; ``part``,
    ``homophone`` or ``near`` in place of a phrase that does not occur.
    """

    phrase: str
    occurrences: int
    kind: str = "phrase"
