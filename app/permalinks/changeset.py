"""Turn parsed pages into everything that a build writes: rows with their ids, and aliases of old ids."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from app.permalinks.carry import Revision, carry_over, revision_of
from app.permalinks.ids import ParsedPage, mint, no_owners
from app.store.reader import Reader
from app.store.rows import Publication, SourceFile, StoredArticle, StoredBlock


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The rows that a build writes, and the articles that an index has to take anew or to forget."""

    publication: Publication
    added: frozenset[str]
    removed: frozenset[str]


def change_set(
    reader: Reader, parsed: Iterable[ParsedPage], gone: Set[str], files: tuple[SourceFile, ...]
) -> ChangeSet:
    """Return the changes of the store when ``parsed`` pages are new or changed and ``gone`` ones went."""
    sources = list(parsed)
    standing = [page.id for page in reader.pages()]
    leaving = gone | {source.page.id for source in sources}
    rows = mint(sources, reader.owners if standing else no_owners, leaving)
    before, after = (
        _stored_revision(reader, [page for page in standing if page in leaving]),
        revision_of(rows),
    )
    aliases = carry_over(before, after, reader.unresolved_aliases("block"))
    old, new = _contents(before), _contents(after)
    return ChangeSet(
        Publication(tuple(rows), frozenset(leaving), files, tuple(aliases)),
        added=frozenset(known for known, content in new.items() if old.get(known) != content),
        removed=frozenset(old.keys() - new.keys()),
    )


def _contents(revision: Revision) -> dict[str, list[StoredArticle | StoredBlock]]:
    """Return each article with all that an index may take from it."""
    contents: dict[str, list[StoredArticle | StoredBlock]] = {a.id: [a] for a in revision.articles}
    for block in revision.blocks:
        contents[block.article].append(block)
    return contents


def _stored_revision(reader: Reader, pages: list[str]) -> Revision:
    """Return some pages as they stand in the store."""
    found = reader.articles_of_pages(pages)
    articles = [article for page in pages for article in found.get(page, ())]
    blocks = reader.blocks_of_articles(article.id for article in articles)
    return Revision(
        tuple(pages), tuple(articles), tuple(block for article in articles for block in blocks[article.id])
    )
