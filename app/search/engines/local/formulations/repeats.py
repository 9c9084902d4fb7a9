"""Find the maximal repeats of a text, with what stands around their occurrences.

A maximal repeat is a string that recurs and is followed by more than one thing. All strings that begin at
some positions are sorted; those that share a prefix stand together, and the prefixes that neighbours have in
common tell which recur and where they part (intervals of an LCP array; Abouelhoda, Kurtz, Ohlebusch 2004).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.formulations.phrases import LEAST, MOST, Phrases


class Repeats(NamedTuple):
    """Maximal repeats: a row of ranks each, its length, and what its well-cut occurrences have around them.

    An occurrence is well cut if no word goes on at either edge of it; ``cut`` counts these. ``left`` and
    ``right`` are entropies in bits, ``left_free`` and ``right_free`` the shares of occurrences that have a
    border or a link on that side. ``last_apart`` says whether the last character is a word.
    """

    rows: Array
    lengths: Array
    cut: Array
    left: Array
    right: Array
    left_free: Array
    right_free: Array
    last_apart: Array


class Nodes(NamedTuple):
    """Repeats of one length: the first of the sorted suffixes that begin with each, and how many do."""

    length: int
    first: Array
    sizes: Array


def find_repeats(phrases: Phrases, positions: Array, links: Array, least: int) -> Repeats:
    """Return the maximal repeats among what begins at some positions, which has ``LEAST`` characters.

    ``links`` says of each rank whether it stands between phrases, as a border does. A repeat has at most
    ``MOST`` characters and ``least`` well-cut occurrences.
    """
    positions, rows = _recurring(positions, phrases.windows(positions, MOST + 1), least)
    found = list(_nodes(_common_prefixes(rows), rows == phrases.quote, least))
    first = np.concatenate([each.first for each in found])
    sizes = np.concatenate([each.sizes for each in found])
    lengths = np.concatenate([np.full(len(each.first), each.length) for each in found])
    # Every occurrence of every repeat, those of one together.
    node = np.repeat(np.arange(len(first)), sizes)
    at = np.arange(len(node)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + first[node]
    cut = phrases.are_edges(positions[at] + lengths[node])
    counts = np.bincount(node[cut], minlength=len(first))
    enough = counts >= least
    cut &= enough[node]
    node, at = (np.cumsum(enough) - 1)[node[cut]], at[cut]
    first, lengths, counts = first[enough], lengths[enough], counts[enough]
    left, left_free = _side(node, phrases.before(positions[at]), counts, phrases.quote, links)
    right, right_free = _side(node, rows[at, lengths[node]], counts, phrases.quote, links)
    apart = phrases.are_edges(positions[first] + lengths - 1)
    return Repeats(rows[first], lengths, counts, left, right, left_free, right_free, apart)


def _recurring(positions: Array, rows: Array, least: int) -> tuple[Array, Array]:
    """Return in order what begins with characters that begin often enough, and where."""
    keys = _keys(rows)
    order = np.argsort(keys[0], kind="stable")
    _, sizes = run_lengths(keys[0][order])
    order = order[np.repeat(sizes >= least, sizes)]
    order = order[np.lexsort([key[order] for key in keys[::-1]])]
    return positions[order], rows[order]


def _keys(rows: Array) -> list[Array]:
    """Return rows as sort keys of four ranks, the first the most important."""
    wide = np.ascontiguousarray(rows[:, :MOST].astype(">u2")).view(">u8").astype(np.uint64)
    return [np.ascontiguousarray(column) for column in wide.T]


def _common_prefixes(rows: Array) -> Array:
    """Return how many characters each row has in common with the one before; two borders are never alike."""
    alike = (rows[1:] == rows[:-1]) & (rows[1:] != 0)
    found = np.where(alike.all(axis=1), rows.shape[1], np.argmin(alike, axis=1))
    return np.concatenate((np.zeros(min(1, len(rows)), np.int64), found))


def _nodes(common: Array, quotes: Array, least: int) -> Iterator[Nodes]:
    """Yield for each length the runs of suffixes that share so many characters and then part.

    Before a quotation mark all part, for a mark is a border to what it closes.
    """
    for length in range(LEAST, MOST + 1):
        begins = np.flatnonzero(common < length)
        sizes = np.diff(begins, append=len(common))
        parts = np.flatnonzero((common == length) | quotes[:, length])
        owners = np.unique(np.searchsorted(begins, parts, "right") - 1)
        owners = owners[sizes[owners] >= least]
        yield Nodes(length, begins[owners], sizes[owners])


def _side(node: Array, chars: Array, counts: Array, quote: int, links: Array) -> tuple[Array, Array]:
    """Return the entropy of what stands on one side of each repeat, and how often that parts phrases.

    Each border is a neighbour of its own. Entropy is log₂ n − Σ c·log₂ c / n.
    """
    border = (chars == 0) | (chars == quote)
    keys = np.sort(node[~border] << 16 | chars[~border])
    first, sizes = run_lengths(keys)
    sums = np.bincount(keys[first] >> 16, sizes * np.log2(np.maximum(sizes, 1)), len(counts))
    free = np.bincount(node[border | links[chars]], minlength=len(counts))
    return np.log2(counts) - sums / counts, free / counts
