"""From parsed pages to everything that a build writes: rows with their ids, and the aliases of old ids."""

from collections.abc import Iterable, Set

from app.permalinks.carry import Shelf, carry_over, shelf_of
from app.permalinks.mint import Source, mint, nobody
from app.store.reader import Reader
from app.store.rows import Publication, SourceFile


def edition(
    reader: Reader, parsed: Iterable[Source], gone: Set[str], files: tuple[SourceFile, ...]
) -> Publication:
    """What changes in the store when ``parsed`` pages are new or changed and those in ``gone`` went."""
    sources = list(parsed)
    standing = [page.id for page in reader.pages()]
    leaving = gone | {source.page.id for source in sources}
    rows = mint(sources, reader.owners if standing else nobody, leaving)
    before = _shelf(reader, [page for page in standing if page in leaving])
    aliases = carry_over(before, shelf_of(rows), reader.lost("block"))
    return Publication(tuple(rows), frozenset(leaving), files, tuple(aliases))


def _shelf(reader: Reader, pages: list[str]) -> Shelf:
    """Some pages as they stand in the store."""
    found = reader.articles_of_pages(pages)
    articles = [article for page in pages for article in found.get(page, ())]
    blocks = reader.blocks_of_articles(article.id for article in articles)
    return Shelf(
        tuple(pages), tuple(articles), tuple(block for article in articles for block in blocks[article.id])
    )
