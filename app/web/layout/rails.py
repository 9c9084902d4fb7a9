"""The rail: where in an article the hits stand, as a tick each, or as a density where ticks would touch."""

from collections import Counter
from collections.abc import Sequence

from app.web.layout.elements import Rail

RAIL_WIDTH = 1000
TICK_WIDTH = 14
"""The width of the area of a tick that can be followed."""
MAX_TICKS = 60
"""More ticks than these run into one another on a phone; what is drawn then is how many there are in each
fiftieth."""
BAR_WIDTH = 20
_HEIGHT = 9


def rail(places: Sequence[int], label: str) -> Rail:
    """Return the rail of hits by their places, 0 to 1000."""
    if is_dense(places):
        return Rail(_density(places), label, dense=True)
    return Rail("".join(f"M{place} 0v{_HEIGHT}" for place in dict.fromkeys(places)), label)


def is_dense(places: Sequence[int]) -> bool:
    """Say whether hits lie closer than ticks can show."""
    return len(places) > MAX_TICKS


def followed(places: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return the areas of a rail that lead to a hit: left edge, width, and the number of the first hit there,
    from 1."""
    if not is_dense(places):
        return [(max(0, place - TICK_WIDTH // 2), TICK_WIDTH, n) for n, place in enumerate(places, 1)]
    first: dict[int, int] = {}
    for number, bar in enumerate(_bars(places), 1):
        first.setdefault(bar, number)
    return [(bar * BAR_WIDTH, BAR_WIDTH, number) for bar, number in first.items()]


def _bars(places: Sequence[int]) -> list[int]:
    """Return in which fiftieth each hit lies."""
    return [min(place, RAIL_WIDTH - 1) // BAR_WIDTH for place in places]


def _density(places: Sequence[int]) -> str:
    """Return a bar for each fiftieth that has hits, as high as they are many; the fullest fills the rail."""
    counts = Counter(_bars(places))
    fullest = max(counts.values())
    heights = [(bar, max(1, round(_HEIGHT * count / fullest))) for bar, count in sorted(counts.items())]
    return "".join([f"M{bar * BAR_WIDTH} {_HEIGHT}v-{high}h{BAR_WIDTH - 4}v{high}z" for bar, high in heights])
