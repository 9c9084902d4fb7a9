"""Texts cut into segments where marks begin and end; the templates put the marks around them."""

import re
from collections.abc import Iterable, Sequence

from app.search.contract import Span
from app.web.frame import Segment

SHOWN, BEFORE, SLACK = 104, 34, 14
"""Characters of a snippet (about three lines), those before its first hit, and how far a cut may move."""
CLAUSE_END = re.compile(r"[，。；：！？、,;:!?]+”?")


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or nest made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def window(text: str, spans: Sequence[Span]) -> Span:
    """The stretch of a long text that shows its first hits; cut at clauses, never in a mark."""
    if len(text) <= SHOWN + SLACK or not spans:
        return 0, min(len(text), SHOWN + SLACK)
    first = spans[0]
    start = 0 if first[0] <= BEFORE + SLACK else _clause_after(text, first[0] - BEFORE, first[0])
    end = max(start + SHOWN, first[1])
    if end + SLACK >= len(text):
        return start, len(text)
    inside = next((span for span in spans if span[0] < end < span[1]), None)
    return start, inside[1] if inside else end


def _clause_after(text: str, start: int, limit: int) -> int:
    """The beginning of the first clause within ``SLACK`` characters after ``start``."""
    found = CLAUSE_END.search(text, start, min(start + SLACK, limit))
    return found.end() if found else start


def marked(text: str, spans: Sequence[Span], window: Span | None = None) -> tuple[Segment, ...]:
    """A text, or the window of it that is shown, with its hits; ``spans`` are merged."""
    start, end = window or (0, len(text))
    segments = [Segment("…")] if start > 0 else []
    at = start
    for first, last in spans:
        if first < start or last > end:
            continue
        if first > at:
            segments.append(Segment(text[at:first]))
        segments.append(Segment(text[first:last], "hit"))
        at = last
    if at < end:
        segments.append(Segment(text[at:end]))
    if end < len(text):
        segments.append(Segment("…"))
    return tuple(segments)


def numbered(
    text: str, spans: Sequence[Span], first: int = 1, now: int = 0, part: Span | None = None
) -> tuple[Segment, ...]:
    """A text with its hits numbered from ``first``, hit ``now`` and a selected part set apart."""
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
            name for name, on in (("quote", quoted), ("hit", inside), ("now", inside and number == now)) if on
        )
        anchor = f"h{number}" if inside and start == span[0] else ""
        if quoted and part is not None and start == part[0] and not anchor:
            anchor = "part"
        segments.append(Segment(text[start:end], css, anchor))
    return tuple(segments)


def found_part(text: str, part: str, part_end: str) -> Span | None:
    """Where a selected part stands: its words, or from its first words to its last; None if it does not."""
    start = text.find(part) if part else -1
    if start < 0:
        return None
    if not part_end:
        return start, start + len(part)
    end = text.find(part_end, start + len(part))
    return (start, end + len(part_end)) if end >= 0 else None
