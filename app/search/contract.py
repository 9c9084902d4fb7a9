"""The contract between Judou and a search engine, written for whoever implements one.

The life of an engine:

1. ``create_search_engine`` (``app/search/engines/registry.py``) makes one ``SearchEngine`` for each process.
2. A build calls ``SearchEngine.build`` once for a new generation, in an empty folder of its own. It then
   opens the folder, compares counts with plain scans, lists the files with their checksums, and publishes.
   No file of the folder may change afterwards.
3. A server calls ``SearchEngine.open`` once for each generation and shares the ``Searcher`` among all its
   threads, while older generations may still be open for requests that began before.
4. ``Searcher.close`` is called once, when the last request that reads the generation has ended.

An engine answers with ids, spans and counts only: the texts are read from the store. It promises:

- *Complete*: a phrase matches exactly where a plain scan of the text of every block finds it, both folded
  (``app.text.fold``) and without typographic spaces (``app.text.close_up``), overlapping occurrences
  included. No match reaches from one block into the next. White space at the edges of a phrase is ignored.
- *Counted as marked*: what counts as an occurrence is what ``tests/search/oracle.py`` says.
- *Two lanes*: exact and related results are neither mixed nor counted together.
- *Immutable*: a folder that was built never changes; a change of the library is a new folder.
- *Stable*: the same request to the same generation returns the same hits in the same order.

An implementation is correct when it passes ``tests/search/contract_tests.py``: import everything from it
into a test module that defines a fixture ``engine``.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.article import ArticleMetadata
from app.facets import FACETS
from app.search.concordance import Collocates, Neighbours, Occurrence, Order
from app.search.language.tree import Node

Span = tuple[int, int]
"""A stretch ``[start, end)`` of a block's displayed text, counted in code points."""

IndexProgress = Callable[[int], None]
"""Called with the number of blocks that are done."""


class Scope(StrEnum):
    """The unit of text that must contain all terms of a query."""

    PARAGRAPH = "paragraph"
    ARTICLE = "article"


class Sort(StrEnum):
    """The order of the hits; equal ones stay in page order.

    By date, articles whose date is unknown come last, whichever way.
    """

    RELEVANCE = "relevance"
    OCCURRENCES = "occurrences"
    PAGE = "page"
    NEWEST = "newest"
    OLDEST = "oldest"


class Group(StrEnum):
    """What a list of results counts and pages through."""

    PARAGRAPH = "paragraph"
    ARTICLE = "article"


BEST = 3
"""Blocks of an article that are shown of it where results are grouped by article, its title not counted."""


@dataclass(frozen=True, slots=True)
class IndexBlock:
    """One searchable text: ``type`` is ``title`` or a ``BlockType``; ``n`` numbers paragraphs from 1.

    ``id`` is unique in the library. The same id may have another text in the next generation.
    """

    id: str
    type: str
    text: str
    n: int | None = None


@dataclass(frozen=True, slots=True)
class IndexArticle(ArticleMetadata):
    """One article to be indexed; articles come in page order, their blocks in reading order.

    ``page_order`` sorts as pages do: it places articles among those of an earlier build.
    """

    id: str
    page: str
    kind: str
    blocks: tuple[IndexBlock, ...]
    page_order: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Keep the hits whose article has this value of the facet ``name``, one of ``app.facets.FACETS``.

    Filters of one name are alternatives; filters of different names must all hold.
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A validated search: the parsed query, and how its hits are filtered, ordered and cut.

    ``query`` is the text as typed, ``node`` its syntax tree. ``strict`` finds wordings only where they are
    printed with the characters that were typed; fields are not compared so. Of the hits, or of the articles
    where they are grouped, ``limit`` are returned from ``offset`` on; of each of the ``facets``, at most
    ``facet_limit`` values (0: no facets; all of ``app.facets.WHOLE``) and those that are chosen. ``best`` and
    ``whole`` count where hits are grouped by article: an article returns its ``best`` blocks and its title;
    all of them, if ``whole`` has its id. ``unmatched`` leaves out of the related lane what the exact one
    finds.
    """

    query: str
    node: Node
    scope: Scope = Scope.PARAGRAPH
    ignore_punctuation: bool = False
    strict: bool = False
    filters: tuple[Filter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    facet_limit: int = 12
    facets: tuple[str, ...] = FACETS
    group: Group = Group.PARAGRAPH
    best: int = BEST
    whole: frozenset[str] = frozenset()
    unmatched: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of occurrences, overlapping ones included, and of blocks and articles that match.

    An occurrence of NEAR is a shortest stretch that holds both sides; of alternatives that contain each other
    the shortest counts. ``occurrences`` is None where a query has several words, which must stand together
    and are counted each by itself.
    """

    occurrences: int | None
    paragraphs: int
    articles: int

    @property
    def times(self) -> int:
        """The occurrences of what has any together: a phrase always does."""
        return self.occurrences or 0


@dataclass(frozen=True, slots=True)
class WordCount:
    """One of several words of a query, as a query, and its occurrences in what the query matches."""

    phrase: str
    occurrences: int


@dataclass(frozen=True, slots=True)
class Hit:
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


@dataclass(frozen=True, slots=True)
class ValueCounts:
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


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a library: the articles that have one value, empty where they have none, and their text.

    ``characters`` are those that can be searched, titles included and typographic spaces not; ``counts`` are
    of each search that was asked for.
    """

    value: str
    articles: int
    characters: int
    counts: tuple[Counts, ...]


@dataclass(frozen=True, slots=True)
class ExactResults:
    """The answer of the exact lane: the counts of everything that matches, and one slice of the hits.

    ``words`` are the words of a query that has several. Grouped by article, ``articles`` is the slice, and
    the hits are those of its articles that are shown.
    """

    counts: Counts
    hits: tuple[Hit, ...]
    words: tuple[WordCount, ...] = ()
    facets: dict[str, FacetCounts] = field(default_factory=dict)
    articles: tuple[ArticleMatch, ...] = ()


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


class Searcher(Protocol):
    """One open generation, read by several threads at once.

    Every method may be called at any time between ``open`` and ``close``, from any thread.
    """

    def search(self, request: SearchRequest) -> ExactResults:
        """Return the counts, facets and one slice of the hits of the exact lane.

        Called for each search page and API answer. A block is a hit if it matches the query (with
        ``Scope.ARTICLE``: if its article does and the block contains a term) and passes the filters. A
        query of fields alone matches articles; its hits are their first blocks. Raises LimitError where
        the terms of a positional query stand at too many places to be compared.

        Grouped by article, articles come by relevance in the order of their best blocks, by occurrences in
        that of all of theirs, else as ever; whatever the order, the best blocks of one are the most relevant.
        """

    def search_related(self, request: SearchRequest) -> RelatedResults:
        """Return the blocks that share words with the query, ranked by BM25F.

        Called where a reader asks for related passages or the exact lane finds little. Only the words
        and filters of the request count, and what is ``unmatched``; ``sort`` and ``group`` do not.
        """

    def count(
        self, phrases: Sequence[str], ignore_punctuation: bool = False, strict: bool = False
    ) -> list[Counts]:
        """Return the counts of each literal phrase; operators in it are characters like any other.

        An empty phrase never occurs. The build proves a new generation by these counts.
        """

    def count_by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """Return the counts of a search by article id, in page order, without articles that do not match.

        They add up to the counts that ``search`` returns.
        """

    def occurrences(
        self, request: SearchRequest, order: Order, offset: int, limit: int
    ) -> tuple[Occurrence, ...]:
        """Return one slice of the occurrences that ``search`` counts, in an order; of several words, of each.

        ``sort``, ``group``, ``offset`` and ``limit`` of the request do not count.
        """

    def neighbours(self, request: SearchRequest) -> Neighbours:
        """Return what stands directly beside the occurrences of a request."""

    def collocates(self, request: SearchRequest, window: int, least: int) -> Collocates:
        """Return the words within ``window`` words of an occurrence, in its block, ``least`` times or more.

        Words are whole words as the tokenizer cuts texts; the most frequent come first.
        """

    def distribute(self, requests: Sequence[SearchRequest], by: str) -> tuple[Part, ...]:
        """Return the counts of searches in each part of the library, in the order in which parts first stand.

        ``by`` is a facet, or ``BY_ARTICLE``, whose values are ids. All parts are there that have text, those
        without matches too. The requests have the same filters: only what passes them belongs to a part.
        An article with two values belongs to both parts.
        """

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the spans to mark in one article by block id, in reading order; filters are ignored.

        Called when an article is opened from a search. An unknown article has no spans.
        """

    def places(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the occurrences in one article by block id, in reading order; filters are ignored."""

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return titles, authors and frequent phrases that begin with or contain ``typed``.

        Called at every pause in typing: it has to answer in milliseconds.
        """

    def did_you_mean(self, phrase: str, limit: int) -> list[Suggestion]:
        """Return phrases that occur, in place of one that does not: homophones, near ones, its parts.

        Called for each phrase of a search without hits; at most ``limit`` suggestions of each kind.
        """

    def files_read(self) -> list[Path]:
        """Return the files that are still read after opening; changes of any other change no answer."""

    def close(self) -> None:
        """Release files and memory; no other method is called afterwards."""


class SearchEngine(Protocol):
    """Builds generations and opens them. Holds no state between two calls but its settings."""

    def build(
        self,
        folder: Path,
        articles: Iterable[IndexArticle],
        previous: Path | None = None,
        leaving: Set[str] = frozenset(),
        progress: IndexProgress | None = None,
    ) -> None:
        """Write a new generation into the empty ``folder``, of whole pages of articles in page order.

        Without ``previous`` they are the library. Else the generation is as that previous one, which was
        built with the same settings, without the pages ``leaving`` and with these articles: nothing else is
        read, and files of the previous generation may be linked. ``articles`` may be read only once. Whatever
        is raised ends the build, which then deletes the folder.
        """

    def outgrown(self, folder: Path, most: int | None = None) -> frozenset[str]:
        """Return the pages of a generation that should be written anew together; often none.

        A build asks for those of at most so many characters, and writes them with what has changed; and for
        all after it has published: another generation follows, in which these pages leave and come.
        """

    def open(self, folder: Path) -> Searcher:
        """Open a generation for reading.

        Raises IndexDamagedError if a file is missing or was written by another version.
        """
