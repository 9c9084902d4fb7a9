"""Which passages of two texts stand in the same order in both."""

from bisect import bisect_left
from collections.abc import Sequence


def in_order(pairs: Sequence[tuple[int, int, int]]) -> set[int]:
    """Return which of some pairs ascend in both texts, so that their weights add up to the most.

    A pair is a place in the first text, one in the second, and a weight.
    """
    # Of pairs that begin at one place of the first text no two ascend.
    order = sorted(range(len(pairs)), key=lambda n: (pairs[n][0], -pairs[n][1]))
    places: list[int] = []
    ends: list[tuple[int, int]] = []
    before: dict[int, int] = {}
    for n in order:
        _, place, weight = pairs[n]
        at = bisect_left(places, place)
        best, last = ends[at - 1] if at else (0, -1)
        before[n], total = last, best + weight
        # What ends later and weighs no more leads nowhere.
        end = at
        while end < len(ends) and ends[end][0] <= total:
            end += 1
        if end > at or not (at < len(places) and places[at] == place):
            places[at:end], ends[at:end] = [place], [(total, n)]
    chosen = set()
    n = ends[-1][1] if ends else -1
    while n >= 0:
        chosen.add(n)
        n = before[n]
    return chosen
