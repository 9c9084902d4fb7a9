"""Texts cut into segments where marks begin and end; the templates put the marks around them."""

from collections.abc import Sequence

from app.search.highlight import snippet_span, split_at_spans
from app.search.results import Span
from app.web.layout.elements import Segment

_DOTS = Segment("…")


def shown(text: str, spans: Sequence[Span], part: Span | None = None) -> tuple[Segment, ...]:
    """Return ``part`` of a text, else that with its first hits, with dots where something is left out."""
    start, end = part or snippet_span(text, spans)
    found = [_DOTS] if start > 0 else []
    for piece, marked in split_at_spans(text, spans, (start, end)):
        found.append(Segment(piece, "hit" if marked else ""))
    return (*found, _DOTS) if end < len(text) else tuple(found)


def numbered(
    text: str, spans: Sequence[Span], first: int = 1, current: int = 0, part: Span | None = None
) -> tuple[Segment, ...]:
    """Return a text with its hits numbered from ``first``, the current one and a selected part marked."""
    if not spans and part is None:
        return (Segment(text),)
    edges = sorted({0, len(text), *(edge for span in [*spans, *([part] if part else [])] for edge in span)})
    segments = []
    hits = list(enumerate(spans, first))
    for start, end in zip(edges, edges[1:], strict=False):
        while hits and hits[0][1][1] <= start:
            hits.pop(0)
        number, span = hits[0] if hits else (0, (end, end))
        inside = span[0] <= start
        quoted = part is not None and part[0] <= start < part[1]
        css = " ".join(
            name
            for name, on in (("quote", quoted), ("hit", inside), ("now", inside and number == current))
            if on
        )
        anchor = f"h{number}" if inside and start == span[0] else ""
        if quoted and part is not None and start == part[0] and not anchor:
            anchor = "part"
        segments.append(Segment(text[start:end], css, anchor))
    return tuple(segments)


def found_part(text: str, part: str, part_end: str, before: str = "", after: str = "") -> Span | None:
    """Find a selected part: its words, or from its first words to its last; None if it is not there.

    ``before`` and ``after`` are what stands directly around it, which tells it from the same words elsewhere.
    """
    first, last = (before + part, part_end + after) if part_end else (before + part + after, "")
    found = text.find(first) if part else -1
    if found < 0:
        return None
    start = found + len(before)
    if not part_end:
        return start, start + len(part)
    end = text.find(last, start + len(part))
    return (start, end + len(part_end)) if end >= 0 else None
