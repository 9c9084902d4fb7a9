"""Turn parsed pages into everything that a build writes: rows with their ids, and aliases of old ids."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import UTC, datetime

from app.frozen import dataclass
from app.permalinks.carry import Revision, carry_over, revision_of
from app.permalinks.ids import ParsedPage, mint
from app.store.reader import Reader
from app.store.rows import PageRows, Publication, SourceFile


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The rows that a build writes, and the pages that an index has to take anew or to forget."""

    publication: Publication
    changed: frozenset[str]


def change_set(
    reader: Reader, parsed: Iterable[ParsedPage], gone: Set[str], files: tuple[SourceFile, ...]
) -> ChangeSet:
    """Return the changes of the store when ``parsed`` pages are new or changed and ``gone`` ones went."""
    sources = list(parsed)
    leaving = gone | {source.page.id for source in sources}
    standing = dict(reader.page_files(leaving))
    before = _stored_revision(reader, list(standing))
    rows = _dated(mint(sources, reader.owners, standing.keys()), before)
    aliases = carry_over(before, revision_of(rows), reader.unresolved_aliases("block"))
    again = [each for each in rows if each.page.id in standing]
    old = _contents(before, standing)
    new = _contents(revision_of(again), {each.page.id: each.page.file for each in again})
    coming = {each.page.id for each in rows} - standing.keys()
    return ChangeSet(
        Publication(tuple(rows), frozenset(leaving), files, tuple(aliases)),
        frozenset(coming.union(page for page in standing if old[page] != new.get(page))),
    )


def _dated(rows: list[PageRows], before: Revision) -> list[PageRows]:
    """Return the rows with the time of each text: where the text is the same, as it was, else now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    old, new = _texts(before), _texts(revision_of(rows)) if before.articles else {}
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


def _contents(revision: Revision, files: Mapping[str, str]) -> dict[str, list[object]]:
    """Return each page with all that an index may take from it."""
    contents: dict[str, list[object]] = {page: [file] for page, file in files.items()}
    page_of = {article.id: article.page for article in revision.articles}
    for article in revision.articles:
        contents[article.page].append(article)
    for block in revision.blocks:
        contents[page_of[block.article]].append(block)
    return contents


def _stored_revision(reader: Reader, pages: list[str]) -> Revision:
    """Return some pages as they stand in the store."""
    found = reader.articles_of_pages(pages)
    articles = [article for page in pages for article in found.get(page, ())]
    blocks = reader.blocks_of_articles(article.id for article in articles)
    return Revision(
        tuple(pages), tuple(articles), tuple(block for article in articles for block in blocks[article.id])
    )
