"""The contract between Judou and a search engine, written for whoever implements one.

The life of an engine:

1. ``create_search_engine`` (``app/search/engines/registry.py``) makes one ``SearchEngine`` for each process.
2. A build calls ``SearchEngine.build`` for a new generation, opens what that returns, compares counts with
   plain scans, and names it in the store: from then on it is published. Whatever goes wrong before, it calls
   ``remove``; what a killed build leaves is removed by the next one, which asks for all ``generations``.
3. A server calls ``SearchEngine.open`` once for each generation and shares what it gets among all its
   threads, while older generations may still be open for requests that began before.
4. ``OpenIndex.close`` is called once, when the last request that reads the generation has ended.

An engine answers with ids, spans and counts only: the texts are read from the store. It promises:

- *Complete*: a phrase matches exactly where a plain scan of the text of every block finds it, both folded
  (``app.text.fold``) and without typographic spaces (``app.text.close_up``), overlapping occurrences
  included. No match reaches from one block into the next. White space at the edges of a phrase is ignored.
- *Counted as marked*: what counts as an occurrence is what ``tests/search/oracle.py`` says.
- *Never less*: what an engine cannot count exactly within its means is None, never a smaller number.
- *Two lanes*: exact and related results are neither mixed nor counted together.
- *Immutable*: a generation never changes; a change of the library is a new one.
- *Stable*: the same request to the same generation returns the same hits in the same order.
- *Here or not*: where it cannot be reached, or not all of it, ``SearchUnavailableError`` is raised, and the
  next call finds it again once it is back.

An implementation is correct when it passes ``contract_tests.py`` and ``building_tests.py``, both in
``tests/search``: import everything from them into a test module that defines a fixture ``engine``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Protocol

from app.article import ArticleMetadata
from app.frozen import dataclass
from app.search.concordance import Collocates, Neighbours, Occurrence, Order
from app.search.formulations import Formulations, PartOfLibrary
from app.search.generation import Check, Handle, Previous
from app.search.parallels import Comparison, NearPassage, SharedPassages, Shift
from app.search.pieces import Passage, Piece
from app.search.request import Filter, SearchRequest
from app.search.results import Counts, ExactResults, Parts, RelatedResults, Span, Suggestion


@dataclass(frozen=True, slots=True)
class IndexBlock:
    """One searchable text: ``type`` is ``title`` or a ``BlockType``; ``n`` numbers paragraphs from 1.

    ``id`` is unique in the library. The same id may have another text in the next generation.
    """

    id: str
    type: str
    text: str
    n: int | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Return the call that makes it again, for processes that are handed many; as ``Block`` does."""
        return IndexBlock, (self.id, self.type, self.text, self.n)


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


IndexProgress = Callable[[int], None]
"""Called with the number of blocks that are done."""
ReadArticles = Callable[[Set[str] | None], Iterable[IndexArticle]]
"""Gives all articles of some pages, or of all (None), in page order; pages that are gone have none."""
ReadTexts = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives the displayed texts of a few blocks by their ids, from the store; of unknown ones none."""


class ExactReader(Protocol):
    """The exact lane of an open generation: every hit, every count.

    A facet is one of ``app.facets.FACETS``. A query of fields alone (``作者:张三``) matches articles; its
    hits are their first blocks.
    """

    def search(self, request: SearchRequest) -> ExactResults:
        """Return the counts, facets and one slice of the hits.

        Called for each search page and API answer. A block is a hit if it matches the query (with
        ``Scope.ARTICLE``: if its article does and the block contains a term) and passes the filters. Raises
        LimitError where the terms of a positional query stand at too many places to be compared.

        Grouped by article, articles come by relevance in the order of their best blocks, by occurrences in
        that of all of theirs, else as ever; whatever the order, the best blocks of one are the most relevant.
        Any ``offset`` is answered, however long that takes; ``after`` takes as long wherever it is.
        """

    def count(
        self, phrases: Sequence[str], ignore_punctuation: bool = False, strict: bool = False
    ) -> list[Counts]:
        """Return the counts of each literal phrase; operators in it are characters like any other.

        An empty phrase never occurs.
        """

    def count_each(self, requests: Sequence[SearchRequest]) -> list[Counts]:
        """Return the counts that ``search`` returns of each request, asked together where that is faster."""

    def count_by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """Return the counts of a search by article id, in page order, without articles that do not match.

        They add up to the counts that ``search`` returns.
        """

    def distribute(self, requests: Sequence[SearchRequest], divisions: Sequence[str]) -> tuple[Parts, ...]:
        """Return for each division of the library its parts, in the order in which they first stand, with the
        counts of searches in each.

        A division is a facet, or ``BY_ARTICLE``, whose values are ids. All parts are there that have text,
        those without matches too. The requests have the same filters: only what passes them belongs to a
        part. An article with two values belongs to both parts.
        """

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the spans to mark in one article by block id, in reading order; filters are ignored.

        Called when an article is opened from a search. An unknown article has no spans.
        """

    def places(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the occurrences in one article by block id, in reading order; filters are ignored."""


class RelatedReader(Protocol):
    """The related lane of an open generation: passages that share words with a query."""

    def search(self, request: SearchRequest) -> RelatedResults:
        """Return the blocks that share words with the query, ranked by BM25F.

        Called where a reader asks for related passages or the exact lane finds little. Only the words
        and filters of the request count, and what is ``unmatched``; ``sort`` and ``group`` do not.
        """


class SuggestionReader(Protocol):
    """Wordings that occur, for whoever types; an engine may have none, never ones that do not occur."""

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return titles, authors and frequent phrases that begin with or contain ``typed``.

        Called at every pause in typing: it has to answer in milliseconds.
        """

    def did_you_mean(self, phrase: str, limit: int) -> list[Suggestion]:
        """Return phrases that occur, in place of one that does not: homophones, near ones, its parts.

        Called for each phrase of a search without hits; at most ``limit`` suggestions of each kind.
        """


class DeskReader(Protocol):
    """The readings of the research desk, which an engine may lack: its pages then say so."""

    def occurrences(
        self, request: SearchRequest, order: Order, offset: int, limit: int
    ) -> tuple[Occurrence, ...]:
        """Return one slice of the occurrences that ``search`` counts, in an order; of several words, of each.

        ``sort``, ``group``, ``offset`` and ``limit`` of the request do not count.
        """

    def article_places(
        self, requests: Sequence[SearchRequest], articles: Sequence[str]
    ) -> tuple[dict[str, tuple[float, ...]], ...]:
        """Return for each request where in each of some articles its occurrences begin, as shares of the text
        before them.

        Articles are named by their ids; one without occurrences is left out.
        """

    def neighbours(self, request: SearchRequest, most: int | None = None) -> Neighbours:
        """Return what recurs directly beside the occurrences of a request; on either side no more than
        ``most`` strings are named, all are counted."""

    def collocates(self, request: SearchRequest, window: int, least: int) -> Collocates:
        """Return the words within ``window`` words of an occurrence, in its block, ``least`` times or more.

        Words are whole words as the tokenizer cuts texts; the most frequent come first.
        """

    def frequencies(self, texts: Sequence[str]) -> tuple[int, ...]:
        """Return how often each of some literal texts occurs, overlaps included, punctuation aside."""

    def pieces(
        self, texts: Sequence[str], shortest: int = 2, most_places: int = 0
    ) -> tuple[tuple[Piece, ...], ...]:
        """Return for each text its longest parts that occur, in reading order, punctuation aside.

        A part of ``shortest`` characters or more is one if it stands in a block, and with what comes before
        or after it stands in none. Places are told of those that occur at most ``most_places`` times.
        """

    def parallels(self, article: str) -> SharedPassages:
        """Return the passages of an article that stand in others too, in reading order; punctuation aside.

        A passage of ``SHORTEST`` characters or more is one if it stands in a block of another article, and
        with what comes before or after it in none. An unknown article has none.
        """

    def near_passages(self, article: str) -> tuple[NearPassage, ...]:
        """Return the passages of an article that are nearly the same in others, in reading order.

        They share ``SEED`` characters in a row that stand in ``RARE`` places, ``LEAST_MATCHED`` in all, and
        these are at least ``AGREEMENT`` of the longer one. Pairs that are the same are none.
        """

    def compare(self, first: str, second: str) -> Comparison | None:
        """Return what two articles have in common; None where there is no such article."""

    def formulations(self) -> Formulations:
        """Return the wordings that recur as units in the library, the most frequent first.

        They follow from the texts alone, so that every rebuild finds the same. May take some seconds at the
        first call.
        """

    def formulations_in(self, filters: tuple[Filter, ...]) -> PartOfLibrary:
        """Return how often each formulation occurs in the articles that pass filters."""

    def formulation_profile(self, number: int, parts: int) -> tuple[int, ...]:
        """Return how often formulation ``number`` occurs in each of so many parts of all articles."""

    def nearest(self, texts: Sequence[str], limit: int) -> tuple[tuple[Passage, ...], ...]:
        """Return the passages that share most with each text, the nearest first, at most ``limit`` each.

        A text shares its longest parts that occur, punctuation aside, with a block or with two together.
        """

    def shifts(self, seconds: float, containing: str = "") -> Sequence[Shift] | None:
        """Return pairs of wordings that fill the same frames, those of the most frames first.

        All, or those of which one wording contains a text, given as it is indexed without punctuation.

        They depend on the whole library and take long to find where it is large: None where they are not
        there within so many seconds, and are still worked out.
        """


class OpenIndex(Protocol):
    """One open generation, read by several threads at once.

    Every method may be called at any time between ``open`` and ``close``, from any thread.
    """

    @property
    def exact(self) -> ExactReader:
        """Return the exact lane."""

    @property
    def related(self) -> RelatedReader:
        """Return the related lane."""

    @property
    def suggestions(self) -> SuggestionReader | None:
        """Return what helps those who type; None where the engine offers nothing of the kind."""

    @property
    def desk(self) -> DeskReader | None:
        """Return the readings of the desk; None where the engine lacks them."""

    def has_changed(self) -> bool:
        """Say whether what is still read may no longer be what was opened: it is then verified again.

        Called at the end of each request: it has to answer in microseconds, without asking another machine.
        """

    def close(self) -> None:
        """Release what was opened; no other method is called afterwards."""


class SearchEngine(Protocol):
    """Builds generations, proves, opens, lists and removes them. Whatever it keeps between two calls besides
    its settings may be forgotten: several processes and machines have an engine each."""

    @property
    def name(self) -> str:
        """Return the name of the engine, which handles bear."""

    @property
    def is_shared(self) -> bool:
        """Say whether what one machine builds is what all of them read; else each makes a copy of its own."""

    def fingerprint(self) -> str:
        """Return the fingerprint of everything that decides how the same texts are indexed: code, libraries,
        settings. A changed one makes the next build index everything again."""

    def build(
        self,
        name: str,
        read: ReadArticles,
        previous: Previous | None = None,
        progress: IndexProgress | None = None,
    ) -> Handle:
        """Write a new generation of whole pages, and return its handle; nothing reads it before.

        Without ``previous`` all articles are read. Else the generation is as that one, in which the pages
        that differ are those that ``read`` gives for them now. What is carried over from there, and whether
        other pages are read anew, is the engine's business; what is damaged there is not carried over.
        Everything must outlast a power cut when this returns. Each page may be read once.
        """

    def outgrown(self, handle: Handle) -> frozenset[str] | None:
        """Return the pages of a published generation that should now be written anew together.

        A build then publishes one more generation of the same library, in which these are the changed pages,
        if any. Most often None: nothing need be written.
        """

    def verify(self, handle: Handle, check: Check = Check.QUICK) -> None:
        """Raise IndexDamagedError unless the generation is there, and as it was built."""

    def open(self, handle: Handle, texts: ReadTexts, check: Check = Check.QUICK) -> OpenIndex:
        """Open a generation for reading, once it is verified.

        Raises IndexDamagedError where it is not as it was built.
        """

    def count_within(
        self, handle: Handle, texts: ReadTexts, pages: Set[str], requests: Sequence[SearchRequest]
    ) -> list[Counts]:
        """Return the counts of each request, which pages filter that are among ``pages``; not verified.

        The build proves a new generation by these counts: what has none of the pages need not be opened.
        """

    def generations(self) -> frozenset[str]:
        """Return the names of all generations of which it holds anything, whole or not."""

    def remove(self, name: str) -> None:
        """Remove all that there is of a generation; nothing happens where there is nothing."""
