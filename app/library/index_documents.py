"""What an engine is given of the store: articles to index, texts to mark, the handle of a generation."""

from collections.abc import Iterable, Iterator, Sequence

from app.search.contract import IndexArticle, IndexBlock
from app.search.generation import Handle
from app.store.reader import Reader
from app.store.rows import Generation


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


def read_block_texts(reader: Reader, ids: Sequence[str]) -> dict[str, str]:
    """Return the displayed texts of a few blocks by their ids."""
    return {name: block.text for name, block in reader.blocks(ids).items()}


def handle_of(generation: Generation) -> Handle:
    """Return the handle by which its engine knows a generation that the store names."""
    return Handle(generation.name, generation.engine, generation.proof)
