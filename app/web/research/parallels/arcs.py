"""Draw two articles as rails one below the other, and what they share as curves between them."""

from collections.abc import Callable, Sequence

from app.search.parallels import ArticleExtent, ComparedPassage
from app.web.research.parallels.views import Arc, ArcsView

WIDTH = 1200
"""Units of the longer rail; it is shown as wide as the page."""
_TOP, _BOTTOM, _HEIGHT = 24, 100, 106
_TICK = 4
_ROOM = 16
"""Units that a number takes up."""


def draw_arcs(
    first: ArticleExtent,
    second: ArticleExtent,
    passages: Sequence[ComparedPassage],
    address: Callable[[int], str],
    name: Callable[[ComparedPassage], str],
    words: tuple[str, str],
) -> ArcsView:
    """Return the drawing; ``address`` leads to a passage by its number, ``name`` says what it is, and
    ``words`` are the title and the description."""
    scale = WIDTH / max(first.characters, second.characters, 1)
    arcs: list[Arc] = []
    free = -float(_ROOM)
    for number, each in enumerate(passages, start=1):
        start, end = each.here.start * scale, each.here.end * scale
        other, other_end = each.there.start * scale, each.there.end * scale
        label = str(number) if start >= free + _ROOM else ""
        free = start if label else free
        x, y = (start + end) / 2, (other + other_end) / 2
        css = " ".join(name for name, on in (("near", not each.verbatim), ("moved", each.moved)) if on)
        middle = (_TOP + _BOTTOM) / 2
        curve = f"M{x:.1f} {_TOP}C{x:.1f} {middle:.0f} {y:.1f} {middle:.0f} {y:.1f} {_BOTTOM}"
        bars = f"M{start:.1f} {_TOP}H{max(end, start + 2):.1f}M{other:.1f} {_BOTTOM}"
        bars += f"H{max(other_end, other + 2):.1f}"
        arcs.append(Arc(number, css, bars, curve, f"{start:.1f}", label, address(number), name(each)))
    rails = _rail(first, _TOP, scale), _rail(second, _BOTTOM, scale)
    return ArcsView(WIDTH, _HEIGHT, rails, tuple(arcs), *words)


def _rail(extent: ArticleExtent, y: int, scale: float) -> str:
    """Return a rail with a tick where each block ends."""
    ends = dict.fromkeys(f"{end * scale:.1f}" for end in (0, *extent.block_ends))
    ticks = "".join(f"M{x} {y - _TICK}v{2 * _TICK}" for x in ends)
    return f"M0 {y}H{extent.characters * scale:.1f}{ticks}"
