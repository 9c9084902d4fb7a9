"""Evaluate the positional operators NEAR and -within over positions in a text.

NEAR follows Clarke, Cormack and Burkowski (1995): its occurrences are the shortest stretches that hold both
sides, none of which contains another. Every occurrence of a side counts for it, also one in another.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.language.tree import Near, Node, NotWithin, Or, Pattern, Phrase, Wording


class Positions(NamedTuple):
    """Stretches ``[start, end)`` of a text, each once, ascending by start, then by end."""

    starts: Array
    ends: Array


_WordingPositions = Callable[[Wording], Positions]
"""Returns all positions of a wording."""

_BlockOf = Callable[[Array], Array]
"""Returns the block of each position; nothing is near across blocks."""


def find_occurrences(word: Node, leaf: _WordingPositions, block_of: _BlockOf) -> Positions:
    """Return the occurrences of a word of a query: of alternatives that contain each other the shortest."""
    return _shortest(find_positions(word, leaf, block_of))


def find_positions(node: Node, leaf: _WordingPositions, block_of: _BlockOf) -> Positions:
    """Return all positions of a wording, of wordings joined by OR, of Near or of NotWithin."""
    match node:
        case Phrase() | Pattern():
            return leaf(node)
        case Or(parts):
            return _join([find_positions(part, leaf, block_of) for part in parts])
        case Near(left, right, distance):
            one, other = find_positions(left, leaf, block_of), find_positions(right, leaf, block_of)
            pairs = (_followed(one, other, distance, block_of), _followed(other, one, distance, block_of))
            return _shortest(_join(list(pairs)))
        case NotWithin(part, longer):
            return _not_within(find_positions(part, leaf, block_of), find_positions(longer, leaf, block_of))
    raise TypeError(f"{type(node).__name__} has no positions")


def _join(parts: list[Positions]) -> Positions:
    """Return the positions of all parts in order, each once."""
    starts, ends = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    new = np.ones(len(starts), bool)
    new[1:] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
    return Positions(starts[new], ends[new])


def _shortest(found: Positions) -> Positions:
    """Return the stretches that contain no other."""
    starts, ends = found
    if len(starts) < 2:
        return found
    # What begins later, or at once and ends sooner, and ends no later, is inside.
    order = np.lexsort((-ends, starts))
    starts, ends = starts[order], ends[order]
    least_after = np.minimum.accumulate(ends[:0:-1])[::-1]
    kept = np.append(least_after > ends[:-1], True)
    return Positions(starts[kept], ends[kept])


def _followed(first: Positions, second: Positions, distance: int, block_of: _BlockOf) -> Positions:
    """Return the shortest stretch from each ``first`` to a ``second`` at most ``distance`` characters on."""
    low = np.searchsorted(second.starts, first.ends)
    high = np.searchsorted(second.starts, first.ends + distance, "right")
    some = low < high
    ends = _least(second.ends, low[some], high[some])
    starts = first.starts[some]
    together = block_of(starts) == block_of(ends - 1)
    return Positions(starts[together], ends[together])


def _least(values: Array, low: Array, high: Array) -> Array:
    """Return the least of ``values[low:high]`` for each of these ranges, none of which is empty."""
    if not len(low) or bool((values[1:] >= values[:-1]).all()):
        return values[low]
    # least[n][k] is the least of the 2 ** n values from k on; two of them cover any range.
    least, depth = [values], np.log2(high - low).astype(np.int64)
    for level in range(int(depth.max())):
        least.append(np.minimum(least[-1][: -(1 << level)], least[-1][1 << level :]))
    found = np.empty(len(low), values.dtype)
    for level, row in enumerate(least):
        own = depth == level
        found[own] = np.minimum(row[low[own]], row[high[own] - (1 << level)])
    return found


def _not_within(part: Positions, longer: Positions) -> Positions:
    """Return the positions that no longer one contains."""
    if not len(longer.starts) or not len(part.starts):
        return part
    reach = np.maximum.accumulate(longer.ends)
    before = np.searchsorted(longer.starts, part.starts, "right") - 1
    inside = (before >= 0) & (reach[np.maximum(before, 0)] >= part.ends)
    return Positions(part.starts[~inside], part.ends[~inside])
