"""Where titles in 《》 stand in the texts of a segment."""

from collections.abc import Sequence

import numpy as np

from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter

LONGEST_TITLE = 60
"""Characters of a title; marks that are further apart do not belong together."""


def write_title_spans(writer: ArrayWriter, points: Array) -> None:
    """Write where in the plain index each title begins and ends; ``points`` are its characters."""
    first, last = map(ord, "《》")
    at = np.flatnonzero((points == first) | (points == last) | (points == 0))
    opens = np.flatnonzero((points[at[:-1]] == first) & (points[at[1:]] == last))
    begin, end = at[opens] + 1, at[opens + 1]
    inside = (end > begin) & (end - begin <= LONGEST_TITLE)
    writer.put_small("title-begin", begin[inside].astype(np.int32))
    writer.put_small("title-end", end[inside].astype(np.int32))


class TitleSpans:
    """The titles in the texts of segments, which begin at ``bases``."""

    def __init__(self, segments: Sequence[ArrayReader], bases: Sequence[int] = (0,)) -> None:
        parts = list(zip(segments, bases, strict=False))
        none = np.zeros(0, np.int64)
        self.begins: Array = np.concatenate([none, *(a["title-begin"] + np.int64(at) for a, at in parts)])
        self.ends: Array = np.concatenate([none, *(a["title-end"] + np.int64(at) for a, at in parts)])

    def contain(self, positions: Array) -> Array:
        """Say of each position whether it stands in a title."""
        at = np.searchsorted(self.begins, positions, "right")
        found: Array = positions < np.append(-1, self.ends)[at]
        return found
