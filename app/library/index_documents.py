"""Articles as an engine indexes them."""

from collections.abc import Iterable, Iterator

from app.search.contract import IndexArticle, IndexBlock
from app.store.reader import Reader


def read_index_articles(
    reader: Reader, pages: Iterable[tuple[str, str]] | None = None
) -> Iterator[IndexArticle]:
    """Read every article with its searchable texts, in page order, or those of some pages (ids, files)."""
    files = dict(reader.page_files() if pages is None else pages)
    for article, texts in reader.texts(files):
        yield IndexArticle(
            id=article.id,
            page=article.page,
            kind=article.kind,
            blocks=tuple(IndexBlock(*text) for text in texts),
            page_order=page_order(files[article.page]),
            **article.metadata(),
        )


def page_order(file: str) -> str:
    """Return a text that sorts as the files of pages do: folder by folder, whatever stands in their names."""
    return file.replace("/", "\x01")
