"""Read the store: one consistent view for one request, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Connection, Select, Table, and_, bindparam, func, inspect, select

from app.store.columns import short_value, type_number, type_value
from app.store.database import NamedRows
from app.store.lists import Filters, ListQuery, count_articles, select_articles, select_values, sum_by_folder
from app.store.rows import (
    TITLE,
    Alias,
    Generation,
    PageSource,
    SourceFile,
    StoredArticle,
    StoredBlock,
    StoredPage,
    Tally,
    TextBlock,
)
from app.store.tables import (
    ARTICLE_COLUMNS,
    FILE_COLUMNS,
    PAGE_COLUMNS,
    TEXT_COLUMNS,
    Row,
    aliases,
    article_value,
    articles,
    authors,
    block_value,
    blocks,
    file_value,
    generation_value,
    generations,
    metadata,
    page_value,
    pages,
    source_value,
    sources,
    state,
    tallies,
    text_block_value,
)
from app.store.tallies import TallyQuery, count_tallies, select_parents, select_tallies

PAGES = 40
"""Pages whose texts are read at a time."""
BATCH = 400
"""Ids asked for at a time: below every database's limit of parameters."""
LISTED = 50_000
"""Ids in one parameter."""
COPIED = 500
"""Rows in memory at a time while all are copied."""


# What every search asks, put together once.
_NAME = select(state.c.value).where(state.c.name == "generation").scalar_subquery()
_PUBLISHED = NamedRows(lambda _: select(generations).where(generations.c.name == _NAME))
_SEARCHED = NamedRows(lambda ids: select(*TEXT_COLUMNS).where(blocks.c.id.in_(ids)))
_BLOCKS = NamedRows(lambda ids: select(blocks).where(blocks.c.id.in_(ids)))
_ARTICLES = NamedRows(lambda ids: select(*ARTICLE_COLUMNS).where(articles.c.id.in_(ids)))
_AUTHORS = NamedRows(
    lambda ids: (
        select(authors.c.article, authors.c.name)
        .where(authors.c.article.in_(ids))
        .order_by(authors.c.position)
    )
)
_PAGES = NamedRows(lambda ids: select(*PAGE_COLUMNS).where(pages.c.id.in_(ids)))
_TALLIES = NamedRows(
    lambda values: select(tallies).where(tallies.c.facet == bindparam("facet"), tallies.c.value.in_(values))
)


BlockText = tuple[str, str, str, int | None]
"""A block as an index needs it: id, type, text, number."""


class Reader:
    """Reads of one transaction; not shared between threads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, query: Select[Any]) -> Sequence[Row]:
        found = self._connection.execute(query)
        return _named(tuple(found.keys()), found.all())

    def _listed(self, query: NamedRows, listed: Sequence[str] = (), **values: Any) -> Sequence[Row]:
        return _named(query.names, query.rows(self._connection, listed, **values))

    def _first(self, query: Select[Any]) -> Row | None:
        return next(iter(self._rows(query)), None)

    def state(self) -> dict[str, str]:
        """Return the names and values that describe the store: its schema, generation and fingerprints."""
        return {row["name"]: row["value"] for row in self._rows(select(state))}

    def generation(self) -> Generation | None:
        """Return the published generation."""
        rows = self._listed(_PUBLISHED)
        return generation_value(rows[0]) if rows else None

    def kept_generation(self, name: str) -> Generation | None:
        """Return one of the last two published generations; None for any other."""
        row = self._first(select(generations).where(generations.c.name == name))
        return generation_value(row) if row and name in self.generation_names(2) else None

    def is_complete(self) -> bool:
        """Say whether everything is there that the published generation counts."""
        generation = self.generation()
        return generation is not None and all(
            getattr(generation, name) == number for name, number in self.counts().items()
        )

    def counts(self) -> dict[str, int]:
        """Return how much there is of everything that a generation counts."""

        def one(query: Select[Any]) -> int:
            return int(self._connection.execute(query).scalar_one() or 0)

        return {
            "pages": one(select(func.count()).select_from(pages)),
            "articles": one(select(func.count()).select_from(articles)),
            "paragraphs": one(select(func.sum(articles.c.paragraphs))),
            "blocks": one(select(func.count()).select_from(blocks)),
            "characters": one(select(func.sum(articles.c.characters))),
        }

    def generation_names(self, number: int) -> list[str]:
        """Return the names of the last published generations, newest first; they are counted upwards."""
        query = select(generations.c.name).order_by(generations.c.name.desc()).limit(number)
        return list(self._connection.execute(query).scalars())

    def files(self) -> list[SourceFile]:
        """Return every file below the seeds folder as the last build saw it, in no particular order."""
        rows = self._connection.execute(select(*FILE_COLUMNS)).all()
        return [file_value(*row) if row[-1] else SourceFile(*row) for row in rows]

    def skipped(self) -> list[SourceFile]:
        """Return the files that could not be taken."""
        query = select(*FILE_COLUMNS).where(sources.c.why.is_not(None)).order_by(sources.c.file)
        return [file_value(*row) for row in self._connection.execute(query).all()]

    def file(self, name: str) -> SourceFile | None:
        """Return one file below the seeds folder as the last build saw it."""
        row = self._connection.execute(select(*FILE_COLUMNS).where(sources.c.file == name)).first()
        return file_value(*row) if row else None

    def pages(self) -> list[StoredPage]:
        """Return all pages in order."""
        return [page_value(row) for row in self._rows(select(*PAGE_COLUMNS).order_by(pages.c.position))]

    def pages_by_id(self, ids: Iterable[str]) -> dict[str, StoredPage]:
        """Return pages by id; unknown ids are left out."""
        found: dict[str, StoredPage] = {}
        for some in _batches(ids):
            found.update((row["id"], page_value(row)) for row in self._listed(_PAGES, some))
        return found

    def page_files(self, ids: Iterable[str] | None = None) -> list[tuple[str, str]]:
        """Return id and file of all pages in order, or of those of some ids that there are."""
        query = select(pages.c.id, pages.c.file, pages.c.position)
        queries = [query] if ids is None else [query.where(pages.c.id.in_(some)) for some in _batches(ids)]
        found = [row for each in queries for row in self._connection.execute(each).all()]
        return [(page, file) for page, file, _ in sorted(found, key=lambda row: row[2])]

    def count_pages(self) -> int:
        """Return the number of pages."""
        query = select(func.count()).select_from(pages)
        return int(self._connection.execute(query).scalar_one())

    def pages_from(self, position: int, limit: int) -> list[StoredPage]:
        """Return pages in order, from a place in it on."""
        query = select(*PAGE_COLUMNS).where(pages.c.position >= position).order_by(pages.c.position)
        return [page_value(row) for row in self._rows(query.limit(limit))]

    def page(self, page_id: str) -> StoredPage | None:
        """Return one page without its source."""
        return self.pages_by_id([page_id]).get(page_id)

    def source(self, page_id: str) -> PageSource | None:
        """Return the source of one page and what of it was not used."""
        row = self._first(select(pages.c.text, pages.c.unused, pages.c.printed).where(pages.c.id == page_id))
        return source_value(row, lambda: self._texts_of_page(page_id)) if row else None

    def _texts_of_page(self, page_id: str) -> list[str]:
        """Return the texts of all blocks of a page in order."""
        joined = blocks.join(articles, articles.c.id == blocks.c.article)
        query = select(blocks.c.text).select_from(joined).where(articles.c.page == page_id)
        in_order = query.order_by(articles.c.position, blocks.c.position)
        return [short_value(text) for text in self._connection.execute(in_order).scalars()]

    def article(self, article_id: str) -> StoredArticle | None:
        """Return one article."""
        return self.articles([article_id]).get(article_id)

    def articles(self, ids: Iterable[str]) -> dict[str, StoredArticle]:
        """Return articles by id; unknown ids are left out."""
        found: list[Row] = []
        for some in _batches(ids):
            found.extend(self._listed(_ARTICLES, some))
        return {article.id: article for article in self._with_authors(found)}

    def articles_of(self, page_id: str) -> list[StoredArticle]:
        """Return the articles of one page in order."""
        query = select(*ARTICLE_COLUMNS).where(articles.c.page == page_id).order_by(articles.c.position)
        return self._with_authors(self._rows(query))

    def articles_of_pages(self, page_ids: Iterable[str]) -> dict[str, list[StoredArticle]]:
        """Return the articles of several pages, each page's in order."""
        found: defaultdict[str, list[StoredArticle]] = defaultdict(list)
        for some in _batches(page_ids):
            query = select(*ARTICLE_COLUMNS).where(articles.c.page.in_(some)).order_by(articles.c.position)
            for article in self._with_authors(self._rows(query)):
                found[article.page].append(article)
        return found

    def _with_authors(self, rows: Sequence[Row]) -> list[StoredArticle]:
        names: defaultdict[str, list[str]] = defaultdict(list)
        # Most articles have none, and say so themselves.
        for some in _batches(row["id"] for row in rows if row["first_author"]):
            for article, name in _AUTHORS.rows(self._connection, some):
                names[article].append(name)
        return [article_value(row, tuple(names[row["id"]])) for row in rows]

    def list_articles(self, query: ListQuery) -> tuple[int, list[StoredArticle]]:
        """Return the number of articles that match, and one slice of them."""
        total = self._connection.execute(count_articles(query.filters)).scalar_one()
        return total, self._with_authors(self._rows(select_articles(query)))

    def by_titles(self, titles: Iterable[str], limit: int) -> list[StoredArticle]:
        """Return articles with one of these titles, the newest first."""
        newest = [articles.c.date.is_(None), articles.c.date.desc(), articles.c.id]
        query = select(*ARTICLE_COLUMNS).where(articles.c.title.in_(list(titles))).order_by(*newest)
        return self._with_authors(self._rows(query.limit(limit)))

    def filter_values(
        self, name: str, filters: Filters = (), limit: int | None = None
    ) -> list[tuple[str, int]]:
        """Return the values of a filter with their numbers of articles among those ``filters`` keep: all, or
        those of the most articles."""
        rows = self._connection.execute(select_values(name, filters, None if name == "folder" else limit))
        found = [(str(value), number) for value, number in rows]
        return sum_by_folder(found)[:limit] if name == "folder" else found

    def tallies(self, query: TallyQuery) -> list[Tally]:
        """Return values of a facet with the numbers of all articles that have them."""
        return [Tally(**row) for row in self._rows(select_tallies(query))]

    def tally_count(self, query: TallyQuery) -> int:
        """Return how many values there are in all slices of such a list."""
        return int(self._connection.execute(count_tallies(query)).scalar_one())

    def tally_parents(self, facet: str) -> list[tuple[str, int]]:
        """Return under what the values of a facet are sorted, with the number of values there."""
        return [(parent, number) for parent, number in self._connection.execute(select_parents(facet))]

    def tallies_of(self, facet: str, values: Iterable[str]) -> dict[str, Tally]:
        """Return some values of a facet; those that no article has are left out."""
        found: dict[str, Tally] = {}
        for some in _batches(values):
            rows = self._listed(_TALLIES, some, facet=facet)
            found.update((row["value"], Tally(**row)) for row in rows)
        return found

    def blocks_of(self, article_id: str) -> list[StoredBlock]:
        """Return the blocks of one article in reading order, its title's row first."""
        return self.blocks_of_articles([article_id])[article_id]

    def blocks_of_articles(self, ids: Iterable[str]) -> dict[str, list[StoredBlock]]:
        """Return the blocks of several articles, each article's in reading order."""
        found: dict[str, list[StoredBlock]] = {}
        for some in _batches(ids):
            found.update((article, []) for article in some)
            query = select(blocks).where(blocks.c.article.in_(some)).order_by(blocks.c.position)
            for row in self._rows(query):
                found[row["article"]].append(block_value(row))
        return found

    def blocks(self, ids: Iterable[str]) -> dict[str, StoredBlock]:
        """Return blocks by id; unknown ids are left out."""
        found: dict[str, StoredBlock] = {}
        for some in _batches(ids):
            for row in self._listed(_BLOCKS, some):
                found[row["id"]] = block_value(row)
        return found

    def text_blocks(self, ids: Iterable[str]) -> dict[str, TextBlock]:
        """Return what a list of hits shows of blocks, by id; unknown ids are left out."""
        found: dict[str, TextBlock] = {}
        for some in _batches(ids):
            rows = _SEARCHED.rows(self._connection, some)
            found.update((row[0], text_block_value(*row)) for row in rows)
        return found

    def blocks_like(self, prefix: str, limit: int) -> list[StoredBlock]:
        """Return blocks whose id begins with ``prefix``."""
        within = and_(blocks.c.id >= prefix, blocks.c.id < prefix + "~")
        query = select(blocks).where(within).order_by(blocks.c.id).limit(limit)
        return [block_value(row) for row in self._rows(query)]

    def owners(self, ids: Iterable[str]) -> dict[str, str]:
        """Return those of some ids of articles and blocks that are current, each with its page."""
        # A list is one parameter: SQLAlchemy takes longer for each of many than the database.
        listed = (
            func.json_each if self._connection.dialect.name == "sqlite" else func.json_array_elements_text
        )
        given = bindparam("ids", type_=JSON)
        wanted = select(listed(given).table_valued("value").c.value)
        of_block = select(blocks.c.id, articles.c.page).join(articles, articles.c.id == blocks.c.article)
        of_article = select(articles.c.id, articles.c.page)
        queries = [query.where(query.selected_columns.id.in_(wanted)) for query in (of_block, of_article)]
        found: dict[str, str] = {}
        for some in _batches(ids, LISTED):
            for query in queries:
                found.update((known, page) for known, page in self._connection.execute(query, {"ids": some}))
        return found

    def block_ids(self) -> list[str]:
        """Return the ids of all blocks but titles, in no particular order."""
        query = select(blocks.c.id).where(blocks.c.type != type_number(TITLE))
        return list(self._connection.execute(query).scalars())

    def sample_articles(self, number: int) -> list[str]:
        """Return the ids of the articles of ``number`` pages that stand evenly apart in page order."""
        last = self._connection.execute(select(func.max(pages.c.position))).scalar() or 0
        places = sorted({round(n * last / max(1, number - 1)) for n in range(number)})
        of_pages = select(articles.c.id).join(pages, pages.c.id == articles.c.page)
        query = of_pages.where(pages.c.position.in_(places)).order_by(pages.c.position, articles.c.position)
        return list(self._connection.execute(query.limit(2 * number)).scalars())

    def article_ids(self) -> list[str]:
        """Return the ids of all articles."""
        return list(self._connection.execute(select(articles.c.id)).scalars())

    def texts(self, page_ids: Iterable[str]) -> Iterator[tuple[StoredArticle, list[BlockText]]]:
        """Iterate over the articles of some pages, given in order: each with its searchable texts."""
        rest = iter(page_ids)
        while some := list(islice(rest, PAGES)):
            found = self.articles_of_pages(some)
            every = [article for page in some for article in found.get(page, ())]
            for start in range(0, len(every), BATCH):
                texts = self.texts_of([article.id for article in every[start : start + BATCH]])
                yield from ((article, texts[article.id]) for article in every[start : start + BATCH])

    def texts_of(self, ids: list[str]) -> dict[str, list[BlockText]]:
        """Return the searchable texts of some articles, at most ``BATCH`` of them."""
        found: defaultdict[str, list[BlockText]] = defaultdict(list)
        columns = (blocks.c.article, blocks.c.id, blocks.c.type, blocks.c.text, blocks.c.n)
        query = select(*columns).where(blocks.c.article.in_(ids)).order_by(blocks.c.position)
        for article, id_, type_, text, n in self._connection.execute(query).all():
            found[article].append((id_, type_value(type_), short_value(text), n))
        return found

    def alias(self, kind: str, old_id: str) -> Alias | None:
        """Return the record of an id that is no longer current; ``kind`` is block, article or page."""
        row = self._first(select(aliases).where(aliases.c.kind == kind, aliases.c.id == old_id))
        return Alias(**row) if row else None

    def unresolved_aliases(self, kind: str) -> list[Alias]:
        """Return the records of the ids that have no successor yet."""
        query = select(aliases).where(aliases.c.kind == kind, aliases.c.successor.is_(None))
        return [Alias(**row) for row in self._rows(query)]

    def all_aliases(self) -> list[Alias]:
        """Return the records of all ids that are no longer current, also from a table of earlier days."""
        there = {column["name"] for column in inspect(self._connection).get_columns(aliases.name)}
        return [Alias(**row) for row in self._rows(select(*(c for c in aliases.c if c.name in there)))]

    def every_row(self) -> Iterator[tuple[Table, list[Row]]]:
        """Iterate over all rows as they are kept, some of a table at a time, but for what names generations:
        an index is of one database."""
        for table in metadata.sorted_tables:
            query = select(table).where(state.c.name != "generation") if table is state else select(table)
            if table is not generations:
                found = self._connection.execute(query, execution_options={"yield_per": COPIED})
                for some in found.mappings().partitions():
                    yield table, list(map(dict, some))

    def alias_ids(self) -> set[tuple[str, str]]:
        """Return kind and id of every id that is no longer current."""
        return {(kind, old) for kind, old in self._connection.execute(select(aliases.c.kind, aliases.c.id))}


def _named(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Row]:
    # Plain dictionaries: a mapping of SQLAlchemy's takes ten times as long for each look into it.
    return [dict(zip(names, row, strict=True)) for row in rows]


def _batches(ids: Iterable[str], size: int = BATCH) -> Iterator[list[str]]:
    every = list(ids)
    return (every[start : start + size] for start in range(0, len(every), size))
