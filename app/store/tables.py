"""The tables, and the conversion of rows to values and of values to rows."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

from app.article import GIVEN, Kind, Origin, Part, Reason, Role, Unused
from app.sort_keys import initial, title_key
from app.store.columns import (
    boxes_text,
    boxes_value,
    flags_text,
    flags_value,
    lines_text,
    lines_value,
    long_text,
    long_value,
    message_text,
    message_value,
    needs_blocks,
    print_text,
    print_value,
    short_text,
    short_value,
    type_number,
    type_value,
    with_blocks,
    without_blocks,
)
from app.store.database import index_equals
from app.store.rows import (
    Generation,
    PageRows,
    PageSource,
    SourceFile,
    StoredArticle,
    StoredBlock,
    StoredPage,
    TextBlock,
)

metadata = MetaData()

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of its characters, whatever the language of a server: ranges of it are asked for."""


def _string(length: int) -> TypeEngine[str]:
    """Return the type of a short text, ordered as ``_TEXT`` is."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


state = Table("state", metadata, Column("name", _string(40), primary_key=True), Column("value", _TEXT))

generations = Table(
    "generations",
    metadata,
    Column("name", _string(40), primary_key=True),
    Column("built", _string(40), nullable=False),
    Column("engine", _string(40), nullable=False),
    Column("proof", _TEXT, nullable=False),
    *(
        Column(count, Integer, nullable=False)
        for count in ("pages", "articles", "paragraphs", "blocks", "characters")
    ),
)

sources = Table(
    "sources",
    metadata,
    Column("file", _TEXT, primary_key=True),
    Column("stamp", _TEXT, nullable=False),
    Column("digest", _string(140), nullable=False),
    Column("page", _TEXT),
    Column("why", _TEXT),
)

pages = Table(
    "pages",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("file", _TEXT, nullable=False),
    Column("position", Integer, nullable=False),
    Column("encoding", _string(40), nullable=False),
    Column("characters", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("notes", _TEXT, nullable=False),
    Column("folder", _TEXT),
    Column("folder_titles", _TEXT, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("unused", _TEXT, nullable=False),
    Column("printed", LargeBinary),
    Index("pages_by_position", "position"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", _string(16), primary_key=True),
    Column("page", _TEXT, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", _string(16), nullable=False),
    Column("opening", _TEXT, nullable=False),
    Column("lead", _TEXT, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("paragraphs", Integer, nullable=False),
    Column("flags", _TEXT, nullable=False),
    Column("parts", _TEXT, nullable=False),
    Column("updated", _string(40), nullable=False),
    Column("first_author", _TEXT),
    *(Column(name, _TEXT) for name in GIVEN if name != "authors"),
    Column("origins", _TEXT, nullable=False),
    Column("shelf", _TEXT, nullable=False),
    Column("title_key", _TEXT, nullable=False),
    Column("initial", _string(1), nullable=False),
    Index("articles_by_page", "page", "position"),
    Index("articles_by_shelf", "shelf", "date"),
    Index("articles_by_date", "date"),
    Index("articles_by_title_key", "initial", "title_key"),
)

# Derived from an article, to list it: no part of the value that comes back.
LISTED = ("shelf", "title_key", "initial")

tallies = Table(
    "tallies",
    metadata,
    Column("facet", _string(16), nullable=False),
    Column("value", _TEXT, nullable=False),
    Column("parent", _TEXT, nullable=False),
    Column("key", _TEXT, nullable=False),
    Column("label", _TEXT),
    Column("number", Integer, nullable=False),
    Index("tallies_by_key", "facet", "parent", "key"),
    Index("tallies_by_number", "facet", "number"),
)


def _names(table: str) -> Table:
    """Return a table of names that an article has several of, in their order."""
    return Table(
        table,
        metadata,
        Column("article", _string(16), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("name", _TEXT, nullable=False),
    )


authors, institutions, issuing_bodies = map(_names, ("authors", "institutions", "issuing_bodies"))
NAME_TABLES = {"author": authors, "institution": institutions, "issuing_body": issuing_bodies}
"""The facets of which an article has several values, each with the table of them."""

blocks = Table(
    "blocks",
    metadata,
    Column("id", _string(16), primary_key=True),
    Column("article", _string(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("type", Integer, nullable=False),
    Column("n", Integer),
    Column("text", LargeBinary, nullable=False),
    Column("lines", _TEXT, nullable=False),
    Column("flags", _TEXT, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("level", Integer, nullable=False),
    Column("boxes", _TEXT, nullable=False),
    Index("blocks_by_article", "article", "position"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("kind", _string(16), primary_key=True),
    Column("id", _TEXT, primary_key=True),
    Column("successor", _TEXT),
    Column("text", _TEXT, nullable=False),
    Column("article", _string(16)),
    Column("near", _string(16)),
    Column("authors", _TEXT),
    Column("page", _TEXT),
)

FORMAT = "8"
"""Raised when a column's values come to be written otherwise."""
_COLUMNS = " ".join(str(column) for table in metadata.sorted_tables for column in table.c)
SCHEMA = f"{FORMAT}-{sha256(_COLUMNS.encode()).hexdigest()[:8]}"
"""Names the format and all columns; a build that finds another starts anew and keeps the old ids."""


for _column in (articles.c.title, tallies.c.value, *(table.c.name for table in NAME_TABLES.values())):
    index_equals(_column)

Row = Mapping[str, Any]
ARTICLE_COLUMNS = [c for c in articles.c if c.name not in LISTED]
TEXT_COLUMNS = [blocks.c.id, blocks.c.article, blocks.c.position, blocks.c.type, blocks.c.n, blocks.c.text]
PAGE_COLUMNS = [c for c in pages.c if c.name not in ("text", "unused", "printed")]


def block_row(block: StoredBlock) -> dict[str, Any]:
    """Return the row of a block."""
    return {
        "id": block.id,
        "article": block.article,
        "position": block.position,
        "type": type_number(block.type),
        "n": block.n,
        "text": short_text(block.text),
        "lines": lines_text(block.lines),
        "flags": flags_text(block.flags),
        "confidence": block.confidence,
        "level": block.level,
        "boxes": boxes_text(block.boxes),
    }


def block_value(row: Row) -> StoredBlock:
    """Return a block from its row."""
    return StoredBlock(
        row["id"],
        row["article"],
        row["position"],
        type_value(row["type"]),
        row["n"],
        short_value(row["text"]),
        lines_value(row["lines"]),
        flags_value(row["flags"]),
        row["confidence"],
        row["level"],
        boxes_value(row["boxes"]),
    )


def text_block_value(
    id_: str, article: str, position: int, type_: int, n: int | None, text: bytes
) -> TextBlock:
    """Return what a list of hits shows of a block, from these columns of it."""
    return TextBlock(id_, article, position, type_value(type_), n, short_value(text))


def article_row(article: StoredArticle) -> dict[str, Any]:
    """Return the row of an article; its authors stand in a table of their own."""
    row = {column.name: getattr(article, column.name, None) for column in articles.c}
    row["first_author"] = article.authors[0] if article.authors else None
    key = title_key(article.label)
    row |= {"shelf": article.page.rpartition("/")[0], "title_key": key, "initial": initial(key)}
    parts = [[part.role, part.text, lines_text(part.lines)] for part in article.parts]
    row |= {"kind": str(article.kind), "flags": flags_text(article.flags)}
    return row | {"parts": json.dumps(parts, ensure_ascii=False), "origins": json.dumps(article.origins)}


def article_value(row: Row, names: tuple[str, ...]) -> StoredArticle:
    """Return an article from its row and its authors."""
    parts = tuple(
        Part(Role(role), text, lines_value(lines)) for role, text, lines in json.loads(row["parts"])
    )
    values = {**row, "kind": Kind(row["kind"]), "flags": flags_value(row["flags"]), "parts": parts}
    # It only tells whether there are authors to look up.
    del values["first_author"]
    return StoredArticle(**values | {"origins": dict(_origins(row["origins"]))}, authors=names)


@lru_cache(1024)
def _origins(column: str) -> Mapping[str, Origin]:
    """Return where the values of an article were found: most articles of a library say the same."""
    return {name: Origin(origin) for name, origin in json.loads(column).items()}


_NONE = json.dumps([])


def page_row(rows: PageRows) -> dict[str, Any]:
    """Return the row of a page with its source."""
    page, source = rows.page, rows.source
    unused = [[u.text, lines_text(u.lines), u.reason] for u in source.unused]
    return {
        "id": page.id,
        "file": page.file,
        "position": page.position,
        "encoding": page.encoding,
        "characters": page.characters,
        "articles": page.articles,
        "notes": json.dumps([asdict(note) for note in page.notes], ensure_ascii=False),
        "folder": page.folder,
        "folder_titles": json.dumps(page.folder_titles, ensure_ascii=False),
        "text": long_text(without_blocks(source.text, [block.text for block in rows.blocks])),
        "unused": json.dumps(unused, ensure_ascii=False),
        "printed": long_text(print_text(source.printed)) if source.printed else None,
    }


def page_value(row: Row) -> StoredPage:
    """Return a page from its row."""
    # Most pages have none of either.
    notes = map(message_value, json.loads(row["notes"])) if row["notes"] != _NONE else ()
    titles = map(tuple, json.loads(row["folder_titles"])) if row["folder_titles"] != _NONE else ()
    return StoredPage(**{**row, "notes": tuple(notes), "folder_titles": tuple(titles)})


def source_value(row: Row, texts: Callable[[], list[str]]) -> PageSource:
    """Return the source of a page from its row; ``texts`` reads the texts of its blocks, in order."""
    kept = long_value(row["text"])
    unused = (
        Unused(text, lines_value(lines), Reason(reason)) for text, lines, reason in json.loads(row["unused"])
    )
    printed = print_value(long_value(row["printed"])) if row["printed"] else None
    return PageSource(with_blocks(kept, texts()) if needs_blocks(kept) else kept, tuple(unused), printed)


def file_row(file: SourceFile) -> dict[str, Any]:
    """Return the row of a source file."""
    return {**file._asdict(), "why": file.why and message_text(file.why)}


FILE_COLUMNS = (sources.c.file, sources.c.stamp, sources.c.digest, sources.c.page, sources.c.why)


def file_value(file: str, stamp: str, digest: str, page: str | None, why: Any) -> SourceFile:
    """Return a source file from these columns."""
    return SourceFile(file, stamp, digest, page, why and message_value(why))


def generation_value(row: Row) -> Generation:
    """Return a generation from its row."""
    return Generation(**row)
