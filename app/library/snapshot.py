"""What one request reads: pages, articles, hits and old ids, all of one generation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.errors import NotFoundError
from app.permalinks.resolve import (
    Resolved,
    SketchIndex,
    resolve_article,
    resolve_block,
    resolve_page,
    sketch_index,
)
from app.search.contract import Counts, FacetCounts, Hit, Searcher, SearchRequest, Span, Suggestion
from app.store.reader import Filters, ListQuery, Reader
from app.store.rows import TITLE, Generation, PageSource, SourceFile, StoredArticle, StoredBlock, StoredPage


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the list of pages, with its articles in order."""

    page: StoredPage
    articles: tuple[StoredArticle, ...]


@dataclass(frozen=True, slots=True)
class ArticleList:
    """One slice of a list of articles, and how many there are in all."""

    total: int
    articles: tuple[StoredArticle, ...]


@dataclass(frozen=True, slots=True)
class FullArticle:
    """An article with its blocks (without its title's row), its page and its neighbours there."""

    article: StoredArticle
    blocks: tuple[StoredBlock, ...]
    title_id: str | None
    """The id of the title's own row, which search hits and links may name."""
    page: StoredPage
    previous: StoredArticle | None
    following: StoredArticle | None


@dataclass(frozen=True, slots=True)
class FullPage:
    """A page: its raw source, what of it was not used, and each article with its blocks."""

    page: StoredPage
    source: PageSource
    articles: tuple[FullArticle, ...]


@dataclass(frozen=True, slots=True)
class BlockHit:
    """A block that matches (``type`` may be ``title``), the spans in its text, its score."""

    block: StoredBlock
    spans: tuple[Span, ...]
    score: float
    place: int
    """Its place in the slice, whose order the groups break up."""


@dataclass(frozen=True, slots=True)
class ArticleHits:
    """The hits of one slice that stand in one article, in the order of the slice."""

    article: StoredArticle
    hits: tuple[BlockHit, ...]


@dataclass(frozen=True, slots=True)
class ExactHits:
    """The exact lane with its texts."""

    counts: Counts
    groups: tuple[ArticleHits, ...]
    facets: dict[str, FacetCounts]


@dataclass(frozen=True, slots=True)
class RelatedHits:
    """The related lane with its texts."""

    words: tuple[str, ...]
    total: int
    groups: tuple[ArticleHits, ...]


CACHED_ARTICLES = 10_000
"""Articles that stay in memory once they were among the hits: about a kilobyte each."""


@dataclass(slots=True)
class OpenGeneration:
    """One open generation: the engine's side of it, and what is worked out once and kept."""

    name: str
    searcher: Searcher
    books: dict[str, SketchIndex] = field(default_factory=dict)
    articles: dict[str, StoredArticle] = field(default_factory=dict)
    users: int = 0
    """Requests that are reading it; counted by the library."""


class Snapshot:
    """All reads of one request: one generation of store and engine, never two."""

    def __init__(self, reader: Reader, opened: OpenGeneration, generation: Generation) -> None:
        self.reader, self._open, self.generation = reader, opened, generation

    @property
    def searcher(self) -> Searcher:
        """The engine's side of this generation."""
        return self._open.searcher

    def skipped(self) -> list[SourceFile]:
        """The source files that could not be taken, and why."""
        return self.reader.skipped()

    def pages(self) -> tuple[PageEntry, ...]:
        """All pages in order, each with its articles."""
        pages = self.reader.pages()
        articles = self.reader.articles_of_pages(page.id for page in pages)
        return tuple(PageEntry(page, tuple(articles.get(page.id, ()))) for page in pages)

    def articles(self, query: ListQuery) -> ArticleList:
        """A filtered, sorted slice of all articles."""
        total, found = self.reader.list_articles(query)
        return ArticleList(total, tuple(found))

    def filter_values(self, name: str, filters: Filters = ()) -> list[tuple[str, int]]:
        """The values a list can be filtered by, with their numbers of articles among those it has."""
        return self.reader.filter_values(name, filters)

    def article(self, article_id: str) -> FullArticle:
        """One current article; NotFoundError for any other id (see ``resolve_article``)."""
        article = self.reader.article(article_id)
        page = self.reader.page(article.page) if article else None
        if article is None or page is None:
            raise NotFoundError("article-unknown", id=article_id[:40])
        return self._views(page, [article])[0]

    def page(self, page_id: str) -> FullPage:
        """One current page; NotFoundError for any other id (see ``resolve_page``)."""
        page, source = self.reader.page(page_id), self.reader.source(page_id)
        if page is None or source is None:
            raise NotFoundError("page-unknown", id=page_id[:80])
        return FullPage(page, source, tuple(self._views(page, self.reader.articles_of(page_id))))

    def _views(self, page: StoredPage, wanted: list[StoredArticle]) -> list[FullArticle]:
        siblings = wanted if len(wanted) == page.articles else self.reader.articles_of(page.id)
        blocks = self.reader.blocks_of_articles(article.id for article in wanted)
        at = {article.id: place for place, article in enumerate(siblings)}
        around = [None, *siblings, None]
        return [
            _view(page, article, blocks[article.id], around[at[article.id]], around[at[article.id] + 2])
            for article in wanted
        ]

    def resolve_block(self, old: str) -> Resolved[StoredBlock]:
        """Where a paragraph's id, old or new, leads."""
        return resolve_block(self.reader, lambda: self._book("block"), old)

    def resolve_article(self, old: str) -> Resolved[StoredArticle]:
        """Where an article's id, old or new, leads."""
        return resolve_article(self.reader, lambda: self._book("article"), old)

    def resolve_page(self, old: str) -> Resolved[StoredPage]:
        """Where a page's id, old or new, leads."""
        return resolve_page(self.reader, old)

    def _book(self, kind: str) -> SketchIndex:
        if kind not in self._open.books:
            ids = self.reader.block_ids() if kind == "block" else self.reader.article_ids()
            self._open.books[kind] = sketch_index(ids)
        return self._open.books[kind]

    def search(self, request: SearchRequest) -> ExactHits:
        """The exact lane, grouped by article in the order of the best hits."""
        found = self.searcher.search(request)
        return ExactHits(found.counts, self._groups(found.hits), found.facets)

    def related(self, request: SearchRequest) -> RelatedHits:
        """The related lane, grouped by article in the order of the best hits."""
        found = self.searcher.search_related(request)
        return RelatedHits(found.words, found.total, self._groups(found.hits))

    def _groups(self, hits: Iterable[Hit]) -> tuple[ArticleHits, ...]:
        every = list(hits)
        blocks = self.reader.blocks(hit.block for hit in every)
        groups: dict[str, list[BlockHit]] = {}
        for place, hit in enumerate(every):
            found = BlockHit(blocks[hit.block], hit.spans, hit.score, place)
            groups.setdefault(hit.article, []).append(found)
        articles = self._articles(groups)
        return tuple(ArticleHits(articles[name], tuple(hits)) for name, hits in groups.items())

    def _articles(self, ids: Iterable[str]) -> dict[str, StoredArticle]:
        """Articles by id, from memory where they were read before: a generation never changes."""
        wanted, kept = list(ids), self._open.articles
        found = {name: article for name in wanted if (article := kept.get(name))}
        read = self.reader.articles(name for name in wanted if name not in found)
        if len(kept) + len(read) > CACHED_ARTICLES:
            kept.clear()
        kept.update(read)
        return found | read

    def count(self, phrases: list[str]) -> list[Counts]:
        """How often each literal phrase occurs."""
        return self.searcher.count(phrases)

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """What may be meant by what was typed so far."""
        return self.searcher.suggest(typed, limit)

    def every_article(self) -> Iterator[FullArticle]:
        """Every article with its blocks, in page order."""
        for page in self.reader.pages():
            yield from self._views(page, self.reader.articles_of(page.id))


def _view(
    page: StoredPage,
    article: StoredArticle,
    blocks: list[StoredBlock],
    previous: StoredArticle | None,
    following: StoredArticle | None,
) -> FullArticle:
    title = next((block.id for block in blocks if block.type == TITLE), None)
    body = tuple(block for block in blocks if block.type != TITLE)
    return FullArticle(article, body, title, page, previous, following)
