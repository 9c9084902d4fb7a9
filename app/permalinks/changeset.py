"""Turn parsed pages into everything that a build writes: rows with their ids, and aliases of old ids."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.permalinks.carry import Revision, carry_over, revision_of
from app.permalinks.ids import ParsedPage, mint, no_owners
from app.store.reader import Reader
from app.store.rows import PageRows, Publication, SourceFile, StoredArticle, StoredBlock


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
    before = _stored_revision(reader, [page for page in standing if page in leaving])
    rows = _dated(mint(sources, reader.owners if standing else no_owners, leaving), before)
    after = revision_of(rows)
    aliases = carry_over(before, after, reader.unresolved_aliases("block"))
    old, new = _contents(before), _contents(after)
    return ChangeSet(
        Publication(tuple(rows), frozenset(leaving), files, tuple(aliases)),
        added=frozenset(known for known, content in new.items() if old.get(known) != content),
        removed=frozenset(old.keys() - new.keys()),
    )


def _dated(rows: list[PageRows], before: Revision) -> list[PageRows]:
    """Return the rows with the time of each text: where the text is the same, as it was, else now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    old, new = _texts(before), _texts(revision_of(rows))
    times = {each.id: each.updated for each in before.articles if old[each.id] == new.get(each.id)}
    return [
        replace(page, articles=tuple(replace(a, updated=times.get(a.id) or now) for a in page.articles))
        for page in rows
    ]


def _texts(revision: Revision) -> dict[str, list[tuple[str, str]]]:
    """Return the texts of each article, its title among them, with their types."""
    texts: dict[str, list[tuple[str, str]]] = {article.id: [] for article in revision.articles}
    for block in revision.blocks:
        texts[block.article].append((block.type, block.text))
    return texts


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
