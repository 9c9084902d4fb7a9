"""Titles cut where a line may break: between phrases, whatever marks cut them too."""

from itertools import accumulate

from app.web.layout.elements import Segment
from app.words.phrases import phrases


def phrased(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the segments of a title with their pieces: before each but the first a line may break."""
    if len(segments) == 1:
        return (segments[0]._replace(pieces=phrases(segments[0].text)),)
    breaks = set(accumulate(len(phrase) for phrase in phrases("".join(each.text for each in segments))))
    found, start = [], 0
    for segment in segments:
        end = start + len(segment.text)
        cuts = [start, *sorted(at for at in breaks if start < at < end), end]
        pieces = tuple(segment.text[a - start : b - start] for a, b in zip(cuts, cuts[1:], strict=False))
        found.append(segment._replace(pieces=("", *pieces) if start in breaks else pieces))
        start = end
    return tuple(found)
