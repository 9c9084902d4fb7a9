"""What a search engine takes and promises; every engine passes tests/search/contract_tests.

An engine answers with ids, spans and counts; texts stay in the store. Its promises:

1. *Complete*: a phrase's hits are exactly those of a plain scan of the folded text of every block.
2. *Two lanes*: exact and related results are never blended and never counted together.
3. *Immutable*: a built folder never changes; a new generation is a new folder.
4. *Stable*: the same request on the same generation gives the same hits in the same order.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.article import ArticleMetadata
from app.search.language.tree import Node

Span = tuple[int, int]
"""``[from, to)`` in code points of a block's displayed text."""


IndexProgress = Callable[[int, int], None]
"""Told how much of a long work is done, and of how much."""


class Scope(StrEnum):
    """Where all terms of a query must stand together."""

    PARAGRAPH = "paragraph"
    ARTICLE = "article"


class Sort(StrEnum):
    """The order of the hits."""

    RELEVANCE = "relevance"
    OCCURRENCES = "occurrences"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class IndexBlock:
    """One searchable text: ``type`` is ``title`` or a ``BlockType``; ``n`` numbers paragraphs from 1."""

    id: str
    type: str
    text: str
    n: int | None = None


@dataclass(frozen=True, slots=True)
class IndexArticle(ArticleMetadata):
    """One article as an engine sees it; articles come in page order, blocks in reading order."""

    id: str
    page: str
    kind: str
    blocks: tuple[IndexBlock, ...]


@dataclass(frozen=True, slots=True)
class IndexDelta:
    """What differs from the previous generation: article ids whose blocks are new, and ids gone."""

    added: frozenset[str]
    removed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Filter:
    """Keep hits whose article has this facet value; several of one name mean any of them."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A validated search: the parsed query and how its hits are to be cut and ordered.

    ``query`` is the text as typed (the related lane cuts it into words); facets list at most
    ``facet_limit`` values each, 0 leaves them out.
    """

    query: str
    node: Node
    scope: Scope = Scope.PARAGRAPH
    ignore_punctuation: bool = False
    filters: tuple[Filter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    facet_limit: int = 12


@dataclass(frozen=True, slots=True)
class Counts:
    """Occurrences (overlaps count), and the blocks and articles that match."""

    occurrences: int
    paragraphs: int
    articles: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One block that matches: its id, its article's id, all spans in it, its score."""

    block: str
    article: str
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class ValueCounts:
    """A facet value, and what matches in the articles that have it."""

    value: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values with the most matching paragraphs, most first, and what is in none of them.

    Of a facet with one value per article (page, kind, date) the values' counts and ``others`` add up to
    the whole; an article with two authors counts for both. ``distinct`` counts all values, listed or not.
    """

    values: tuple[ValueCounts, ...]
    others: Counts
    distinct: int


@dataclass(frozen=True, slots=True)
class ExactResults:
    """The exact lane's answer: honest counts of everything, and one slice of hits."""

    counts: Counts
    hits: tuple[Hit, ...]
    facets: dict[str, FacetCounts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelatedResults:
    """The related lane's answer: the words that were searched, matching blocks in all, one slice."""

    words: tuple[str, ...]
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase of the corpus with its number of occurrences, and why it is suggested.

    ``kind`` is title, author or phrase while typing; part, homophone or near for what does not occur.
    """

    phrase: str
    occurrences: int
    kind: str = "phrase"


class Searcher(Protocol):
    """One open generation; safe to use from several threads.

    Opening raises IndexDamagedError for a missing, truncated or altered file.
    """

    def search(self, request: SearchRequest) -> ExactResults:
        """The exact lane; LimitError where the words of a query stand at too many places to compare."""

    def search_related(self, request: SearchRequest) -> RelatedResults:
        """The related lane: jieba words ranked by BM25F."""

    def count(self, phrases: Sequence[str], ignore_punctuation: bool = False) -> list[Counts]:
        """How often each literal phrase occurs, whatever its characters mean in a query."""

    def count_by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """The counts of a search article by article, in page order; they add up to its counts."""

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """All spans of a request in one article, by block id in reading order (for marks in the article)."""

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Titles, authors and frequent phrases that begin with or contain ``typed``."""

    def did_you_mean(self, phrase: str, limit: int) -> list[Suggestion]:
        """For a phrase that does not occur: its longest parts that do, homophones, near phrases."""

    def close(self) -> None:
        """Let go of files and memory."""


class SearchEngine(Protocol):
    """Builds generations and opens them."""

    def build(
        self,
        folder: Path,
        library: Iterable[IndexArticle],
        change: IndexDelta | None,
        previous: Path | None,
        progress: IndexProgress | None = None,
    ) -> None:
        """Write a complete new generation into the empty ``folder``.

        ``library`` is every article in page order. With ``change`` and ``previous`` the word index may be
        carried over from ``previous`` and only what changed be segmented again. ``progress`` is told how
        many of the blocks that need it are done, and of how many.
        """

    def open(self, folder: Path) -> Searcher:
        """Open a generation for reading."""
