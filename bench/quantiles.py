"""The median of times, and what 95 of 100 do not exceed."""

import statistics
from collections.abc import Sequence


def median(times: Sequence[float | None]) -> float:
    """The median of the phrases that could be searched for."""
    return statistics.median([one for one in times if one is not None])


def p95(times: Sequence[float | None]) -> float:
    """What 95 of 100 phrases do not exceed."""
    known = sorted(one for one in times if one is not None)
    return known[min(len(known) - 1, int(len(known) * 0.95))]
