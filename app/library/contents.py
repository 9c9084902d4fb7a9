"""Pages and articles as they are read: with their blocks, their neighbours, their source."""

from app.frozen import dataclass
from app.store.rows import PageSource, StoredArticle, StoredBlock, StoredPage


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
