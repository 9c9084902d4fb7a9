"""Highlighting as data: cut a text at its marks, and choose the part of a long text to show."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.lazy_pattern import lazy_pattern
from app.search.results import Span

SNIPPET_LENGTH, SLACK = 104, 14
"""Characters of a snippet (about three lines), and by how many a cut may move."""
_BEFORE = 34
"""Characters of a snippet before its first mark."""

_HAN = lazy_pattern(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_CLAUSE_END = lazy_pattern(r"[，。；：！？、,;:!?]+”?")


class TextSegment(NamedTuple):
    """A stretch of a text, marked or not; the segments of a text joined are the text."""

    text: str
    marked: bool = False


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, overlapping and nested ones merged; spans that only touch stay apart."""
    ordered, found = sorted(spans), list[Span]()
    if len(ordered) == 1 and ordered[0][0] < ordered[0][1]:
        return ordered  # Most passages have one.
    for start, end in ordered:
        if start >= end:
            continue
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def printed_wordings(text: str, spans: Iterable[Span], typed: str = "") -> tuple[str, ...]:
    """Return what is marked in a text as it is printed there, each wording once.

    Given what was ``typed``, only wordings with a Chinese character that was not: 凭借 where 憑藉 was typed.
    """
    found = dict.fromkeys([text[start:end] for start, end in spans])
    return tuple([each for each in found if not typed or _is_another(each, typed)])


def _is_another(wording: str, typed: str) -> bool:
    """Say whether a wording has a Chinese character that was not typed."""
    return wording not in typed and not set(typed).issuperset(_HAN.findall(wording))


def split_at_spans(text: str, spans: Iterable[Span], shown: Span | None = None) -> list[TextSegment]:
    """Cut a text, or its part ``shown``, where marks begin and end; empty segments are left out."""
    at, stop = shown or (0, len(text))
    found = []
    for start, end in merge_spans(spans):
        if start < at or end > stop:
            continue
        found += [TextSegment(text[at:start]), TextSegment(text[start:end], marked=True)]
        at = end
    found.append(TextSegment(text[at:stop]))
    return [piece for piece in found if piece.text]


def snippet_span(text: str, spans: Sequence[Span], width: int = SNIPPET_LENGTH) -> Span:
    """Return the part of a long text that shows its first marks.

    It begins after a clause if one ends nearby, and never cuts a mark.
    """
    marks = merge_spans(spans)
    if len(text) <= width + SLACK or not marks:
        return 0, min(len(text), width + SLACK)
    first = marks[0]
    before = min(_BEFORE, width // 3)
    start = 0 if first[0] <= before + SLACK else _clause_after(text, first[0] - before, first[0])
    end = max(start + width, first[1])
    if end + SLACK >= len(text):
        return start, len(text)
    inside = next((mark for mark in marks if mark[0] < end < mark[1]), None)
    return start, inside[1] if inside else end


def _clause_after(text: str, start: int, limit: int) -> int:
    """Return the start of the first clause within ``SLACK`` characters after ``start``, or ``start``."""
    found = _CLAUSE_END.search(text, start, min(start + SLACK, limit))
    return found.end() if found else start
