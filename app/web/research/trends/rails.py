"""Draw a line for each article, as long as its text, with a tick for each occurrence."""

from collections.abc import Iterator, Sequence

from app.library.queries import Query
from app.library.snapshot import Snapshot
from app.search.results import Part
from app.web.layout.rails import RAIL_WIDTH
from app.web.research.trends.views import PartRail

_TICK = 8
"""Height of a tick. Two wordings stand above and below the line; more of them in rows of their own."""


def draw_rails(
    snapshot: Snapshot, parts: Sequence[Part], queries: Sequence[Query], label: str
) -> dict[str, PartRail]:
    """Return the rails of articles by their ids; the longest of them is as long as there is room."""
    longest = max((part.characters for part in parts), default=0) or 1
    texts = snapshot.texts_of([part.value for part in parts if any(each.paragraphs for each in part.counts)])
    rails = {}
    for part in parts:
        end = part.characters * RAIL_WIDTH // longest
        blocks = {id_: len(text) for id_, _, text, _ in texts.get(part.value, ())}
        paths = [
            _ticks(snapshot, part, query, blocks, end, row) if counts.paragraphs else ""
            for row, (query, counts) in enumerate(zip(queries, part.counts, strict=True))
        ]
        height = _TICK * max(2, len(queries)) + 2
        rails[part.value] = PartRail(f"M0 {_TICK + 1}h{end}", tuple(paths), height, label)
    return rails


def _ticks(snapshot: Snapshot, part: Part, query: Query, blocks: dict[str, int], end: int, row: int) -> str:
    """Return the ticks of one wording as one path; those on one place are drawn once."""
    at = dict.fromkeys(_places(snapshot, part, query, blocks, end))
    top = _TICK * row + (1 if row else 0)
    return "".join(f"M{place} {top}v{_TICK}" for place in at)


def _places(snapshot: Snapshot, part: Part, query: Query, blocks: dict[str, int], end: int) -> Iterator[int]:
    """Yield the place of each occurrence on the rail, by the characters before it."""
    found, before = snapshot.places(part.value, query.request), 0
    whole = sum(blocks.values()) or 1
    for block, length in blocks.items():
        yield from ((before + start) * end // whole for start, _ in found.get(block, ()))
        before += length
