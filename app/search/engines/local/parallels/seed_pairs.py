"""Where two articles have the same characters: every stretch of a length or more that both have."""

import numpy as np

from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.segment.seeds import SEED, seed_hashes, seeds_within
from app.search.engines.local.parallels.article_text import ArticleText
from app.search.engines.local.parallels.near import Pairs
from app.search.parallels import SHORTEST

_OFTEN, _REPEATED = 4096, 4
"""From so many pairs of places on, those of one string of ``SHORTEST`` characters, or of ``SEED``, are paired
in their order only."""


def shared_stretches(first: ArticleText, second: ArticleText) -> Pairs:
    """Return the stretches of ``SHORTEST`` characters or more that two articles share, places among their
    points; none goes on in both texts. What stands in each dozens of times is paired in its order."""
    return joined_seeds(*_paired(first, second, SHORTEST, _OFTEN), SHORTEST)


def seed_pairs(first: ArticleText, second: ArticleText) -> Pairs:
    """Return the stretches of ``SEED`` characters or more that two articles share.

    A seed that is repeated is paired with that of the same number in the other article: short strings are
    repeated so often in long texts that all pairs would be millions.
    """
    return joined_seeds(*_paired(first, second, SEED, _REPEATED), SEED)


def joined_seeds(here: Array, there: Array, size: int) -> Pairs:
    """Return pairs of seeds of a size, a place in either text, as pairs of stretches: those that overlap or
    touch, as far apart in both texts, are one."""
    order = np.lexsort((here, here - there))
    here, there = here[order], there[order]
    new = np.ones(len(here), bool)
    new[1:] = (np.diff(here) > size) | (np.diff(here) != np.diff(there))
    starts, sizes = run_lengths(np.cumsum(new))
    begins, others = here[starts], there[starts]
    lengths = here[starts + sizes - 1] - begins + size
    return Pairs(begins, begins + lengths, others, others + lengths, lengths)


def _paired(first: ArticleText, second: ArticleText, size: int, most: int) -> tuple[Array, Array]:
    """Return the places of the same seeds in two articles."""
    at, hashes = _seeds(first, size)
    others, known = _seeds(second, size)
    low, high = np.searchsorted(known, hashes, "left"), np.searchsorted(known, hashes, "right")
    counts = high - low
    at, low, counts, hashes = (column[counts > 0] for column in (at, low, counts, hashes))
    begins, sizes = run_lengths(hashes)
    repeated = np.repeat(sizes, sizes)
    number = np.arange(len(at)) - np.repeat(begins, sizes)
    often = repeated * counts > most
    low = np.where(often, low + np.minimum(number, counts - 1), low)
    counts = np.where(often, 1, counts)
    return np.repeat(at, counts), others[in_ranges(low, counts)]


def _seeds(text: ArticleText, size: int) -> tuple[Array, Array]:
    """Return the places of the seeds of an article and their hashes, ascending by these."""
    at = np.flatnonzero(seeds_within(text.points, size))
    hashes = seed_hashes(text.points, size)[at]
    order = np.argsort(hashes, kind="stable")
    return at[order], hashes[order]
