"""Read the outlines of articles from a saved e-paper index: the areas of its picture of the page."""

from collections.abc import Sequence
from dataclasses import field
from html.parser import HTMLParser

from app.frozen import dataclass
from app.ingest.lines.place import Box
from app.lazy_pattern import lazy_pattern

Polygon = tuple[tuple[float, float], ...]
_NUMBER = lazy_pattern(r"-?\d+(?:\.\d+)?")
_MOST = 200
"""Areas; no page has more articles."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """Polygons in the pixels of a picture of the page, and the picture's size if it is said."""

    polygons: tuple[Polygon, ...]
    size: tuple[float, float] | None = None


def read_outlines(html: str) -> Outlines | None:
    """Return the outlines that a page of HTML holds; ``None`` if it holds no areas of articles."""
    areas = _Areas()
    areas.feed(html)
    polygons = tuple(dict.fromkeys(areas.polygons))
    return Outlines(polygons[:_MOST], areas.size) if polygons else None


@dataclass()
class _Areas(HTMLParser):
    """Collects the areas that lead somewhere, and the size of the picture they belong to."""

    polygons: list[Polygon] = field(default_factory=list)
    size: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an area or the picture that has areas."""
        known = {name: value or "" for name, value in attrs}
        if tag == "area" and known.get("href", "").strip("# "):
            polygon = _polygon(known.get("coords", ""))
            self.polygons += [polygon] if polygon else []
        elif tag == "img" and "usemap" in known:
            sizes = [_NUMBER.match(known.get(name, "")) for name in ("width", "height")]
            if sizes[0] and sizes[1]:
                self.size = float(sizes[0][0]), float(sizes[1][0])


def _polygon(coordinates: str) -> Polygon | None:
    """Return the corners of an area: a rectangle of four numbers, or a polygon of pairs."""
    numbers = [float(number) for number in _NUMBER.findall(coordinates)]
    if len(numbers) == 4:
        left, top, right, bottom = numbers
        return (left, top), (right, top), (right, bottom), (left, bottom)
    if len(numbers) < 6 or len(numbers) % 2:
        return None
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def on_page(outlines: Outlines, width: float, height: float, extent: Box) -> list[Polygon]:
    """Return the polygons in points of a page; without a picture's size they cover what is printed on it."""
    if outlines.size:
        wide, high = width / outlines.size[0], height / outlines.size[1]
        return [tuple((x * wide, y * high) for x, y in polygon) for polygon in outlines.polygons]
    across = [x for polygon in outlines.polygons for x, _ in polygon]
    down = [y for polygon in outlines.polygons for _, y in polygon]
    wide = (extent[2] - extent[0]) / max(1.0, max(across) - min(across))
    high = (extent[3] - extent[1]) / max(1.0, max(down) - min(down))
    return [
        tuple((extent[0] + (x - min(across)) * wide, extent[1] + (y - min(down)) * high) for x, y in polygon)
        for polygon in outlines.polygons
    ]


def holds(polygon: Sequence[tuple[float, float]], box: Box) -> bool:
    """Return whether the middle of a box lies in a polygon."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    inside = False
    for (ax, ay), (bx, by) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            inside = not inside
    return inside


def area_of(polygon: Sequence[tuple[float, float]]) -> float:
    """Return the area of a polygon."""
    corners = zip(polygon, [*polygon[1:], polygon[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in corners)) / 2
