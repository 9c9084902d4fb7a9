"""All articles as an engine indexes them."""

from collections.abc import Iterator

from app.search.contract import IndexArticle, IndexBlock
from app.store.reader import Reader


def read_index_articles(reader: Reader) -> Iterator[IndexArticle]:
    """Read every article with its searchable texts, in page order."""
    for article, texts in reader.texts():
        yield IndexArticle(
            id=article.id,
            page=article.page,
            kind=article.kind,
            blocks=tuple(IndexBlock(*text) for text in texts),
            **article.metadata(),
        )
