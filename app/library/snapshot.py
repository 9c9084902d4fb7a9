"""A snapshot of the library: everything that one request reads, all of one generation."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TypeVar

from app.errors import NotFoundError, SearchUnavailableError
from app.library.contents import ArticleList, FullArticle, FullPage, PageEntry
from app.library.desk import DeskReadings
from app.library.hits import ArticleHits, BlockHit, ExactHits, RelatedHits
from app.library.index_documents import read_index_articles
from app.library.open_generation import OpenGeneration
from app.permalinks.resolve import (
    Resolved,
    SketchIndex,
    resolve_article,
    resolve_block,
    resolve_page,
    sketch_index,
)
from app.search.contract import IndexArticle, OpenIndex
from app.search.cursor import Cursor
from app.search.request import SearchRequest
from app.search.results import ArticleMatch, Counts, Hit, Parts, Span, Suggestion
from app.store.lists import Filters, ListQuery
from app.store.reader import BlockText, Reader
from app.store.rows import (
    TITLE,
    Generation,
    PageSource,
    SourceFile,
    StoredArticle,
    StoredBlock,
    StoredPage,
    Tally,
    TextBlock,
)
from app.store.tallies import TallyQuery
from app.text import compose

NAMESAKES = 12
"""Articles of one title that know of each other; more have it by chance."""
CACHED = 10_000
"""Articles, pages, values of a facet that stay in memory once they were shown: about a kilobyte each."""


OpenEarlier = Callable[[Reader, str], AbstractContextManager[OpenIndex]]
"""Opens the generation before by its name, for one search; InputError where it is no longer kept."""
_Made = TypeVar("_Made")


class Snapshot(DeskReadings):
    """The one door to store and engine for everything that reads; not shared between threads."""

    def __init__(
        self, reader: Reader, opened: OpenGeneration, generation: Generation, earlier: OpenEarlier
    ) -> None:
        super().__init__(reader, opened)
        self.generation, self._earlier = generation, earlier
        self.lacks_search = False
        """True where something was left out, since the search engine did not answer."""

    def once(self, kind: type[_Made], make: Callable[[], _Made]) -> _Made:
        """Return what was made of this generation before; else make it, and keep it while that is open."""
        found = self._opened.made.get(kind)
        made: _Made = make() if found is None else found
        self._opened.made[kind] = made
        return made

    def if_searchable(self, read: Callable[[], _Made], otherwise: _Made) -> _Made:
        """Return what is read, or something else where the search engine does not answer: for what a page
        can do without."""
        try:
            return read()
        except SearchUnavailableError:
            self.lacks_search = True
            return otherwise

    # Pages and articles

    def pages(self) -> list[StoredPage]:
        """Return all pages in order."""
        return self._reader.pages()

    def page_entries(self, pages: Iterable[StoredPage] | None = None) -> tuple[PageEntry, ...]:
        """Return some pages, or all in order, each with its articles."""
        chosen = self._reader.pages() if pages is None else list(pages)
        articles = self._reader.articles_of_pages(page.id for page in chosen)
        return tuple(PageEntry(page, tuple(articles.get(page.id, ()))) for page in chosen)

    def skipped(self) -> list[SourceFile]:
        """Return the source files that could not be taken, and why."""
        return self._reader.skipped()

    def page(self, page_id: str) -> FullPage:
        """Return one current page; NotFoundError for any other id (see ``resolve_page``)."""
        page, source = self._reader.page(page_id), self.source(page_id)
        if page is None:
            raise NotFoundError("page-unknown", id=page_id[:80])
        return FullPage(page, source, tuple(self._full(page, self._reader.articles_of(page_id))))

    def source(self, page_id: str) -> PageSource:
        """Return the source of one current page; NotFoundError for any other id."""
        source = self._reader.source(page_id)
        if source is None:
            raise NotFoundError("page-unknown", id=page_id[:80])
        return source

    def digest(self, page: StoredPage) -> str:
        """Return the SHA-256 of the source file of a page, as it was when it was read."""
        file = self._reader.file(page.file)
        return file.digest.partition("+")[0] if file else ""

    def article(self, article_id: str) -> FullArticle:
        """Return one current article; NotFoundError for any other id (see ``resolve_article``)."""
        article = self._reader.article(article_id)
        page = self._reader.page(article.page) if article else None
        if article is None or page is None:
            raise NotFoundError("article-unknown", id=article_id[:40])
        return self._full(page, [article])[0]

    def articles(self, query: ListQuery) -> ArticleList:
        """Return a filtered, sorted slice of all articles."""
        total, found = self._reader.list_articles(query)
        return ArticleList(total, tuple(found))

    def pages_by_id(self, ids: Iterable[str]) -> dict[str, StoredPage]:
        """Return pages by id, from memory where they were read before; unknown ids are left out."""
        return _kept(self._opened.pages, ids, self._reader.pages_by_id)

    def pages_from(self, position: int, limit: int) -> list[StoredPage]:
        """Return pages in order, from a place in it on."""
        return self._reader.pages_from(position, limit)

    def tallies(self, query: TallyQuery) -> list[Tally]:
        """Return values of a facet with the numbers of all articles that have them."""
        return self._reader.tallies(query)

    def tally_count(self, query: TallyQuery) -> int:
        """Return how many values there are in all slices of such a list."""
        return self._reader.tally_count(query)

    def tally_parents(self, facet: str) -> list[tuple[str, int]]:
        """Return under what the values of a facet are sorted, with the number of values there."""
        return self._reader.tally_parents(facet)

    def tallies_of(self, facet: str, values: Iterable[str]) -> dict[str, Tally]:
        """Return some values of a facet, from memory where they were read before; those that no article has
        are left out."""
        return _kept(self._opened.tallies[facet], values, lambda some: self._reader.tallies_of(facet, some))

    def namesakes(self, articles: Sequence[StoredArticle]) -> dict[str, list[StoredArticle]]:
        """Return by the id of each of some articles the others with its title, the newest first."""
        titles = {article.title for article in articles if article.title}
        found = self._reader.by_titles(titles, NAMESAKES * len(titles)) if titles else []
        return {
            article.id: [each for each in found if each.title == article.title and each.id != article.id]
            for article in articles
        }

    def filter_values(
        self, name: str, filters: Filters = (), limit: int | None = None
    ) -> list[tuple[str, int]]:
        """Return the values a list can be filtered by, with their numbers of articles in it: all of them, or
        those of the most articles."""
        return self._reader.filter_values(name, filters, limit)

    def articles_by_id(self, ids: Iterable[str]) -> dict[str, StoredArticle]:
        """Return articles without their blocks, from memory where they were read before; unknown ids are
        left out."""
        return _kept(self._opened.articles, ids, self._reader.articles)

    def _full(self, page: StoredPage, wanted: list[StoredArticle]) -> list[FullArticle]:
        siblings = wanted if len(wanted) == page.articles else self._reader.articles_of(page.id)
        blocks = self._reader.blocks_of_articles(article.id for article in wanted)
        at = {article.id: place for place, article in enumerate(siblings)}
        around = [None, *siblings, None]
        return [
            _full_article(
                page, article, blocks[article.id], around[at[article.id]], around[at[article.id] + 2]
            )
            for article in wanted
        ]

    # The whole library

    def sample_articles(self, number: int) -> list[str]:
        """Return the ids of the articles of ``number`` pages that stand evenly apart in page order."""
        return self._reader.sample_articles(number)

    def article_ids(self) -> list[str]:
        """Return the ids of all articles, in no particular order."""
        return self._reader.article_ids()

    def former_ids(self) -> set[tuple[str, str]]:
        """Return kind (block, article, page) and id of every id that is no longer current."""
        return self._reader.alias_ids()

    def texts_of(self, ids: list[str]) -> dict[str, list[BlockText]]:
        """Return the searchable texts of a few hundred articles at most."""
        return self._reader.texts_of(ids)

    def every_article(self) -> Iterator[FullArticle]:
        """Read every article with its blocks, in page order."""
        for page in self._reader.pages():
            yield from self._full(page, self._reader.articles_of(page.id))

    def index_articles(self) -> Iterator[IndexArticle]:
        """Read every article as the engine indexed it, in page order."""
        return read_index_articles(self._reader)

    # Ids, old and new

    def resolve_block(self, old: str) -> Resolved[StoredBlock]:
        """Return where a paragraph's id, old or new, leads."""
        return resolve_block(self._reader, lambda: self._sketches("block"), old)

    def resolve_article(self, old: str) -> Resolved[StoredArticle]:
        """Return where an article's id, old or new, leads."""
        return resolve_article(self._reader, lambda: self._sketches("article"), old)

    def resolve_page(self, old: str) -> Resolved[StoredPage]:
        """Return where a page's id, old or new, leads."""
        return resolve_page(self._reader, old)

    def _sketches(self, kind: str) -> SketchIndex:
        if kind not in self._opened.sketches:
            ids = self._reader.block_ids() if kind == "block" else self._reader.article_ids()
            self._opened.sketches[kind] = sketch_index(ids)
        return self._opened.sketches[kind]

    # Searching

    def search(self, request: SearchRequest) -> ExactHits:
        """Search the exact lane; hits are grouped by article, in the engine's order of either.

        A list that began in the generation before goes on there: what has gone since is left out of it.
        """
        if not request.after:
            return self._hits(self._opened.index, request, self.generation.name)
        cursor = Cursor.read(request.after)
        request = replace(request, offset=cursor.offset, after=cursor.place)
        if cursor.generation == self.generation.name:
            return self._hits(self._opened.index, request, cursor.generation)
        with self._earlier(self._reader, cursor.generation) as index:
            return self._hits(index, request, cursor.generation)

    def _hits(self, index: OpenIndex, request: SearchRequest, generation: str) -> ExactHits:
        found = index.exact.search(request)
        end = max(0, request.offset) + max(0, request.limit)
        following = str(Cursor(generation, end, found.following)) if found.following else ""
        groups = self._grouped(found.hits, found.articles)
        return ExactHits(found.counts, groups, found.facets, found.words, following)

    def search_each(self, requests: Sequence[SearchRequest]) -> tuple[ExactHits, ...]:
        """Search the exact lane several times; what all of them show is read together."""
        found = [self._opened.index.exact.search(request) for request in requests]
        hits = [hit for each in found for hit in each.hits]
        blocks = self._reader.text_blocks({hit.block for hit in hits})
        shown = {match.article for each in found for match in each.articles}
        articles = self.articles_by_id(shown | {hit.article for hit in hits})
        return tuple(
            ExactHits(
                each.counts,
                _grouped(each.hits, each.articles, blocks, articles),
                each.facets,
                each.words,
            )
            for each in found
        )

    def search_related(self, request: SearchRequest) -> RelatedHits:
        """Search the related lane; hits are grouped by article in the order of the best ones."""
        found = self._opened.index.related.search(request)
        return RelatedHits(found.words, found.total, self._grouped(found.hits))

    def spans(self, article_id: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return all spans of a request in one article, by block id in reading order."""
        return self._opened.index.exact.spans(article_id, request)

    def places(self, article_id: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return all occurrences of a request in one article, by block id in reading order."""
        return self._opened.index.exact.places(article_id, request)

    def count(
        self, phrases: Sequence[str], *, ignore_punctuation: bool = False, strict: bool = False
    ) -> list[Counts]:
        """Count each literal phrase."""
        return self._opened.index.exact.count([*map(compose, phrases)], ignore_punctuation, strict)

    def count_each(self, requests: Sequence[SearchRequest]) -> list[Counts]:
        """Return the counts of each of several searches."""
        return self._opened.index.exact.count_each(requests)

    def blocks(self, ids: Iterable[str]) -> dict[str, StoredBlock]:
        """Return current blocks by their ids."""
        return self._reader.blocks(ids)

    def distribute(self, requests: Sequence[SearchRequest], divisions: Sequence[str]) -> tuple[Parts, ...]:
        """Return for each division of the library, by a facet or by article, its parts with the counts of
        searches in each."""
        return self._opened.index.exact.distribute(requests, divisions)

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return titles, authors and phrases that begin with or contain what was typed so far."""
        index = self._opened.index.suggestions
        return index.suggest(typed, limit) if index else []

    def did_you_mean(self, phrase: str, limit: int) -> list[Suggestion]:
        """Return what comes nearest to a phrase that does not occur."""
        index = self._opened.index.suggestions
        return index.did_you_mean(phrase, limit) if index else []

    def _grouped(self, hits: Sequence[Hit], matches: Sequence[ArticleMatch] = ()) -> tuple[ArticleHits, ...]:
        blocks = self._reader.text_blocks(hit.block for hit in hits)
        shown = {*(match.article for match in matches), *(hit.article for hit in hits)}
        return _grouped(hits, matches, blocks, self.articles_by_id(shown))


def _grouped(
    hits: Sequence[Hit],
    matches: Sequence[ArticleMatch],
    blocks: dict[str, TextBlock],
    articles: dict[str, StoredArticle],
) -> tuple[ArticleHits, ...]:
    """Return hits by article; a list that began in the generation before may hold what has gone since."""
    matching = {match.article: match for match in matches}
    groups: dict[str, list[BlockHit]] = {article: [] for article in matching}
    for place, hit in enumerate(hits):
        if hit.block not in blocks:
            continue
        found = BlockHit(blocks[hit.block], hit.spans, hit.places, hit.score, place)
        groups.setdefault(hit.article, []).append(found)
    return tuple(
        ArticleHits(articles[name], tuple(found), matching.get(name))
        for name, found in groups.items()
        if name in articles
    )


def _kept(
    kept: dict[str, _Made], names: Iterable[str], read: Callable[[list[str]], dict[str, _Made]]
) -> dict[str, _Made]:
    """Return what there is of some names, from memory or read and kept there; others are left out."""
    wanted = list(names)
    found = {name: value for name in wanted if (value := kept.get(name)) is not None}
    if len(found) < len(wanted) and (missing := [name for name in wanted if name not in found]):
        read_now = read(missing)
        if len(kept) + len(read_now) > CACHED:
            kept.clear()
        kept.update(read_now)
        found |= read_now
    return found


def _full_article(
    page: StoredPage,
    article: StoredArticle,
    blocks: list[StoredBlock],
    previous: StoredArticle | None,
    following: StoredArticle | None,
) -> FullArticle:
    title = next((block.id for block in blocks if block.type == TITLE), None)
    body = tuple(block for block in blocks if block.type != TITLE)
    return FullArticle(article, body, title, page, previous, following)
