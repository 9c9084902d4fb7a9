"""Exports of crawlers (JSON, JSON Lines, CSV): a text a record, and what its other columns say of it."""

import csv
import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from io import StringIO
from itertools import islice

from app.errors import UnreadableError
from app.frozen import dataclass
from app.ingest.blocks import Known, Layout, SourceBlock, SourceType
from app.ingest.documents.document import Document, Extracted, number_lines
from app.ingest.documents.html.page import read_piece
from app.ingest.lines.plain_blocks import read_plain_blocks
from app.ingest.metadata.keys import SEPARATORS, find_field, read_values
from app.ingest.source.decode import decode
from app.lazy_pattern import lazy_pattern
from app.messages import Message
from app.text import simplify

CONTENT = (
    *("正文", "内容", "全文", "文章内容", "文章正文", "新闻内容", "content", "articlebody", "body"),
    *("fulltext", "maintext", "text", "articlecontent", "newscontent", "contenthtml", "html"),
)
"""What the column of the texts is called, in small letters and without separators; the first counts."""
TIMES = ("时间", "time", "datetime", "publishtime", "pubtime", "posttime", "createdat", "pubdatetime")
OF_MACHINES = frozenset(("name", "page", "address", "地址"))
"""Columns with such names tell of the crawling as well."""
_TAGS = lazy_pattern(r"<(?:p|br|div|span|h[1-6]|section|table|img)\b[^<>]*>")
_ENTITY = lazy_pattern(r"&(?:nbsp|amp|lt|gt|quot|#\d{1,6});")
_SPACE, _NEXT = lazy_pattern(r"[\s,]*"), lazy_pattern(r"\n\s*(?=\{)")
_TABLES, _DELIMITERS = ("csv", "tsv"), ",\t;"
_NESTED = 3
"""Objects around a list of records, at most."""
_MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns hold the text and what is known of it, and those that say nothing of an article."""

    text: str
    known: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(slots=True)
class _Read:
    """What was read of an export."""

    parts: list[tuple[list[SourceBlock], Known]] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    """Names of the columns of what is no record of a text, in order."""
    left: dict[str, None] = field(default_factory=dict)
    """Names of columns that say nothing of an article."""
    lost: int = 0
    """Records without text, and damaged ones."""


def read_records(data: bytes, name: str) -> Extracted:
    """Return the texts of an export; raise UnreadableError where no column is one of texts."""
    decoded = decode(data, name)
    kind = name.rpartition(".")[2].lower()
    read = _Read()
    try:
        for row in _rows(decoded.text) if kind in _TABLES else _objects(decoded.text):
            _add(read, row)
    except (RecursionError, csv.Error) as error:
        raise UnreadableError("file-not-text", where=(name,)) from error
    if not read.parts:
        raise UnreadableError("records-without-text", where=(name,), names=_told(read.names))
    text, numbered = number_lines(block for blocks, _ in read.parts for block in blocks)
    lines = iter(numbered)
    records = tuple(
        Document(tuple(islice(lines, len(blocks))), Layout.ORDER, known) for blocks, known in read.parts
    )
    left = Message("records-left", {"names": _told(read.left), "number": read.lost})
    notes = (*decoded.notes, left) if read.left or read.lost else decoded.notes
    return Extracted(text, Document((), Layout.ORDER, notes=notes, records=records), kind)


def _add(read: _Read, row: Mapping[str, object] | None) -> None:
    """Add a record; None is a damaged one."""
    columns = _columns(row) if row is not None else None
    if row is None or columns is None:
        read.names |= dict.fromkeys(row or ())
        read.lost += 1
        return
    blocks, known = _record(row, columns)
    read.left |= dict.fromkeys(columns.left)
    if blocks:
        read.parts.append((blocks, known))
    else:
        read.lost += 1


def _told(names: Mapping[str, None]) -> str:
    """Return the first names of columns, for a message."""
    return ", ".join(list(names)[:_MOST_TOLD]) or "–"


def _columns(row: Mapping[str, object]) -> _Columns | None:
    """Return the columns of a record; None without one of texts, or with nothing that is known of them."""
    bare = {key: SEPARATORS.sub("", simplify(str(key).strip())) for key in row}
    text = min(
        (key for key in row if bare[key] in CONTENT), key=lambda key: CONTENT.index(bare[key]), default=None
    )
    known = tuple(
        key
        for key in row
        if key != text and bare[key] not in OF_MACHINES and (find_field(str(key)) or bare[key] in TIMES)
    )
    if text is None or not known:
        return None
    return _Columns(text, known, tuple(key for key in row if key not in (text, *known)))


def _record(row: Mapping[str, object], columns: _Columns) -> tuple[list[SourceBlock], Known]:
    """Return the blocks of a record, its title first, and what its columns say of it."""
    named = [(key if find_field(key) else "date", row[key]) for key in columns.known]
    known = read_values((key, _without_tags(value)) for key, value in named)
    value = row[columns.text]
    text = "\n".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else ""
    blocks = list(_blocks(text))
    title = known.get("title")
    if blocks and isinstance(title, str):
        headed = any(block.type is SourceType.HEADING for block in blocks)
        kind = SourceType.HEADING if headed else SourceType.LINE
        blocks.insert(0, SourceBlock(kind, title, int(headed)))
    return blocks, known


def _blocks(text: str) -> Iterator[SourceBlock]:
    """Yield the blocks of a text: a piece of a web page, lines, or one line of paragraphs that are set in."""
    if _TAGS.search(text):
        yield from read_piece(text)
        return
    if _ENTITY.search(text):
        text = html.unescape(text)
    if "\n" not in text.strip():
        text = text.replace("\u3000\u3000", "\n\u3000\u3000")
    yield from read_plain_blocks(text)


def _without_tags(value: object) -> object:
    """Return a value as it is displayed: titles may hold marks of what was searched for."""
    if not isinstance(value, str) or not ("<" in value or "&" in value):
        return value
    return " ".join(block.text for block in read_piece(value)) if "<" in value else html.unescape(value)


def _rows(text: str) -> Iterator[Mapping[str, object]]:
    """Yield the rows of a table by the names in its first one."""
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    longest = csv.field_size_limit(len(text) + 1)
    try:
        for row in csv.DictReader(StringIO(text.lstrip("\n"), newline=""), delimiter=delimiter):
            yield {key: value for key, value in row.items() if key is not None}
    finally:
        csv.field_size_limit(longest)


def _objects(text: str) -> Iterator[Mapping[str, object] | None]:
    """Yield the objects of a list, or of lines; None for one that is damaged."""
    # Strings hold line feeds where the file had U+2028: ``decode`` has made one kind of all line breaks.
    decoder = json.JSONDecoder(strict=False)
    at = _skip(text, 0)
    at = _skip(text, at + 1) if text[at : at + 1] == "[" else at
    while at < len(text) and text[at] != "]":
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError:
            following = _NEXT.search(text, at)
            at = following.end() if following else len(text)
            yield None
            continue
        yield from _within(value, _NESTED)
        at = _skip(text, at)


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _within(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    """Yield a record, or those in the lists of what is around them: {"data": {"list": […]}}."""
    if not isinstance(value, dict) or _columns(value) is not None or not depth:
        yield from (value,) if isinstance(value, dict) else ()
        return
    found = [each for each in value.values() if isinstance(each, dict) or each and isinstance(each, list)]
    if not found:
        yield value
    for each in found:
        for inner in each if isinstance(each, list) else (each,):
            yield from _within(inner, depth - 1)
