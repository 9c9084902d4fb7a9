"""A list of files as librarians keep it: a CSV table with a row a file, named in a ``_folder.toml``.

Its columns are the keys of a sidecar, or their Chinese names. What is wrong with a row costs that row alone.
"""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from app.article import Skipped
from app.errors import SidecarError, UnreadableError
from app.frozen import dataclass
from app.ingest.catalogue.entry import Entry, read_entry
from app.ingest.catalogue.values import ARTICLE_KEYS, Keys, UnexpectedError, names_value, shorten
from app.lazy_pattern import lazy_pattern
from app.messages import Message
from app.seed_files import read_seed_file

FILE = "file"
"""The column that names the file, below the folder of the table."""
_CHINESE = {
    FILE: "文件 文件名 文件路径 路径",
    "title": "标题 题名 篇名 题目",
    "opening": "首句 开头",
    "subtitle": "副标题 副题",
    "kicker": "引题 肩题",
    "authors": "作者 责任者 著者",
    "affiliation": "单位 作者单位",
    "source_note": "来源 出处",
    "newspaper": "报纸 报名 报刊 报刊名 报刊名称",
    "date": "日期 出版日期 见报日期 发表日期 刊发日期 发布日期 成文日期",
    "edition": "版次 版面 版",
    "column": "栏目 专栏",
    "url": "网址 链接 地址 原文链接 原文地址",
    "issuing_body": "发文机关 发文单位 制定机关 颁布机关 发布机关",
    "document_number": "文号 发文字号",
}
ALIASES = {alias: name for name, aliases in _CHINESE.items() for alias in aliases.split()}
"""Chinese names of columns."""
MOST_TOLD = 100
"""Faults of one table that are told one by one."""
_BETWEEN_NAMES = lazy_pattern(r"\s*[;；、,，]\s*")
_DELIMITERS = ",\t;，；"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A list as read: for each row the file it names and what it gives; and what is wrong with it."""

    rows: tuple[tuple[str, Entry], ...]
    faults: tuple[Skipped, ...]


def read_catalogue(path: Path, root: Path, max_bytes: int) -> Catalogue:
    """Read a table below ``root``; raise SidecarError if none of it can be taken."""
    name = path.relative_to(root).as_posix()
    try:
        text = _decode(read_seed_file(path, root, max_bytes), path.name)
    except UnreadableError as error:
        raise SidecarError(error.message.code, where=(path.name,), **error.message.values) from error
    try:
        records = list(_records(text))
    except csv.Error as error:
        raise SidecarError("table-not-csv", where=(path.name,), error=shorten(str(error))) from error
    _, header = records[0] if records else (1, [])
    columns = [_column(cell) for cell in header]
    if FILE not in columns:
        raise SidecarError("table-without-files", where=(path.name,), column=f"{FILE} / 文件")
    told = [*_unknown_columns(name, header, columns)]
    rows = []
    for number, cells in records[1:]:
        place = f"{name}:{number}"
        try:
            if row := _row(columns, cells, place):
                rows.append(row)
        except SidecarError as error:
            told.append(Skipped(place, error.message.inside()))
    return Catalogue(tuple(rows), bounded_faults(name, told))


def bounded_faults(name: str, faults: list[Skipped]) -> tuple[Skipped, ...]:
    """Return the first faults of a table, and how many more there are."""
    if len(faults) <= MOST_TOLD:
        return tuple(faults)
    rest = Message("table-more-faults", {"number": len(faults) - MOST_TOLD})
    return (*faults[:MOST_TOLD], Skipped(name, rest))


def _decode(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    raise SidecarError("sidecar-not-utf8", where=(name,))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not empty with the number of its first line."""
    head = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda each: (head.count(each), -_DELIMITERS.index(each)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    for cells in reader:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield number, stripped
        number = reader.line_num + 1


def _column(cell: str) -> str:
    plain = unicodedata.normalize("NFKC", cell).strip().lower()
    return ALIASES.get(plain, plain)


def _unknown_columns(name: str, header: list[str], columns: list[str]) -> Iterator[Skipped]:
    """Tell the columns of which nothing is taken: unknown ones, and second ones of one name."""
    known = ", ".join((FILE, *ARTICLE_KEYS))
    for number, (cell, column) in enumerate(zip(header, columns, strict=True)):
        place = f"{name}:1 {shorten(cell)}"
        if column in columns[:number]:
            yield Skipped(place, Message("table-column-twice"))
        elif cell and column != FILE and column not in ARTICLE_KEYS:
            yield Skipped(place, Message("table-column-unknown", {"known": known}))


def _row(columns: list[str], cells: list[str], place: str) -> tuple[str, Entry] | None:
    """Return the file that a row names and what it gives of it; None if it gives nothing."""
    given: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if cell and column not in given:
            given[column] = cell
    file = given.pop(FILE, "")
    if not file:
        raise SidecarError("table-row-without-file", where=(place,))
    values = {name: value for name, value in given.items() if name in ARTICLE_KEYS}
    return (file, read_entry(values, _KEYS, (place,))) if values else None


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, str):
        raise UnexpectedError(Message("value-names"))
    return names_value([name for name in _BETWEEN_NAMES.split(value) if name])


_KEYS: Keys = {**ARTICLE_KEYS, "authors": _names}
"""In a table a list of names is one cell: 王琳；叶欣."""
