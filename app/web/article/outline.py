"""The outline of an article: how deep its headings stand, and the tree that they make."""

from collections.abc import Callable, Iterable, Sequence

from app.article import BlockType
from app.store.rows import StoredBlock
from app.web.article.views import ContentsEntry

DEEPEST = 5
"""Headings below an article's title are ``h2`` to ``h6``."""


def heading_depths(blocks: Iterable[StoredBlock]) -> dict[str, int]:
    """Return the depth of each heading by its id, from 1: one more than that of the heading it stands under.

    Sources skip levels; depths do not, so that the headings of the page make an outline.
    """
    depths: dict[str, int] = {}
    levels: list[int] = []
    for block in blocks:
        if block.type != BlockType.HEADING:
            continue
        while levels and levels[-1] >= block.level:
            levels.pop()
        levels.append(block.level)
        depths[block.id] = min(len(levels), DEEPEST)
    return depths


def headings_above(
    blocks: Sequence[StoredBlock], place: int, depths: dict[str, int]
) -> tuple[StoredBlock, ...]:
    """Return the headings that the block at ``place`` stands under, the outermost first."""
    found: list[StoredBlock] = []
    below = depths.get(blocks[place].id, DEEPEST + 1)
    for block in reversed(blocks[:place]):
        if depths.get(block.id, below) < below:
            found.insert(0, block)
            below = depths[block.id]
    return tuple(found)


def contents(
    blocks: Sequence[StoredBlock], depths: dict[str, int], present: str, href: Callable[[str], str]
) -> tuple[ContentsEntry, ...]:
    """Return the tree of headings; the branch of the block ``present`` is open, or the first one."""
    at = next((place for place, block in enumerate(blocks) if block.id == present), 0)
    under = {block.id for block in headings_above(blocks, at, depths)} | {present} if blocks else set()
    headings = [block for block in blocks if block.id in depths]
    return _branch(headings, depths, under, href)


def _branch(
    headings: list[StoredBlock], depths: dict[str, int], under: set[str], href: Callable[[str], str]
) -> tuple[ContentsEntry, ...]:
    entries = []
    while headings:
        head, depth = headings[0], depths[headings[0].id]
        end = next((i for i, each in enumerate(headings) if i and depths[each.id] <= depth), len(headings))
        below = _branch(headings[1:end], depths, under, href)
        entries.append(ContentsEntry(head.id, head.text, href(head.id), head.id in under, below))
        headings = headings[end:]
    return tuple(entries)
