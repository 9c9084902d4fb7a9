"""Evaluate the positional operators NEAR and -within over positions in a text."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.language.tree import Near, Node, NotWithin, Or, Phrase


class Positions(NamedTuple):
    """Occurrences ``[start, end)`` in a text, each once, ascending by start, then by end."""

    starts: Array
    ends: Array


_PhrasePositions = Callable[[str], Positions]
"""Returns all positions of a phrase."""

_BlockOf = Callable[[Array], Array]
"""Returns the block of each start; nothing is near across blocks."""


def find_positions(node: Node, leaf: _PhrasePositions, block_of: _BlockOf) -> Positions:
    """Return the occurrences of a positional node: a phrase, phrases joined by OR, Near or NotWithin."""
    match node:
        case Phrase(text):
            return leaf(text)
        case Or(parts):
            return _join([find_positions(part, leaf, block_of) for part in parts])
        case Near(left, right, distance):
            sides = find_positions(left, leaf, block_of), find_positions(right, leaf, block_of)
            return _near(*sides, distance, block_of)
        case NotWithin(part, longer):
            return _not_within(find_positions(part, leaf, block_of), find_positions(longer, leaf, block_of))
    raise TypeError(f"{type(node).__name__} has no positions")


def _distinct(starts: Array, ends: Array) -> Positions:
    """Return occurrences in order, each once."""
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    new = np.ones(len(starts), bool)
    new[1:] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
    return Positions(starts[new], ends[new])


def _join(parts: list[Positions]) -> Positions:
    return _distinct(np.concatenate([p.starts for p in parts]), np.concatenate([p.ends for p in parts]))


def _near(left: Positions, right: Positions, distance: int, block_of: _BlockOf) -> Positions:
    """Return the occurrences of either side with the other in reach; overlapping ones are not near."""
    kept_left = _has_partner(left, right, distance, block_of)
    kept_right = _has_partner(right, left, distance, block_of)
    return _join([Positions(left.starts[kept_left], left.ends[kept_left]),
                  Positions(right.starts[kept_right], right.ends[kept_right])])  # fmt: skip


def _has_partner(ours: Positions, theirs: Positions, distance: int, block_of: _BlockOf) -> Array:
    """Mark the occurrences with one of theirs at most ``distance`` characters after or before them."""
    if not len(ours.starts) or not len(theirs.starts):
        return np.zeros(len(ours.starts), bool)
    blocks = block_of(ours.starts)
    last = len(theirs.starts) - 1
    after = np.searchsorted(theirs.starts, ours.ends)
    next_start = theirs.starts[np.minimum(after, last)]
    near = (after <= last) & (next_start - ours.ends <= distance) & (block_of(next_start) == blocks)
    by_end = np.argsort(theirs.ends, kind="stable")
    before = np.searchsorted(theirs.ends[by_end], ours.starts, "right") - 1
    previous = by_end[np.maximum(before, 0)]
    gap = ours.starts - theirs.ends[previous]
    near_before = (before >= 0) & (gap <= distance) & (block_of(theirs.starts[previous]) == blocks)
    partnered: Array = near | near_before
    return partnered


def _not_within(part: Positions, longer: Positions) -> Positions:
    """Return the occurrences that no longer one contains."""
    if not len(longer.starts) or not len(part.starts):
        return part
    reach = np.maximum.accumulate(longer.ends)
    before = np.searchsorted(longer.starts, part.starts, "right") - 1
    inside = (before >= 0) & (reach[np.maximum(before, 0)] >= part.ends)
    return Positions(part.starts[~inside], part.ends[~inside])
