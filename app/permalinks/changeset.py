"""From parsed pages to everything that a build writes: rows with their ids, and the aliases of old ids."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from app.permalinks.carry import Shelf, carry_over, shelf_of
from app.permalinks.ids import Source, mint, nobody
from app.store.reader import Reader
from app.store.rows import Publication, SourceFile, StoredArticle, StoredBlock


@dataclass(frozen=True, slots=True)
class Edition:
    """What a build writes, and which articles an index has to take anew or to forget."""

    publication: Publication
    added: frozenset[str]
    removed: frozenset[str]


def edition(
    reader: Reader, parsed: Iterable[Source], gone: Set[str], files: tuple[SourceFile, ...]
) -> Edition:
    """What changes in the store when ``parsed`` pages are new or changed and those in ``gone`` went."""
    sources = list(parsed)
    standing = [page.id for page in reader.pages()]
    leaving = gone | {source.page.id for source in sources}
    rows = mint(sources, reader.owners if standing else nobody, leaving)
    before, after = _shelf(reader, [page for page in standing if page in leaving]), shelf_of(rows)
    aliases = carry_over(before, after, reader.lost("block"))
    old, new = _contents(before), _contents(after)
    return Edition(
        Publication(tuple(rows), frozenset(leaving), files, tuple(aliases)),
        added=frozenset(known for known, content in new.items() if old.get(known) != content),
        removed=frozenset(old.keys() - new.keys()),
    )


def _contents(shelf: Shelf) -> dict[str, list[StoredArticle | StoredBlock]]:
    """Each article with all that an index may take from it."""
    contents: dict[str, list[StoredArticle | StoredBlock]] = {a.id: [a] for a in shelf.articles}
    for block in shelf.blocks:
        contents[block.article].append(block)
    return contents


def _shelf(reader: Reader, pages: list[str]) -> Shelf:
    """Some pages as they stand in the store."""
    found = reader.articles_of_pages(pages)
    articles = [article for page in pages for article in found.get(page, ())]
    blocks = reader.blocks_of_articles(article.id for article in articles)
    return Shelf(
        tuple(pages), tuple(articles), tuple(block for article in articles for block in blocks[article.id])
    )
