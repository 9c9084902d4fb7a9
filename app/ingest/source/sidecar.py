"""``seeds/<name>.toml``: what a person knows of a page and the page does not say.

The format is described in docs/sidecar.md. Nothing in it is guessed at: an unknown key, a value of
the wrong kind or an entry that fits no article, or several, is a SidecarError that names it.
"""

import datetime
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.article import METADATA, Article, BlockType, Flag, Page, Skipped
from app.errors import SidecarError
from app.ingest.lines.glyphs import normalize_glyphs
from app.messages import Message

SUFFIX = ".toml"
LEAST_OPENING = 4
"""Fewer opening characters name too much."""


class UnexpectedError(Exception):
    """A value is not what its key takes."""

    def __init__(self, expected: Message) -> None:
        super().__init__(expected)
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Entry:
    """The values given for one article, and the title or opening words that name it."""

    place: tuple[str, ...]
    title: str | None
    opening: str | None
    values: Mapping[str, Any] = field(default_factory=dict)

    def names(self, article: Article) -> bool:
        """Say whether this entry is about the article."""
        if self.opening is not None:
            return any(_bare(text).startswith(_bare(self.opening)) for text in _openings(article))
        titles = {article.title, (article.kicker or "") + (article.title or "")}
        return _bare(self.title or "") in {_bare(title) for title in titles if title}


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar as read and checked."""

    name: str
    values: Mapping[str, Any]
    """For every article of the page: newspaper, date, edition, url."""
    entries: tuple[Entry, ...]


def sidecar_path(source: Path) -> Path:
    """Return the path of a source file's sidecar, whether it exists or not."""
    return source.with_suffix(SUFFIX)


def orphans(sidecars: Iterable[Path], sources: Iterable[Path], root: Path) -> tuple[Skipped, ...]:
    """Return the sidecars whose page is missing."""
    wanted = {sidecar_path(source) for source in sources}
    why = Message("sidecar-without-page")
    return tuple(
        Skipped(path.relative_to(root).as_posix(), why) for path in sorted(sidecars) if path not in wanted
    )


def read_sidecar(path: Path) -> Sidecar | None:
    """Read and check a sidecar; None if there is none, SidecarError if it is wrong."""
    where = (path.name,)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SidecarError("file-unreadable", where=where, reason=str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise SidecarError("sidecar-not-utf8", where=where) from error
    except tomllib.TOMLDecodeError as error:
        raise SidecarError("sidecar-not-toml", where=where, error=str(error)) from error
    entries = table.pop("articles", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SidecarError("sidecar-not-tables", where=(*where, "articles"))
    return Sidecar(
        path.name,
        _checked(table, PAGE_KEYS, where),
        tuple(_entry(entry, (*where, f"articles[{number}]")) for number, entry in enumerate(entries, 1)),
    )


def apply(sidecar: Sidecar, page: Page) -> Page:
    """Return the page with everything that the sidecar gives."""
    articles = [replace(article, **sidecar.values) for article in page.articles]
    for entry in sidecar.entries:
        at = _named(entry, page.articles)
        articles[at] = _completed(articles[at], entry)
    return replace(page, articles=tuple(articles))


def _named(entry: Entry, articles: tuple[Article, ...]) -> int:
    found = [number for number, article in enumerate(articles) if entry.names(article)]
    if len(found) == 1:
        return found[0]
    key, words = ("title", entry.title or "") if entry.opening is None else ("opening", entry.opening)
    if not found:
        raise SidecarError("sidecar-names-none", where=entry.place, key=key, words=words)
    raise SidecarError("sidecar-names-several", where=entry.place, key=key, words=words, number=len(found))


def _completed(article: Article, entry: Entry) -> Article:
    given = dict(entry.values)
    if entry.opening is not None and entry.title is not None:
        given["title"] = entry.title
        if _bare(entry.title) != _bare(article.title or ""):
            given["flags"] = (*article.flags, Flag.TITLE_NOT_IN_SOURCE)
    return replace(article, **given)


def _entry(table: dict[str, Any], place: tuple[str, ...]) -> Entry:
    values = _checked(table, ARTICLE_KEYS, place)
    title, opening = values.pop("title", None), values.pop("opening", None)
    if title is None and opening is None:
        raise SidecarError("sidecar-names-nothing", where=place)
    if opening is not None and len(_bare(opening)) < LEAST_OPENING:
        raise SidecarError("sidecar-opening-short", where=(*place, "opening"), least=LEAST_OPENING)
    return Entry(place, title, opening, values)


def _checked(table: dict[str, Any], keys: "Keys", place: tuple[str, ...]) -> dict[str, Any]:
    if unknown := sorted(set(table) - set(keys)):
        raise SidecarError("sidecar-key-unknown", where=place, key=unknown[0], known=", ".join(keys))
    return {key: _value(keys[key], value, (*place, key)) for key, value in table.items()}


def _value(check: "Check", value: object, place: tuple[str, ...]) -> object:
    try:
        return check(value)
    except UnexpectedError as error:
        shown = repr(value)
        raise SidecarError("sidecar-value", where=place, expected=error.expected, value=shown) from error


def _text(value: object) -> str:
    text = " ".join(normalize_glyphs(value).split()) if isinstance(value, str) else ""
    if not text:
        raise UnexpectedError(Message("value-text"))
    return text


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise UnexpectedError(Message("value-names"))
    return tuple(_text(name) for name in value)


def _date(value: object) -> str:
    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError as error:
            raise UnexpectedError(Message("value-date")) from error
    if type(value) is not datetime.date:
        raise UnexpectedError(Message("value-date"))
    return value.isoformat()


def _edition(value: object) -> str:
    if type(value) is int and value > 0:
        return str(value)
    if isinstance(value, str):
        return _text(value)
    raise UnexpectedError(Message("value-edition"))


def _url(value: object) -> str:
    if (
        not isinstance(value, str)
        or not value.startswith(("https://", "http://"))
        or value.split() != [value]
    ):
        raise UnexpectedError(Message("value-url"))
    return value


def _openings(article: Article) -> list[str]:
    """Return the first block's text, and the first paragraph's."""
    return [*(block.text for block in article.blocks[:1]), *article.texts(BlockType.PARAGRAPH)[:1]]


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


Check = Callable[[object], object]
Keys = Mapping[str, Check]
PAGE_KEYS: Keys = {"newspaper": _text, "date": _date, "edition": _edition, "url": _url}
ARTICLE_KEYS: Keys = {
    "title": _text,
    "opening": _text,
    **dict.fromkeys(METADATA, _text),
    "authors": _names,
    **PAGE_KEYS,
}
"""Every bibliographic field may be given for one article; a text, where nothing else is said."""
