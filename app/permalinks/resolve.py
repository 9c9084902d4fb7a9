"""Where an id leads today: current, moved, changed or gone; a lost one is met by its sketch."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.errors import NotFoundError
from app.permalinks.sketch import SKETCH_LENGTH, Sketches, alike, essence, is_id, sketches_of_ids
from app.store.reader import Reader
from app.store.rows import TITLE, Alias, StoredArticle, StoredBlock, StoredPage

NEAR = 3
"""Paragraphs shown around the place where one is gone."""
HOPS = 1000
"""Successors followed: more edits of one paragraph than anyone makes, and an end for a circle."""
TWINS = 50
"""Blocks with the same sketch looked at when a text is sought again."""

T = TypeVar("T")


class Status(StrEnum):
    """What became of an id."""

    CURRENT = "current"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Resolved(Generic[T]):
    """An id's way: where it leads, and the text it stood for (empty when that was lost with an index).

    ``near`` is what stood around a block that is gone, or the other candidates for one that was lost.
    """

    id: str
    status: Status
    current: T | None
    was: str
    near: tuple[StoredBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketchbook:
    """The sketches of all current ids of one generation, to meet ids that the database never saw."""

    ids: tuple[str, ...]
    rows: Sketches


def sketchbook(ids: list[str]) -> Sketchbook:
    """The sketches of ids, ready to be compared."""
    return Sketchbook(tuple(ids), sketches_of_ids(ids))


def resolve_block(reader: Reader, book: Callable[[], Sketchbook], old: str) -> Resolved[StoredBlock]:
    """Where a paragraph's id leads; NotFoundError if it cannot ever have been given out."""
    if block := reader.blocks([old]).get(old):
        return Resolved(old, Status.CURRENT, block, block.text)
    alias = reader.alias("block", old)
    if alias is None:
        return _resolve_lost(reader, book, old)
    last = _last_id(reader, alias)
    current = reader.blocks([last]).get(last) or _twin(reader, alias)
    if current is None:
        return Resolved(old, Status.GONE, None, alias.text, _around(reader, alias))
    return Resolved(old, _moved_or_changed(alias, current.text), current, alias.text)


def resolve_article(reader: Reader, book: Callable[[], Sketchbook], old: str) -> Resolved[StoredArticle]:
    """Where an article's id leads; NotFoundError if it cannot ever have been given out."""
    if article := reader.article(old):
        return Resolved(old, Status.CURRENT, article, article.label)
    alias = reader.alias("article", old)
    if alias is None:
        found = _met(book, old, "article")
        return Resolved(old, Status.CHANGED, reader.article(found[0]), "")
    current = reader.article(_last_id(reader, alias))
    if current is None:
        return Resolved(old, Status.GONE, None, alias.text)
    return Resolved(old, _moved_or_changed(alias, current.label), current, alias.text)


def resolve_page(reader: Reader, old: str) -> Resolved[StoredPage]:
    """Where a page's id leads, also after its file was renamed; NotFoundError if there was none."""
    if page := reader.page(old):
        return Resolved(old, Status.CURRENT, page, page.id)
    alias = reader.alias("page", old)
    if alias is None:
        raise NotFoundError(f"no page {old!r} is known")
    current = reader.page(_last_id(reader, alias))
    return Resolved(old, Status.MOVED if current else Status.GONE, current, alias.text)


def _moved_or_changed(alias: Alias, now: str) -> Status:
    return Status.MOVED if alias.text == now else Status.CHANGED


def _last_id(reader: Reader, alias: Alias) -> str:
    """The end of the chain of successors: a current id, or the last that was known."""
    seen = {alias.id}
    while alias.successor and alias.successor not in seen and len(seen) < HOPS:
        seen.add(alias.successor)
        following = reader.alias(alias.kind, alias.successor)
        if following is None:
            return alias.successor
        alias = following
    return alias.id


def _twin(reader: Reader, alias: Alias) -> StoredBlock | None:
    """A block that holds the very text of one that is gone, wherever it stands now."""
    sought = essence(alias.text)
    found = reader.blocks_like(alias.id[:SKETCH_LENGTH], TWINS)
    return next((block for block in found if block.type != TITLE and essence(block.text) == sought), None)


def _around(reader: Reader, alias: Alias) -> tuple[StoredBlock, ...]:
    """The blocks that stand now where a lost one stood."""
    near = alias.near and resolve_near(reader, alias.near)
    if not near:
        return ()
    blocks = [block for block in reader.blocks_of(near.article) if block.type != TITLE]
    at = next((i for i, block in enumerate(blocks) if block.id == near.id), 0)
    return tuple(blocks[at : at + NEAR])


def resolve_near(reader: Reader, near: str) -> StoredBlock | None:
    """The block that an id leads to by the database alone."""
    alias = reader.alias("block", near)
    last = _last_id(reader, alias) if alias else near
    return reader.blocks([last]).get(last)


def _resolve_lost(reader: Reader, book: Callable[[], Sketchbook], old: str) -> Resolved[StoredBlock]:
    """An id from before the index was deleted: its sketch still tells which text it most resembles."""
    found = reader.blocks(_met(book, old, "paragraph")[: NEAR + 1])
    first, *rest = [found[known] for known in sorted(found)]
    return Resolved(old, Status.CHANGED, first, "", tuple(rest))


def _met(book: Callable[[], Sketchbook], old: str, what: str) -> list[str]:
    ids = [book().ids[row] for row in alike(old, book().rows)] if is_id(old) else []
    if not ids:
        raise NotFoundError(f"no {what} {old[:40]!r} is known, and none is like it")
    return ids
