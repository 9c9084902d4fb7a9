"""Writing the store: one publication in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain, islice
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from app.facets import facet_values
from app.store.reader import BATCH, Reader
from app.store.rows import Generation, Publication, SourceFile, StoredArticle
from app.store.tables import (
    NAME_TABLES,
    SCHEMA,
    Row,
    aliases,
    article_row,
    articles,
    block_row,
    blocks,
    file_row,
    generations,
    page_row,
    pages,
    sources,
    state,
)
from app.store.tallies import TallyChanges

ROWS = 5000
"""Rows written at once: many, so that it is fast, and not all, which takes as much memory as they do."""
COUNTED = ("pages", "articles", "paragraphs", "blocks", "characters")
"""What a generation counts."""
NOWHERE = -1
"""The place of a page that has none yet."""
KEPT_GENERATIONS = 100
"""Rows of past generations kept for the record."""


class Writer(Reader):
    """One transaction that writes; what it has written it also reads. Committed when it ends well."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._changes: Counter[str] = Counter()
        self._files: dict[str, SourceFile] | None = None
        self._left = set[int]()
        """The places of pages that are gone, or that were written anew and have none yet."""

    def known_files(self) -> dict[str, SourceFile]:
        """Return every file below the seeds folder as it is written down, by its name; read once."""
        if self._files is None:
            self._files = {row.file: row for row in self.files()}
        return self._files

    def write(self, publication: Publication) -> None:
        """Put everything that a build changes in place, all but the generation."""
        self.write_pages(publication)
        self.write_files(publication.files)
        self._number_pages([file.page for file in publication.files if file.page])
        self._write_aliases(publication)
        self._set(publication.state | {"schema": SCHEMA})

    def write_pages(self, publication: Publication) -> None:
        """Put pages in the place of others, still without their places among all pages."""
        changes = TallyChanges()
        self._remove(publication.removed, changes)
        for table, rows in (
            (pages, ({**page_row(page), "position": NOWHERE} for page in publication.pages)),
            (articles, (article_row(a) for p in publication.pages for a in p.articles)),
            *((table, _names(publication, facet)) for facet, table in NAME_TABLES.items()),
            (blocks, (block_row(b) for p in publication.pages for b in p.blocks)),
        ):
            self._insert(table, rows)
        self._changes.update(_sizes(publication))
        for page in publication.pages:
            changes.name_folders(page.page.id, page.page.folder_titles)
            changes.add(page.articles)
        changes.write(self._connection)

    def write_files(self, files: Iterable[SourceFile]) -> None:
        """Put down what is known of the source files; nothing happens where all of it is known already."""
        known, coming = self.known_files(), {row.file: row for row in files}
        changed = [row for row in coming.values() if known.get(row.file) != row]
        gone = [file for file in known if file not in coming]
        self._delete(sources, sources.c.file, [*gone, *(row.file for row in changed if row.file in known)])
        self._insert(sources, map(file_row, changed))
        self._files = coming

    def publish(self, name: str, built: str, engine: str, proof: str) -> Generation:
        """Make what was written the published generation, as its engine names and proves it."""
        generation = Generation(name=name, built=built, engine=engine, proof=proof, **self._counts_now())
        self._insert(generations, [asdict(generation)])
        self._set({"generation": name})
        last = select(generations.c.name).order_by(generations.c.name.desc()).limit(KEPT_GENERATIONS)
        self._connection.execute(delete(generations).where(generations.c.name.not_in(last)))
        return generation

    def copy(self, table: Table, rows: Iterable[Row]) -> None:
        """Write rows of another store as they are kept there."""
        self._insert(table, rows)

    def _counts_now(self) -> dict[str, int]:
        """Return how much there is: what the last generation counts, and what has come and gone since."""
        before = self.generation()
        if before is None:
            return self.counts()
        return {name: getattr(before, name) + self._changes[name] for name in COUNTED}

    def _remove(self, page_ids: Iterable[str], changes: TallyChanges) -> None:
        every = sorted(page_ids)
        for start in range(0, len(every), BATCH):
            some = every[start : start + BATCH]
            theirs = select(articles.c.id).where(articles.c.page.in_(some))
            places = select(pages.c.position).where(pages.c.id.in_(some), pages.c.position != NOWHERE)
            self._left.update(self._connection.execute(places).scalars())
            going = list(chain.from_iterable(self.articles_of_pages(some).values()))
            changes.remove(going)
            self._changes.subtract(_article_sizes(going))
            for table, wanted in ((blocks, blocks.c.article.in_(theirs)), (pages, pages.c.id.in_(some))):
                number = select(func.count()).select_from(table).where(wanted)
                self._changes[table.name] -= int(self._connection.execute(number).scalar_one())
            self._connection.execute(delete(blocks).where(blocks.c.article.in_(theirs)))
            for table in NAME_TABLES.values():
                self._connection.execute(delete(table).where(table.c.article.in_(theirs)))
            self._connection.execute(delete(articles).where(articles.c.page.in_(some)))
            self._connection.execute(delete(pages).where(pages.c.id.in_(some)))

    def _number_pages(self, in_order: list[str]) -> None:
        """Give every page its place: those that were written now among the others, which keep their order.

        Pages that move together do so at once. A place that is taken twice is below 0 until all have theirs.
        """
        coming = self._without_place(len(in_order))
        placed = {n: page for n, page in enumerate(in_order) if page in coming}
        rows = [{"page": page, "place": ~n} for n, page in placed.items()]
        runs = list(_runs(sorted(self._left), list(placed), len(in_order)))
        self._left.clear()
        within = pages.c.position.between(bindparam("begin"), bindparam("end"))
        for query, given in (
            (update(pages).where(within).values(position=-1 - pages.c.position - bindparam("by")), runs),
            (update(pages).where(pages.c.id == bindparam("page")).values(position=bindparam("place")), rows),
        ):
            if given:
                self._connection.execute(query, given)
        if runs or rows:
            moved = update(pages).where(pages.c.position < 0)
            self._connection.execute(moved.values(position=-1 - pages.c.position))

    def _without_place(self, total: int) -> set[str]:
        """Return the pages that have no place yet; all, where the places are not those of ``total`` pages."""
        query = select(pages.c.id).where(pages.c.position == NOWHERE)
        coming = set(self._connection.execute(query).scalars())
        place = pages.c.position
        sums = func.count(), func.coalesce(func.sum(place), 0), func.coalesce(func.max(place), NOWHERE)
        number, added, last = self._connection.execute(select(*sums).where(place != NOWHERE)).one()
        there = number + len(self._left)
        in_a_row = max([last, *self._left]) == there - 1
        in_a_row &= added + sum(self._left) == there * (there - 1) // 2
        if number + len(coming) == total and in_a_row:
            return coming
        self._left.clear()
        self._connection.execute(update(pages).values(position=NOWHERE))
        return set(self._connection.execute(select(pages.c.id)).scalars())

    def _write_aliases(self, publication: Publication) -> None:
        current = {("block", b.id) for p in publication.pages for b in p.blocks}
        current |= {("article", a.id) for p in publication.pages for a in p.articles}
        current |= {("page", p.page.id) for p in publication.pages}
        written = {(alias.kind, alias.id): alias for alias in publication.aliases}
        if self._first(select(aliases.c.id).limit(1)):
            for kind in ("block", "article", "page"):
                stale = {old for known, old in (*current, *written) if known == kind}
                self._delete(aliases, aliases.c.id, stale, aliases.c.kind == kind)
        self._insert(aliases, (asdict(a) for key, a in written.items() if key not in current))

    def _set(self, values: dict[str, str]) -> None:
        if values:
            self._connection.execute(delete(state).where(state.c.name.in_(values)))
            self._insert(state, ({"name": name, "value": value} for name, value in values.items()))

    def _delete(
        self, table: Table, column: Column[Any], values: Iterable[str], *further: ColumnElement[bool]
    ) -> None:
        """Delete the rows that have one of these values, and fulfil what is asked further."""
        every = sorted(values)
        for start in range(0, len(every), BATCH):
            self._connection.execute(delete(table).where(column.in_(every[start : start + BATCH]), *further))

    def _insert(self, table: Table, rows: Iterable[Row]) -> None:
        # Compiled once: with parameters by name, SQLAlchemy takes longer for a row than the database.
        compiled: Any = insert(table).compile(dialect=self._connection.dialect)
        names, rest = compiled.positiontup, iter(rows)
        while some := list(islice(rest, ROWS)):
            given = [tuple(map(row.__getitem__, names)) for row in some] if names else some
            self._connection.exec_driver_sql(compiled.string, given)


def _runs(left: list[int], taken: list[int], total: int) -> Iterator[dict[str, int]]:
    """Yield the runs of places that move, in order, where some were ``left`` and some of ``total`` are taken;
    both in order."""
    before, after = total - len(taken) + len(left), total
    old = new = 0
    leaving, coming = iter((*left, before)), iter((*taken, after))
    gap, stop = next(leaving), next(coming)
    while old < before or new < after:
        if old == gap and old < before:
            old, gap = old + 1, next(leaving)
        elif new == stop:
            new, stop = new + 1, next(coming)
        else:
            length = min(gap - old, stop - new)
            if old != new:
                yield {"begin": old, "end": old + length - 1, "by": new - old}
            old, new = old + length, new + length


def _names(publication: Publication, facet: str) -> Iterator[dict[str, Any]]:
    """Yield a row for each value that a facet has of each article, in order."""
    for article in chain.from_iterable(page.articles for page in publication.pages):
        for position, name in enumerate(facet_values(article, facet)):
            yield {"article": article.id, "position": position, "name": name}


def _article_sizes(every: Iterable[StoredArticle]) -> Counter[str]:
    """Return the number of some articles, and of their paragraphs and characters."""
    sizes: Counter[str] = Counter()
    for one in every:
        sizes.update({"articles": 1, "paragraphs": one.paragraphs, "characters": one.characters})
    return sizes


def _sizes(publication: Publication) -> Counter[str]:
    """Return how much a publication brings of everything that a generation counts."""
    articles_there = _article_sizes(chain.from_iterable(page.articles for page in publication.pages))
    blocks_there = sum(len(page.blocks) for page in publication.pages)
    return Counter({"pages": len(publication.pages), "blocks": blocks_there, **articles_there})
