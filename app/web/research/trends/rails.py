"""Draw a line for each article, as long as its text, with a tick for each occurrence."""

from collections.abc import Sequence

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
    ids = [part.value for part in parts]
    found = snapshot.article_places([query.request for query in queries], ids)
    height = _TICK * max(2, len(queries)) + 2
    rails = {}
    for part in parts:
        end = part.characters * RAIL_WIDTH // longest
        paths = tuple(_ticks(places.get(part.value, ()), end, row) for row, places in enumerate(found))
        rails[part.value] = PartRail(f"M0 {_TICK + 1}h{end}", paths, height, label)
    return rails


def _ticks(places: Sequence[float], end: int, row: int) -> str:
    """Return the ticks of one wording as one path; those on one place are drawn once."""
    if not places:
        return ""
    line = f" {_TICK * row + (1 if row else 0)}v{_TICK}"
    ticks = dict.fromkeys([int(share * end) for share in places])
    return "M" + f"{line}M".join(map(str, ticks)) + line
