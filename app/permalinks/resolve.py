"""Resolve ids: current, moved, changed or gone; ids that the database never saw are matched by sketch."""

from collections.abc import Callable
from enum import StrEnum
from typing import Generic, TypeVar

from app.errors import NotFoundError
from app.frozen import dataclass
from app.permalinks.sketch import SKETCH_LENGTH, Sketches, is_id, most_similar, normalize, sketches_of_ids
from app.store.reader import Reader
from app.store.rows import TITLE, Alias, StoredArticle, StoredBlock, StoredPage

NEAR = 3
"""Paragraphs shown around the place where one is gone."""
HOPS = 1000
"""Successors followed: more edits of one paragraph than anyone makes, and an end for a circle."""
SAME_SKETCH = 50
"""Blocks with the same sketch looked at when a text is sought again."""

T = TypeVar("T")


class Status(StrEnum):
    """The state of an id."""

    CURRENT = "current"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Lost:
    """The article that a link led to or into, as last known: title or opening words, authors, page's id."""

    id: str
    title: str
    authors: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Resolved(Generic[T]):
    """A resolved id: its successor, and the text it stood for (empty when that was lost with an index).

    ``near`` is what stood around a block that is gone, or the other candidates for one that was lost;
    ``lost`` tells of an article or block that is gone where it stood.
    """

    id: str
    status: Status
    current: T | None
    was: str
    near: tuple[StoredBlock, ...] = ()
    lost: Lost | None = None


@dataclass(frozen=True, slots=True)
class SketchIndex:
    """The sketches of all current ids of one generation, to match ids that the database never saw."""

    ids: tuple[str, ...]
    rows: Sketches


def sketch_index(ids: list[str]) -> SketchIndex:
    """Return the sketches of ids, ready to be compared."""
    return SketchIndex(tuple(ids), sketches_of_ids(ids))


def resolve_block(reader: Reader, index: Callable[[], SketchIndex], old: str) -> Resolved[StoredBlock]:
    """Resolve a paragraph's id; NotFoundError if it cannot ever have been given out."""
    if block := reader.blocks([old]).get(old):
        return Resolved(old, Status.CURRENT, block, block.text)
    alias = reader.alias("block", old)
    if alias is None:
        return _resolve_lost(reader, index, old)
    last = _last_id(reader, alias)
    current = reader.blocks([last]).get(last) or _same_text(reader, alias)
    if current is None:
        lost = _lost(reader, alias.article) if alias.article else None
        return Resolved(old, Status.GONE, None, alias.text, _surroundings(reader, alias), lost)
    return Resolved(old, _moved_or_changed(alias, current.text), current, alias.text)


def resolve_article(reader: Reader, index: Callable[[], SketchIndex], old: str) -> Resolved[StoredArticle]:
    """Resolve an article's id; NotFoundError if it cannot ever have been given out."""
    if article := reader.article(old):
        return Resolved(old, Status.CURRENT, article, article.label)
    alias = reader.alias("article", old)
    if alias is None:
        found = _similar_ids(index, old, "article-unlike")
        return Resolved(old, Status.CHANGED, reader.article(found[0]), "")
    current = reader.article(_last_id(reader, alias))
    if current is None:
        return Resolved(old, Status.GONE, None, alias.text, lost=_lost(reader, old))
    return Resolved(old, _moved_or_changed(alias, current.label), current, alias.text)


def resolve_page(reader: Reader, old: str) -> Resolved[StoredPage]:
    """Resolve a page's id, also after its file was renamed; NotFoundError if there was none."""
    if page := reader.page(old):
        return Resolved(old, Status.CURRENT, page, page.id)
    alias = reader.alias("page", old)
    if alias is None:
        raise NotFoundError("page-unknown", id=old)
    current = reader.page(_last_id(reader, alias))
    return Resolved(old, Status.MOVED if current else Status.GONE, current, alias.text)


def _moved_or_changed(alias: Alias, now: str) -> Status:
    return Status.MOVED if alias.text == now else Status.CHANGED


def _lost(reader: Reader, article: str) -> Lost | None:
    """Return what is known of an article, current or not."""
    if current := reader.article(article):
        return Lost(article, current.label, "、".join(current.authors), current.page)
    alias = reader.alias("article", article)
    return Lost(article, alias.text, alias.authors or "", alias.page or "") if alias else None


def _last_id(reader: Reader, alias: Alias) -> str:
    """Return the end of the chain of successors: a current id, or the last that was known."""
    seen = {alias.id}
    while alias.successor and alias.successor not in seen and len(seen) < HOPS:
        seen.add(alias.successor)
        following = reader.alias(alias.kind, alias.successor)
        if following is None:
            return alias.successor
        alias = following
    return alias.id


def _same_text(reader: Reader, alias: Alias) -> StoredBlock | None:
    """Find a block that holds the very text of one that is gone, wherever it stands now."""
    sought = normalize(alias.text)
    found = reader.blocks_like(alias.id[:SKETCH_LENGTH], SAME_SKETCH)
    return next((block for block in found if block.type != TITLE and normalize(block.text) == sought), None)


def _surroundings(reader: Reader, alias: Alias) -> tuple[StoredBlock, ...]:
    """Return the blocks that stand now where a lost one stood."""
    near = alias.near and resolve_near(reader, alias.near)
    if not near:
        return ()
    blocks = [block for block in reader.blocks_of(near.article) if block.type != TITLE]
    at = next((i for i, block in enumerate(blocks) if block.id == near.id), 0)
    return tuple(blocks[at : at + NEAR])


def resolve_near(reader: Reader, near: str) -> StoredBlock | None:
    """Resolve an id by the database alone."""
    alias = reader.alias("block", near)
    last = _last_id(reader, alias) if alias else near
    return reader.blocks([last]).get(last)


def _resolve_lost(reader: Reader, index: Callable[[], SketchIndex], old: str) -> Resolved[StoredBlock]:
    """Resolve an id from before the index was deleted to the text that its sketch most resembles."""
    found = reader.blocks(_similar_ids(index, old, "paragraph-unlike")[: NEAR + 1])
    first, *rest = [found[known] for known in sorted(found)]
    return Resolved(old, Status.CHANGED, first, "", tuple(rest))


def _similar_ids(index: Callable[[], SketchIndex], old: str, unlike: str) -> list[str]:
    ids = [index().ids[row] for row in most_similar(old, index().rows)] if is_id(old) else []
    if not ids:
        raise NotFoundError(unlike, id=old[:40])
    return ids
