"""Find the maximal repeats of a text, with what stands around their occurrences.

A maximal repeat is a string that recurs and is followed by more than one thing. All strings that begin at
some places are sorted; those that share a prefix stand together, and the prefixes that neighbours have in
common tell which recur and where they part (intervals of an LCP array; Abouelhoda, Kurtz, Ohlebusch 2004).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.formulations.windows import LEAST, MOST, Windows


class Repeats(NamedTuple):
    """What the well-cut occurrences of some strings have around them.

    An occurrence is well cut if no word goes on at either edge of it; ``cut`` counts these. ``left`` and
    ``right`` are entropies in bits, ``left_free`` and ``right_free`` the shares of occurrences that have a
    border or a link on that side, ``last_apart`` the share of those whose last character is a word.
    """

    cut: Array
    left: Array
    right: Array
    left_free: Array
    right_free: Array
    last_apart: Array


def find_repeats(windows: Windows, quote: int, links: Array, least: int) -> Iterator[tuple[Array, Repeats]]:
    """Yield the maximal repeats among what begins at some places, those of each length together, as ranks.

    ``quote`` is the rank of the quotation mark. ``links`` says of each rank whether it stands between
    phrases, as a border does. A repeat has at most ``MOST`` characters and ``least`` well-cut occurrences.
    """
    windows = _recurring(windows, least)
    rows = windows.rows()
    common = _common_prefixes(rows)
    # Rows of strings that recur, those of one string together; ever fewer as they become longer.
    at = np.arange(len(rows))
    for length in range(LEAST, MOST + 1):
        sizes = np.diff(np.flatnonzero(common[at] < length), append=len(at))
        at = at[np.repeat(sizes >= least, sizes)]
        sizes = sizes[sizes >= least]
        if not len(at):
            return
        first = np.cumsum(sizes) - sizes
        # Before a quotation mark all part, for a mark is a border to what it closes.
        parts = np.logical_or.reduceat((common[at] == length) | (rows[at, length] == quote), first)
        cut = (windows.edges[at] >> np.uint32(length)) & 1 == 1
        counts = np.add.reduceat(cut, first, dtype=np.int64)
        chosen = parts & (counts >= least)
        here = at[cut & np.repeat(chosen, sizes)]
        node, counts = np.repeat(np.arange(len(counts[chosen])), counts[chosen]), counts[chosen]
        apart = (windows.edges[here] >> np.uint32(length - 1)) & 1 == 1
        beside = (windows.before[here], rows[here, length])
        sides = [Side(chars, (chars == 0) | (chars == quote), links[chars]) for chars in beside]
        yield rows[at[first[chosen]], :length], surroundings(node, counts, sides, apart)


def _recurring(windows: Windows, least: int) -> Windows:
    """Return in order the places where begins what begins often enough.

    Strings that recur less often stand in no order behind the characters that do recur.
    """
    order = np.argsort(windows.keys[0])
    _, sizes = run_lengths(windows.keys[0][order])
    order, own = order[np.repeat(sizes >= least, sizes)], sizes[sizes >= least]
    # Which places in this order are of strings that recur, and of which; each stays where its string stands.
    going, own = np.arange(len(order)), np.repeat(np.arange(len(own)), own)
    for key in windows.keys[1:]:
        keys = key[order[going]]
        inside = np.lexsort((keys, own))
        order[going], keys = order[going[inside]], keys[inside]
        new = np.ones(len(going), bool)
        new[1:] = (own[1:] != own[:-1]) | (keys[1:] != keys[:-1])
        sizes = np.diff(np.flatnonzero(new), append=len(going))
        kept = np.repeat(sizes >= least, sizes)
        going, own = going[kept], (np.cumsum(new) - 1)[kept]
    return windows.take(order)


def _common_prefixes(rows: Array) -> Array:
    """Return how many characters each row has in common with the one before; two borders are never alike."""
    alike = (rows[1:] == rows[:-1]) & (rows[1:] != 0)
    found = np.where(alike.all(axis=1), rows.shape[1], np.argmin(alike, axis=1))
    return np.concatenate((np.zeros(min(1, len(rows)), np.int64), found))


class Side(NamedTuple):
    """What stands on one side of some occurrences: characters, which are borders, which link phrases."""

    chars: Array
    borders: Array
    links: Array


def surroundings(node: Array, counts: Array, sides: Sequence[Side], apart: Array) -> Repeats:
    """Return what stands left and right of strings, given for each occurrence.

    ``node`` says of which string an occurrence is, ``counts`` how often each occurs, ``apart`` whether the
    last character is a word.
    """
    left, right = (_entropy(node, counts, side) for side in sides)
    masks = (*(side.borders | side.links for side in sides), apart)
    left_free, right_free, apart = (np.bincount(node[m], minlength=len(counts)) / counts for m in masks)
    return Repeats(counts, left, right, left_free, right_free, apart)


def _entropy(node: Array, counts: Array, side: Side) -> Array:
    """Return the entropy of what stands on one side of each string: log₂ n − Σ c·log₂ c / n.

    Each border is a neighbour of its own.
    """
    keys = np.sort(node[~side.borders] << 21 | side.chars[~side.borders])
    first, sizes = run_lengths(keys)
    sums = np.bincount(keys[first] >> 21, sizes * np.log2(np.maximum(sizes, 1)), len(counts))
    found: Array = np.log2(counts) - sums / counts
    return found
